package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.truth.TrueIncident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/**
 * What attackers do, step by step. Their addresses, programs and services are those that the staff
 * have too; what gives them away is how much of it there is, how fast, or in what order.
 *
 * <p>Whoever gets in comes from the country where the staff live, as rented botnets offer it: else
 * every success would be a journey that nobody can make.
 */
final class AttackScripts {

  /** As many failures from one address make a success a guessed one. */
  private static final int MANY_FAILURES = 8;

  /** An address that tried as many accounts is surely seen to attack them. */
  private static final int MANY_TRIED = 10;

  private final String id;
  private final double begins;
  private final SplittableRandom random;
  private final List<SignIn> signIns = new ArrayList<>();

  /**
   * @param id of the incident
   * @param begins seconds since the city's beginning
   */
  AttackScripts(String id, double begins, SplittableRandom random) {
    this.id = id;
    this.begins = begins;
    this.random = random;
  }

  /**
   * Attacks one account.
   *
   * @param victim whose; of a kind that concerns many, the first of them
   * @param others further accounts for the kinds that concern many
   */
  Attack on(AttackKind kind, Person victim, List<Person> others) {
    return switch (kind) {
      case BRUTE_FORCE_FAST -> guess(kind, outside(victim), 20 + random.nextInt(20), 1, 1.5);
      case BRUTE_FORCE_SLOW -> guess(kind, outside(victim), 28 + random.nextInt(8), 20, 8);
      case BRUTE_FORCE_DISTRIBUTED -> fromMany(victim);
      case PASSWORD_SPRAYING -> spray(others);
      case CREDENTIAL_STUFFING -> stuff(others);
      case IMPOSSIBLE_TRAVEL -> travel(victim);
      case MFA_FATIGUE -> tire(victim);
      case DORMANT_ACCOUNT -> single(kind, SignIn.succeeded(begins, mailing(victim, true)));
      case SUCCESS_AFTER_FAILURES -> guessRight(victim);
      case MFA_DISABLED -> disable(victim);
      case NEW_DEVICE -> newDevice(victim);
    };
  }

  /** Guesses the password of an account at a camera's console. */
  Attack onConsole(Person technician, String cameraId, double until) {
    Source source = Addresses.outside(random.nextLong());
    Session session = browsing(technician, source).at(Session.CAMERA_CONSOLE);
    for (double at = begins; at < until; at += 1.5 + random.nextDouble(2)) {
      signIns.add(SignIn.failed(at, session).telling(Map.of("camera_id", cameraId)));
    }
    return about(AttackKind.BRUTE_FORCE_FAST, session);
  }

  private Attack guess(
      AttackKind kind, Session session, int guesses, double least, double variation) {
    double at = begins;
    for (int i = 0; i < guesses; i++) {
      signIns.add(SignIn.failed(at, session));
      at += least + random.nextDouble(variation);
    }
    return about(kind, session);
  }

  private Attack fromMany(Person victim) {
    int guesses = 16 + random.nextInt(10);
    List<Source> sources = distinct(guesses, Addresses::outside);
    double at = begins;
    for (Source source : sources) {
      signIns.add(SignIn.failed(at, browsing(victim, source)));
      at += 4 + random.nextDouble(10);
    }
    return Attack.of(
        id, AttackKind.BRUTE_FORCE_DISTRIBUTED.label(), Session.SSO, victim.principal(), signIns);
  }

  private List<Source> distinct(int count, LongFunction<Source> draw) {
    List<Source> sources = new ArrayList<>();
    while (sources.size() < count) {
      Source source = draw.apply(random.nextLong());
      if (!sources.contains(source)) {
        sources.add(source);
      }
    }
    return sources;
  }

  private Attack spray(List<Person> accounts) {
    Source source = Addresses.outside(random.nextLong());
    String program = Session.browser(random.nextLong());
    double at = begins;
    for (Person account : accounts) {
      var session = new Session(account.principal(), source, "", program, Session.SSO);
      signIns.add(SignIn.failed(at, session));
      at += 3 + random.nextDouble(5);
    }
    String kind = AttackKind.PASSWORD_SPRAYING.label();
    return Attack.of(id, kind, source.address(), "", signIns);
  }

  private Attack stuff(List<Person> accounts) {
    List<Source> sources = distinct(3, Addresses::domestic);
    double at = begins;
    for (int i = 0; i < 60; i++) {
      Source source = sources.get(random.nextInt(sources.size()));
      if (i % 6 == 5) {
        Session session = Session.mail(accounts.get(i / 6).principal(), source);
        boolean fits = i == 35 || (i == 53 && random.nextBoolean());
        signIns.add(fits ? SignIn.succeeded(at, session) : SignIn.failed(at, session));
      } else {
        String stranger =
            String.format(Locale.ROOT, "%s%04d@mail.example", letter(), random.nextInt(10_000));
        signIns.add(SignIn.unknown(at, Session.mail(stranger, source)));
      }
      at += .4 + random.nextDouble(2);
    }
    Attack wave = Attack.of(id, AttackKind.CREDENTIAL_STUFFING.label(), Session.MAIL, "", signIns);
    for (SignIn signIn : signIns) {
      if (signIn.type() == SignIn.Type.LOGIN_SUCCEEDED) {
        wave = wave.and(gotIn(signIn));
      }
    }
    return wave;
  }

  /** One of a wave fits. That its address attacks is clear once it has tried many others. */
  private TrueIncident gotIn(SignIn success) {
    String address = success.session().source().address();
    String principal = success.session().principal();
    long tried =
        signIns.stream()
            .filter(each -> each.at() < success.at())
            .filter(each -> each.session().source().address().equals(address))
            .count();
    return new TrueIncident(
        id + "-in-" + principal,
        "success_from_attacker",
        address,
        principal,
        success.at(),
        success.at(),
        List.of(),
        tried,
        Map.of("principal", Set.of(principal), "source", Set.of(address)),
        tried >= MANY_TRIED,
        "");
  }

  private String letter() {
    return String.valueOf((char) ('a' + random.nextInt(26)));
  }

  private Attack travel(Person victim) {
    Source home = Addresses.mobile(random.nextLong());
    signIns.add(SignIn.succeeded(begins, Session.mail(victim.principal(), home)));
    double after = begins + 200 + random.nextDouble(300);
    Source far = Addresses.overseas(random.nextLong());
    SignIn second = SignIn.succeeded(after, Session.mail(victim.principal(), far));
    signIns.add(second);
    return new Attack(
        signIns,
        Attack.of(
                id,
                AttackKind.IMPOSSIBLE_TRAVEL.label(),
                far.address(),
                victim.principal(),
                List.of(second))
            .incidents());
  }

  private Attack tire(Person victim) {
    Session session = browsing(victim, Addresses.domestic(random.nextLong()));
    int refusals = 8 + random.nextInt(6);
    double at = begins;
    for (int i = 0; i < refusals; i++) {
      signIns.add(SignIn.prompted(at, session));
      signIns.add(SignIn.denied(at + 4 + random.nextDouble(8), session));
      at += 14 + random.nextDouble(16);
    }
    if (random.nextBoolean()) {
      signIns.add(SignIn.prompted(at, session));
      signIns.add(SignIn.approved(at + 5, session));
      signIns.add(SignIn.succeeded(at + 5.4, session));
    }
    return about(AttackKind.MFA_FATIGUE, session);
  }

  private Attack guessRight(Person victim) {
    Session session = mailing(victim, false);
    double at = begins;
    int failures = MANY_FAILURES + random.nextInt(8);
    for (int i = 0; i < failures; i++) {
      signIns.add(SignIn.failed(at, session));
      at += 2 + random.nextDouble(4);
    }
    signIns.add(SignIn.succeeded(at, session));
    return about(AttackKind.SUCCESS_AFTER_FAILURES, session).alsoOf(AttackKind.BRUTE_FORCE_FAST);
  }

  private Attack disable(Person victim) {
    Session session = mailing(victim, false).at(Session.SSO);
    signIns.add(SignIn.succeeded(begins, session));
    SignIn off = SignIn.withoutMfa(begins + 25 + random.nextDouble(60), session);
    signIns.add(off);
    Attack only = single(AttackKind.MFA_DISABLED, off);
    return new Attack(signIns, only.incidents());
  }

  private Attack newDevice(Person victim) {
    Source source = Addresses.domestic(random.nextLong());
    var session =
        new Session(
            victim.principal(),
            source,
            String.format(Locale.ROOT, "pc-%08x", random.nextInt()),
            Session.browser(random.nextLong()),
            Session.SSO);
    signIns.add(SignIn.prompted(begins, session));
    signIns.add(SignIn.approved(begins + 7, session));
    SignIn in = SignIn.succeeded(begins + 7.4, session);
    signIns.add(in);
    return new Attack(signIns, single(AttackKind.NEW_DEVICE, in).incidents());
  }

  private Session outside(Person victim) {
    return browsing(victim, Addresses.outside(random.nextLong()));
  }

  private Session browsing(Person victim, Source source) {
    String program = Session.browser(random.nextLong());
    return new Session(victim.principal(), source, "", program, Session.SSO);
  }

  private Session mailing(Person victim, boolean fromAnywhere) {
    long bits = random.nextLong();
    return Session.mail(
        victim.principal(), fromAnywhere ? Addresses.outside(bits) : Addresses.domestic(bits));
  }

  /** An attack of which one event is what went wrong. */
  private Attack single(AttackKind kind, SignIn signIn) {
    Session session = signIn.session();
    return Attack.of(
        id, kind.label(), session.source().address(), session.principal(), List.of(signIn));
  }

  private Attack about(AttackKind kind, Session session) {
    signIns.sort(Comparator.comparingDouble(SignIn::at));
    return Attack.of(id, kind.label(), session.source().address(), session.principal(), signIns);
  }
}
