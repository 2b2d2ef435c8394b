package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.Agenda;
import dev.gantry.ingest.city.CityRecords;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.RecordTimes;
import dev.gantry.ingest.city.Turns;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.camera.Gate;
import dev.gantry.ingest.city.traffic.City;
import dev.gantry.ingest.city.truth.TrueIncident;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The tasks and sign-ins of those who work for a city, their ways through its gates, and the
 * attacks on their accounts. The city's first day is a Monday.
 *
 * <p>Who is before a gate comes from the city itself, second by second; everything else is decided
 * by the seed alone.
 */
public final class StaffRecords implements CityRecords {

  private static final List<Trouble> TROUBLES = List.of(Trouble.values());

  /** What is old is so many days old at least. */
  private static final double LEAST_DAYS = 100;

  private static final double MOST_DAYS = 400;

  private final CityScenario scenario;
  private final Roster roster;
  private final DailyLife life;
  private final AttackPlan attacks;
  private final GateWatch gates;
  private final GateEntries entries;
  private final Patrols patrols;
  private final Work work;
  private final SignInLog log;
  private final Agenda agenda = new Agenda();
  private final List<TrueIncident> attacked = new ArrayList<>();
  private long nextDay;
  private long nextTrouble;

  /**
   * Of a city that stands at its beginning.
   *
   * @param times event times of the records
   */
  public StaffRecords(CityScenario scenario, CityWatch watch, RecordTimes times) {
    this.scenario = scenario;
    long seed = Roster.seed(scenario);
    List<String> cameraIds = watch.cameras().stream().map(CityCamera::id).toList();
    this.roster = new Roster(seed);
    this.life = new DailyLife(roster, cameraIds);
    this.gates = new GateWatch(Gate.of(watch.cameras()), watch.faults());
    this.attacks =
        new AttackPlan(seed, scenario.secondOfDay(), roster, gates.gates(), watch.faults());
    this.log = new SignInLog(scenario, times);
    this.entries = new GateEntries(scenario, roster, gates, log, agenda);
    var taskLog = new TaskLog(scenario, times);
    this.patrols = new Patrols(scenario, roster, gates, taskLog, agenda);
    this.work = new Work(scenario, roster, cameraIds, taskLog, agenda);
    roster.dormant().forEach(gone -> log.unusedSince(gone.principal(), -days(gone.draw(30))));
    for (Person person : roster.people()) {
      log.knows(person.computer(), -days(person.draw(31)));
      log.knows(person.phone(), -days(person.draw(32)));
    }
    // Shifts of the evening before reach into the first day.
    this.nextDay = -1;
    plan(0);
    watch.city().observe(this::step);
  }

  private static double days(long hash) {
    return Roster.DAY * (LEAST_DAYS + Draws.uniform(hash) * (MOST_DAYS - LEAST_DAYS));
  }

  @Override
  public void until(double seconds, Sink sink) {
    agenda.run(seconds, sink);
  }

  @Override
  public List<TrueIncident> incidentsUntil(double seconds) {
    List<TrueIncident> all = new ArrayList<>(attacked);
    all.addAll(work.incidents());
    all.addAll(entries.incidents());
    all.addAll(patrols.incidents());
    all.removeIf(incident -> incident.begins() > seconds);
    return all;
  }

  /**
   * Who is near a gate is looked at all the time; everything is decided a second ahead of the city,
   * so that no record comes too late.
   */
  private void step(City city) {
    gates.look(city.now(), city.people());
    long steps = Math.round(city.now() / City.STEP_SECONDS);
    long stepsASecond = Math.round(1 / City.STEP_SECONDS);
    if (steps % stepsASecond == 0) {
      double now = (double) steps / stepsASecond;
      plan(now + 1);
      entries.tick(now);
      patrols.tick(now);
    }
  }

  private void plan(double until) {
    while (nextDay * Roster.DAY <= scenario.secondOfDay() + until + Roster.DAY / 12) {
      long day = nextDay++;
      roster.people().forEach(person -> live(person, day));
    }
    work.plan(until);
    if (scenario.incidents()) {
      attacks.next(until).forEach(this::suffer);
      while (nextTrouble * Trouble.SLOT_SECONDS <= until) {
        bring(nextTrouble++);
      }
    }
  }

  private void live(Person person, long day) {
    for (SignIn local : life.signIns(person, day)) {
      double at = local.at() - scenario.secondOfDay();
      if (at >= 0) {
        tell(local.movedTo(at));
      }
    }
    for (double local : life.passages(person, day)) {
      entries.expect(local - scenario.secondOfDay(), person);
    }
  }

  /** The owner of a locked account can't use it. */
  private void tell(SignIn own) {
    agenda.add(
        own.at(),
        sink -> {
          if (!attacks.isLocked(own.session().principal(), own.at())) {
            log.write(own, sink);
          }
        });
  }

  private void suffer(Attack attack) {
    attack.signIns().forEach(one -> agenda.add(one.at(), sink -> log.write(one, sink)));
    attacked.addAll(attack.incidents());
  }

  private void bring(long number) {
    long seed = Draws.mix(scenario.seed(), 98_000);
    var random = new SplittableRandom(Draws.mix(seed, number));
    double at = number * Trouble.SLOT_SECONDS + 10 + random.nextDouble(60);
    switch (Turns.of(TROUBLES, seed, number)) {
      case TASK_OVERDUE -> work.beLate(at, random);
      case TASK_ILLEGAL_TRANSITION -> work.goOnAfterTheEnd(at, random);
      case ENTRY_WITHOUT_PERSON -> entries.wantNobody();
      case PATROL_WITHOUT_PERSON -> patrols.wantNobody();
    }
  }
}
