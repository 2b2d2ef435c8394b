package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How the staff use their accounts when nobody attacks them: at the desk in the morning and after
 * lunch, by phone now and then, technicians at the consoles of their cameras. They mistype
 * passwords, but at most {@value #MOST_MISTYPED} times in a row, and never sign in twice within
 * {@value #APART_SECONDS} s; so nobody fails five times within that time.
 *
 * <p>A pure function of the seed. Times are local.
 */
final class DailyLife {

  /** Failures of one sign-in. */
  static final int MOST_MISTYPED = 3;

  /** Between the beginnings of two sign-ins of one person. */
  static final double APART_SECONDS = 600;

  private static final double HOUR = 3600;

  /** Share of the sign-ins before which a password is mistyped. */
  private static final double MISTYPED = .06;

  private static final double MISSPELT = .004;
  private static final double DENIED_BY_MISTAKE = .01;

  private final Roster roster;
  private final List<String> cameraIds;

  /**
   * @param cameraIds cameras of the city, by index
   */
  DailyLife(Roster roster, List<String> cameraIds) {
    this.roster = roster;
    this.cameraIds = List.copyOf(cameraIds);
  }

  private enum Use {
    DESK,
    CONSOLE,
    PHONE,
    MAIL
  }

  private record Planned(double at, Use use) {}

  /** What somebody does on a day with the account, in the order of time. */
  List<SignIn> signIns(Person person, long day) {
    List<SignIn> all = new ArrayList<>();
    roster.shift(person, day).ifPresent(shift -> signIns(shift, all));
    return all;
  }

  /** When somebody goes through a gate on a day. */
  List<Double> passages(Person person, long day) {
    return roster
        .shift(person, day)
        .filter(shift -> shift.from() == Shift.Where.DESK)
        .map(shift -> passages(shift, random(shift, 2)))
        .orElse(List.of());
  }

  private static List<Double> passages(Shift shift, SplittableRandom random) {
    List<Double> times = new ArrayList<>();
    times.add(shift.begins() - random.nextDouble(600));
    if (random.nextDouble() < .5) {
      double lunch = shift.begins() + (3.8 + .8 * random.nextDouble()) * HOUR;
      times.add(lunch);
      times.add(lunch + (.4 + .4 * random.nextDouble()) * HOUR);
    }
    times.add(shift.ends() + random.nextDouble(600));
    return times;
  }

  private void signIns(Shift shift, List<SignIn> into) {
    SplittableRandom random = random(shift, 1);
    double latest = Double.NEGATIVE_INFINITY;
    for (Planned planned : plan(shift, random)) {
      if (planned.at >= latest + APART_SECONDS) {
        latest = planned.at;
        signIn(shift, planned, random, into);
      }
    }
  }

  private static SplittableRandom random(Shift shift, long use) {
    return new SplittableRandom(Draws.mix(shift.person().draw(10 + use), shift.day()));
  }

  private static List<Planned> plan(Shift shift, SplittableRandom random) {
    List<Planned> plan = new ArrayList<>();
    plan.add(new Planned(shift.begins() + 60 + random.nextDouble(400), Use.DESK));
    double afterLunch = shift.begins() + (4.4 + random.nextDouble()) * HOUR;
    plan.add(new Planned(afterLunch, Use.DESK));
    if (shift.person().role() == Role.TECHNICIAN) {
      int consoles = 1 + random.nextInt(3);
      for (int i = 0; i < consoles; i++) {
        plan.add(new Planned(within(shift, random), Use.CONSOLE));
      }
    }
    if (shift.person().hasPhone()) {
      int times = 1 + random.nextInt(3);
      for (int i = 0; i < times; i++) {
        double at = shift.begins() - .7 * HOUR + random.nextDouble(9.5 * HOUR);
        plan.add(new Planned(at, Use.PHONE));
      }
      plan.add(new Planned(within(shift, random), Use.MAIL));
    }
    plan.sort(Comparator.comparingDouble(Planned::at));
    return plan;
  }

  private static double within(Shift shift, SplittableRandom random) {
    return shift.begins() + random.nextDouble(shift.ends() - shift.begins());
  }

  private void signIn(Shift shift, Planned planned, SplittableRandom random, List<SignIn> into) {
    Session session = session(shift, planned);
    double at = planned.at;
    if (random.nextDouble() < MISSPELT) {
      String misspelt = shift.person().principal().replace("-", "");
      into.add(SignIn.unknown(at, session.as(misspelt)));
      at += 5 + random.nextDouble(15);
    }
    for (int failures = mistyped(random); failures > 0; failures--) {
      into.add(SignIn.failed(at, session));
      at += 5 + random.nextDouble(20);
    }
    boolean asksTwice = planned.use == Use.DESK || planned.use == Use.PHONE;
    if (asksTwice) {
      at = secondFactor(session, at, random, into);
    }
    into.add(SignIn.succeeded(at, session).telling(about(shift.person(), planned, random)));
  }

  private Map<String, String> about(Person person, Planned planned, SplittableRandom random) {
    return planned.use == Use.CONSOLE
        ? Map.of("camera_id", cameraIds.get(cameraOf(person, random)))
        : Map.of();
  }

  /** A camera that a technician looks after; any one where there are more technicians. */
  private int cameraOf(Person technician, SplittableRandom random) {
    int cameras = cameraIds.size();
    int technicians = Role.TECHNICIAN.people();
    int first = roster.in(Role.TECHNICIAN).indexOf(technician);
    return first >= cameras
        ? random.nextInt(cameras)
        : first + technicians * random.nextInt((cameras - 1 - first) / technicians + 1);
  }

  private static int mistyped(SplittableRandom random) {
    if (random.nextDouble() >= MISTYPED) {
      return 0;
    }
    double how = random.nextDouble();
    return how < .7 ? 1 : how < .95 ? 2 : MOST_MISTYPED;
  }

  private static double secondFactor(
      Session session, double from, SplittableRandom random, List<SignIn> into) {
    double at = from;
    if (random.nextDouble() < DENIED_BY_MISTAKE) {
      into.add(SignIn.prompted(at, session));
      into.add(SignIn.denied(at + 6, session));
      at += 15 + random.nextDouble(10);
    }
    into.add(SignIn.prompted(at, session));
    double answered = at + 3 + random.nextDouble(12);
    into.add(SignIn.approved(answered, session));
    return answered + .4;
  }

  private static Session session(Shift shift, Planned planned) {
    Person person = shift.person();
    Source outside =
        shift.from() == Shift.Where.ABROAD
            ? Addresses.hotel(Draws.mix(person.draw(20), Math.floorDiv(shift.day(), 7L)))
            : Addresses.mobile(person, shift.day());
    Source desk =
        switch (shift.from()) {
          case DESK -> Addresses.desk(person);
          case HOME -> Addresses.home(person);
          case ABROAD -> outside;
        };
    return switch (planned.use) {
      case DESK -> Session.browsing(person, desk, person.computer());
      case CONSOLE -> Session.browsing(person, desk, person.computer()).at(Session.CAMERA_CONSOLE);
      case PHONE -> Session.browsing(person, outside, person.phone());
      case MAIL -> Session.mail(person.principal(), outside);
    };
  }
}
