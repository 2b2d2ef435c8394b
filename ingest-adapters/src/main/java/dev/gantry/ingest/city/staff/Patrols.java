package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.Agenda;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.camera.Gate;
import dev.gantry.ingest.city.truth.TrueIncident;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Guards' rounds: every gate once in {@link #EVERY_SECONDS}. A guard completes the task when
 * somebody is before the gate, who then is the guard; now and then when nobody has been for a
 * while.
 */
final class Patrols {

  /** So that with four gates one begins every two and a half minutes. */
  static final double EVERY_SECONDS = 600;

  /** Nobody is near for so long before a patrol that was none says it is done, seconds. */
  static final double NOBODY_BEFORE = 40;

  /** And for so long after. */
  static final double NOBODY_AFTER = 15;

  private static final double DUE_AFTER = 360;
  private static final double RELIEVED_BEFORE_DUE = 20;
  private static final double LEAST_SECONDS = 20;

  private final CityScenario scenario;
  private final Roster roster;
  private final GateWatch watch;
  private final TaskLog log;
  private final Agenda agenda;
  private final List<Round> rounds = new ArrayList<>();
  private final List<TrueIncident> incidents = new ArrayList<>();
  private int wanted;

  /** One round that goes on, or has just ended and must be looked at again. */
  private static final class Round {
    private final Task task;
    private final Gate gate;
    private final double started;
    private final boolean isFalse;
    private double completed = Double.NaN;

    Round(Task task, Gate gate, double started, boolean isFalse) {
      this.task = task;
      this.gate = gate;
      this.started = started;
      this.isFalse = isFalse;
    }
  }

  Patrols(CityScenario scenario, Roster roster, GateWatch watch, TaskLog log, Agenda agenda) {
    this.scenario = scenario;
    this.roster = roster;
    this.watch = watch;
    this.log = log;
    this.agenda = agenda;
  }

  /** A patrol is to be one that nobody made. */
  void wantNobody() {
    wanted++;
  }

  /** Goes on by a second. */
  void tick(double now) {
    for (Gate gate : watch.gates()) {
      double first = Math.floor(EVERY_SECONDS * (gate.camera() + .2) / watch.gates().size());
      if (now >= first && (now - first) % EVERY_SECONDS == 0) {
        begin(gate, Math.round((now - first) / EVERY_SECONDS), now);
      }
    }
    rounds.removeIf(round -> isOver(round, now));
  }

  /** What has turned out to be a patrol that nobody made. */
  List<TrueIncident> incidents() {
    return incidents;
  }

  private void begin(Gate gate, long number, double now) {
    long hash = Draws.mix(Draws.mix(scenario.seed(), 95_000 + gate.camera()), number);
    Person guard = roster.onDuty(Role.GUARD, scenario.secondOfDay() + now, hash);
    Task task =
        new Task(
            "patrol-" + gate.id() + "-" + log.city() + "-" + number,
            "patrol-" + gate.id(),
            "patrol",
            "Patrol at " + gate.id(),
            Map.of("gate", gate.id(), "camera_id", gate.cameraId()),
            guard,
            now + DUE_AFTER);
    double started = now + 30 + Math.floor(30 * Draws.uniform(Draws.mix(hash, 1)));
    tell(task.triggered(now));
    tell(task.created(now + .2, Task.SCHEDULER));
    tell(task.assigned(now + 5 + 10 * Draws.uniform(Draws.mix(hash, 2)), Task.SCHEDULER));
    tell(task.started(started));
    boolean isFalse = wanted > rounds.stream().filter(round -> round.isFalse).count();
    rounds.add(new Round(task, gate, started, isFalse));
  }

  private boolean isOver(Round round, double now) {
    if (!Double.isNaN(round.completed)) {
      return !round.isFalse || isLookedAt(round, now);
    }
    if (now >= round.task.dueAt() - RELIEVED_BEFORE_DUE) {
      tell(round.task.deleted(now, round.task.assignee().principal(), "called away"));
      return true;
    }
    boolean isLongEnough = now >= round.started + LEAST_SECONDS;
    if (isLongEnough && (round.isFalse ? isDeserted(round.gate, now) : isMade(round, now))) {
      round.completed = now;
      tell(round.task.completed(now));
    }
    return false;
  }

  private boolean isMade(Round round, double now) {
    return watch.isAtDoor(round.gate) && watch.isWatched(round.gate, now - 2, now + 8);
  }

  private boolean isDeserted(Gate gate, double now) {
    return watch.lastNear(gate) < now - NOBODY_BEFORE
        && watch.isWatched(gate, now - NOBODY_BEFORE, now + NOBODY_AFTER + 2);
  }

  /** Whether it is known by now if somebody came after all; then notes it when nobody did. */
  private boolean isLookedAt(Round round, double now) {
    if (now < round.completed + NOBODY_AFTER) {
      return false;
    }
    if (watch.lastNear(round.gate) < round.completed) {
      wanted--;
      incidents.add(
          new TrueIncident(
              round.task.id() + "-false",
              Trouble.PATROL_WITHOUT_PERSON.label(),
              round.gate.id(),
              round.task.assignee().principal(),
              round.completed,
              round.completed + NOBODY_AFTER,
              List.of(round.gate.cameraId()),
              1,
              Map.of(
                  "gate", Set.of(round.gate.id()),
                  "task", Set.of(round.task.id()),
                  "user", Set.of(round.task.assignee().principal()))));
    }
    return true;
  }

  private void tell(Task.Step step) {
    agenda.add(step.at(), sink -> log.write(step, sink));
  }
}
