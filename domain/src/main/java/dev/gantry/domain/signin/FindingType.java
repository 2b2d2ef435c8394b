package dev.gantry.domain.signin;

import java.util.Locale;

/**
 * What the checks find. Whoever only fails has not got in: then sources are to be kept out, and the
 * account stays open for its owner. An account is to be looked after when somebody may be in.
 */
public enum FindingType {
  /** Guessing within seconds: at one account from one source, or at several from one source. */
  BRUTE_FORCE_FAST("high", .9, RespondTo.SOURCES),
  /** The same within minutes or hours. */
  BRUTE_FORCE_SLOW("medium", .8, RespondTo.SOURCES),
  /** Guessing at one account from many sources. */
  BRUTE_FORCE_DISTRIBUTED("high", .8, RespondTo.SOURCES),
  /** A guess or two at each of many accounts, from one source. */
  PASSWORD_SPRAYING("high", .9, RespondTo.SOURCES),
  /** The same with names of which many are nobody's here: a list from elsewhere. */
  CREDENTIAL_STUFFING("high", .9, RespondTo.SOURCES),
  /** A success from a source that has just been guessing at other accounts. */
  SUCCESS_FROM_ATTACKER("critical", .7, RespondTo.ACCOUNT),
  /** A success where there was guessing at the account from the same source. */
  SUCCESS_AFTER_FAILURES("critical", .9, RespondTo.ACCOUNT),
  /** Two successes too far apart for anybody to be at both places. */
  IMPOSSIBLE_TRAVEL("high", .8, RespondTo.ACCOUNT),
  /** Many refused second factors: whoever has the password hopes that its owner tires. */
  MFA_FATIGUE("high", .9, RespondTo.ACCOUNT),
  /** After these, the owner said yes. */
  MFA_FATIGUE_YIELDED("critical", .9, RespondTo.ACCOUNT),
  /** The account asks for no second factor any more. */
  MFA_DISABLED("medium", .5, RespondTo.ACCOUNT),
  /** An account is used that nobody had used for long. */
  DORMANT_ACCOUNT("medium", .6, RespondTo.ACCOUNT),
  /** A success with a device that the account never had. */
  NEW_DEVICE("low", .4, RespondTo.ACCOUNT),
  /** A success from a country from which the account was never used. */
  NEW_COUNTRY("low", .4, RespondTo.ACCOUNT);

  private final String severity;
  private final double score;
  private final RespondTo respondTo;

  FindingType(String severity, double score, RespondTo respondTo) {
    this.severity = severity;
    this.score = score;
    this.respondTo = respondTo;
  }

  /** Its name as topics and rules have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@code low}, {@code medium}, {@code high} or {@code critical}. */
  public String severity() {
    return severity;
  }

  /** Confidence, 0 to 1. */
  public double score() {
    return score;
  }

  /** Whom a response should be directed at. */
  public RespondTo respondTo() {
    return respondTo;
  }

  /** Whom a response should be directed at. */
  public enum RespondTo {
    /** Keep these sources out; lock nobody, or flooding an account would lock its owner out. */
    SOURCES,
    /** Look after the account: end its sessions, change what it is known by, ask its owner. */
    ACCOUNT;

    /** Its name in a finding. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
