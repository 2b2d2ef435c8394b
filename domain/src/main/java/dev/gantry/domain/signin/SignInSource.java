package dev.gantry.domain.signin;

import dev.gantry.domain.signin.Guessing.Pace;
import dev.gantry.domain.state.StateFormat;
import dev.gantry.domain.time.Micros;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that the checks know of one source address: its failures, counted as they come and by
 * distinct accounts. Guessing at one account that there is belongs to the {@link Account}, and is
 * not told of here again. Mutable; one thread at a time.
 */
public final class SignInSource {

  private static final byte VERSION = 1;
  private static final String GUESSING = "guessing";
  private static final String ACCOUNTS = "accounts";

  /** A success so soon after a failure is of whoever failed. */
  private static final long SAME_HANDS_US = Micros.of(Duration.ofMinutes(1));

  private final SignInSettings settings;
  private final AttemptLog failures;
  private final Campaigns campaigns;
  private final Attacks attacks;

  /** A source of which nothing is known. */
  public SignInSource(SignInSettings settings) {
    this(settings, new AttemptLog(), new Campaigns());
  }

  private SignInSource(SignInSettings settings, AttemptLog failures, Campaigns campaigns) {
    this.settings = settings;
    this.failures = failures;
    this.campaigns = campaigns;
    this.attacks = new Attacks(settings.guessing(), campaigns);
  }

  /** Takes an event from the source in and gives what it completed. */
  public List<SignInFinding> take(SignInEvent event) {
    return switch (event.kind()) {
      case FAILED -> fail(Attempt.of(event));
      case SUCCEEDED -> succeed(Attempt.of(event));
      default -> List.of();
    };
  }

  private List<SignInFinding> fail(Attempt attempt) {
    failures.add(attempt);
    List<SignInFinding> found = new ArrayList<>();
    List<Attempt> byAccount = firstOfEachAccount();
    boolean isAnother = byAccount.contains(attempt);
    List<Attempt> accounts =
        attacks.begunBy(ACCOUNTS, byAccount, each -> isAnother, attempt.atUs());
    if (!accounts.isEmpty()) {
      found.add(manyAccounts(attempt.source(), accounts));
    }
    List<Attempt> guesses =
        attacks.begunBy(GUESSING, failures.all(), each -> !isOfOneAccount(each), attempt.atUs());
    if (!guesses.isEmpty()) {
      found.add(guessing(attempt.source(), guesses));
    }
    return found;
  }

  /** The first failure of each account that was named, oldest first. */
  private List<Attempt> firstOfEachAccount() {
    Map<String, Attempt> first = new LinkedHashMap<>();
    for (Attempt attempt : failures.those(each -> !each.principal().isEmpty())) {
      first.putIfAbsent(attempt.principal(), attempt);
    }
    return List.copyOf(first.values());
  }

  /** Whether most are of one account that there is, so that its own checks tell of them. */
  private static boolean isOfOneAccount(List<Attempt> attempts) {
    Map<String, Long> counts =
        attempts.stream()
            .filter(each -> !each.unknownAccount() && !each.principal().isEmpty())
            .collect(Collectors.groupingBy(Attempt::principal, Collectors.counting()));
    return counts.values().stream().anyMatch(count -> 2 * count > attempts.size());
  }

  private SignInFinding manyAccounts(String source, List<Attempt> accounts) {
    long unknown = accounts.stream().filter(Attempt::unknownAccount).count();
    boolean fromElsewhere = unknown >= settings.unknownShare() * accounts.size();
    return SignInFinding.of(
            fromElsewhere ? FindingType.CREDENTIAL_STUFFING : FindingType.PASSWORD_SPRAYING,
            source,
            "failed sign-ins of %d accounts from %s within %s, %d of them of accounts that there are not"
                .formatted(accounts.size(), source, Words.lasted(accounts), unknown),
            accounts)
        .with("unknown_accounts", Long.toString(unknown));
  }

  private SignInFinding guessing(String source, List<Attempt> guesses) {
    boolean fast = settings.guessing().paceOf(guesses) == Pace.FAST;
    long accounts = guesses.stream().map(Attempt::principal).distinct().count();
    return SignInFinding.of(
        fast ? FindingType.BRUTE_FORCE_FAST : FindingType.BRUTE_FORCE_SLOW,
        source,
        "%d failed sign-ins from %s within %s, of %s"
            .formatted(
                guesses.size(),
                source,
                Words.lasted(guesses),
                accounts == 1 ? "one account" : accounts + " accounts"),
        guesses);
  }

  private List<SignInFinding> succeed(Attempt success) {
    List<Attempt> own = failures.those(each -> each.principal().equals(success.principal()));
    List<Attempt> others = failures.those(each -> !each.principal().equals(success.principal()));
    if (own.size() < settings.guessing().window().maxretry()) {
      failures.forget(each -> each.principal().equals(success.principal()));
    }
    boolean attacksOthers = attacks(others, success.atUs());
    forgetSlowFailures(success.atUs());
    if (!attacksOthers || others.isEmpty() || !isSoonAfter(others, success)) {
      return List.of();
    }
    return List.of(
        SignInFinding.of(
            FindingType.SUCCESS_FROM_ATTACKER,
            success.source(),
            "%s signed in from %s, which had tried %d other accounts"
                .formatted(
                    success.principal(),
                    success.source(),
                    others.stream().map(Attempt::principal).distinct().count()),
            List.of(success)));
  }

  /** Whether an attack on accounts goes on; a slow one has all of its failures still to show. */
  private boolean attacks(List<Attempt> others, long atUs) {
    long accounts = others.stream().map(Attempt::principal).distinct().count();
    return campaigns.isOn(ACCOUNTS, atUs)
        || (attacks.areOn(ACCOUNTS, atUs) && accounts >= settings.guessing().window().maxretry());
  }

  /**
   * Many people may share an address, and some of them mistype in the course of a day: where
   * somebody gets in and nobody guesses quickly, what failed before is no slow guessing.
   */
  private void forgetSlowFailures(long atUs) {
    if (!campaigns.isOn(ACCOUNTS, atUs) && !campaigns.isOn(GUESSING, atUs)) {
      long fromUs = atUs - Micros.of(settings.guessing().window().findtime());
      failures.forget(each -> each.atUs() < fromUs);
    }
  }

  private static boolean isSoonAfter(List<Attempt> others, Attempt success) {
    long pauseUs = success.atUs() - others.get(others.size() - 1).atUs();
    return pauseUs >= 0 && pauseUs <= SAME_HANDS_US;
  }

  /** Whether nothing is known of it: it takes no room, then. */
  public boolean isEmpty() {
    return failures.size() == 0 && campaigns.isEmpty();
  }

  /** What it takes to have an address remembered so. */
  public Worth worth() {
    if (!campaigns.isEmpty()) {
      return Worth.PROVEN;
    }
    return failures.size() > 1 ? Worth.SUSPECT : Worth.HEARD;
  }

  /** Whether forgetting all of it changes nothing from a moment on. */
  public boolean isSpentAt(long nowUs) {
    return failures.isSpentAt(nowUs) && campaigns.isSpentAt(nowUs);
  }

  /** Encodes it; {@link #fromBytes} gives one that judges all that follows the same. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      failures.write(out);
      campaigns.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Decodes a source.
   *
   * @throws IllegalArgumentException when the bytes are of another version, or cut off
   */
  public static SignInSource fromBytes(SignInSettings settings, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      StateFormat.require(VERSION, in.readByte(), "sign-in source");
      return new SignInSource(settings, AttemptLog.read(in), Campaigns.read(in));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "sign-in source: expected more than the " + bytes.length + " bytes found", e);
    }
  }
}
