package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who works for the city, and when. A pure function of the seed. */
final class Roster {

  static final double DAY = 86_400;

  private static final double HOUR = 3600;

  /** Accounts of people who have left, which nobody has closed: enough for a day of attacks. */
  private static final int DORMANT = 30;

  private static final double ABSENT = .06;
  private static final double AT_HOME = .15;

  /** Share of the weeks in which somebody of the office travels. */
  private static final double TRAVELLING = .03;

  private final List<Person> people = new ArrayList<>();
  private final List<Person> dormant = new ArrayList<>();

  /** Those who work for a city. */
  static Roster of(CityScenario scenario) {
    return new Roster(seed(scenario));
  }

  /** Decides all that the staff are and do, and what is done to them. */
  static long seed(CityScenario scenario) {
    return Draws.mix(scenario.seed(), 41_000);
  }

  Roster(long seed) {
    for (Role role : Role.values()) {
      for (int i = 0; i < role.people(); i++) {
        people.add(person(seed, people.size(), role));
      }
    }
    for (int i = 0; i < DORMANT; i++) {
      dormant.add(person(seed, people.size() + i, Role.OFFICE));
    }
  }

  private static Person person(long seed, int number, Role role) {
    return new Person(number, role, Draws.mix(seed, 51_000 + number));
  }

  /** All who work, by number. */
  List<Person> people() {
    return people;
  }

  /** Accounts of people who have left. */
  List<Person> dormant() {
    return dormant;
  }

  /** Those of a role. */
  List<Person> in(Role role) {
    return people.stream().filter(person -> person.role() == role).toList();
  }

  /** The technician who looks after a camera. */
  Person technicianOf(int camera) {
    List<Person> technicians = in(Role.TECHNICIAN);
    return technicians.get(camera % technicians.size());
  }

  /** Somebody of a role who is at work in the city, or anybody of it when nobody is. */
  Person onDuty(Role role, double local, long hash) {
    List<Person> there = in(role).stream().filter(person -> isThere(person, local)).toList();
    List<Person> some = there.isEmpty() ? in(role) : there;
    return some.get((int) Math.floorMod(hash, (long) some.size()));
  }

  /** Somebody of any role who is at work in the city, or anybody when nobody is. */
  Person anybodyThere(double local, long hash) {
    List<Person> there = people.stream().filter(person -> isThere(person, local)).toList();
    List<Person> some = there.isEmpty() ? people : there;
    return some.get((int) Math.floorMod(hash, (long) some.size()));
  }

  private boolean isThere(Person person, double local) {
    return now(person, local).filter(shift -> shift.from() == Shift.Where.DESK).isPresent();
  }

  /** The shift in which somebody is. */
  Optional<Shift> now(Person person, double local) {
    long day = (long) Math.floor(local / DAY);
    return shift(person, day)
        .filter(shift -> shift.isAt(local))
        .or(() -> shift(person, day - 1).filter(shift -> shift.isAt(local)));
  }

  /** Somebody's work on a day; empty when free. */
  Optional<Shift> shift(Person person, long day) {
    long hash = Draws.mix(person.draw(6), day);
    if (Draws.uniform(Draws.mix(hash, 1)) < ABSENT) {
      return Optional.empty();
    }
    double jitter = Draws.nearlyNormal(Draws.mix(hash, 2));
    return person.role().inShifts()
        ? inShifts(person, day, jitter)
        : byDay(person, day, jitter, Draws.mix(hash, 3));
  }

  /** Six days of one shift, a day off, then the next shift. */
  private static Optional<Shift> inShifts(Person person, long day, double jitter) {
    long shifted = day + person.number();
    if (Math.floorMod(shifted, 7L) == 6) {
      return Optional.empty();
    }
    long turn = Math.floorMod(Math.floorDiv(shifted, 7L) + person.number() / 7, 3L);
    double begins = day * DAY + (6 + 8 * turn) * HOUR + 180 * jitter;
    return Optional.of(new Shift(person, day, begins, begins + 8 * HOUR, Shift.Where.DESK));
  }

  private static Optional<Shift> byDay(Person person, long day, double jitter, long hash) {
    if (Math.floorMod(day, 7L) >= 5) {
      return Optional.empty();
    }
    double usual = person.role() == Role.TECHNICIAN ? 7 * HOUR : 8.2 * HOUR;
    double habit = .5 * HOUR * Draws.nearlyNormal(person.draw(7));
    double begins = day * DAY + usual + .6 * habit + 900 * jitter;
    double lasts = (8.2 + .8 * Draws.uniform(hash)) * HOUR;
    return Optional.of(
        new Shift(person, day, begins, begins + lasts, where(person, day, Draws.mix(hash, 1))));
  }

  private static Shift.Where where(Person person, long day, long hash) {
    if (person.role() != Role.OFFICE) {
      return Shift.Where.DESK;
    }
    long week = Math.floorDiv(day, 7L);
    if (Draws.uniform(Draws.mix(person.draw(8), week)) < TRAVELLING) {
      return Shift.Where.ABROAD;
    }
    return Draws.uniform(hash) < AT_HOME ? Shift.Where.HOME : Shift.Where.DESK;
  }
}
