package dev.gantry.ingest.city.staff;

import dev.gantry.ingest.city.Agenda;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.truth.TrueIncident;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Tasks that need no gate: maintenance of cameras, jobs that come up, recurring checks. Normally
 * all are done a minute or more before they are due; maintenance may be called off before it
 * begins; a check whose run before takes too long is skipped, with the reason.
 */
final class Work {

  private static final double MAINTENANCE_EVERY = 420;
  private static final double JOB_EVERY = 300;
  private static final double CHECK_EVERY = 900;

  /** Longer than the time between two checks, so that a long run is late for nothing. */
  private static final double CHECK_DUE = 1200;

  private static final double LONG_CHECKS = .05;
  private static final List<String> CHECKS =
      List.of("signals", "storage", "radio", "lighting", "pumps", "backups");
  private static final List<String> JOBS =
      List.of("Clear a lane", "Call a tow truck", "Answer a caller", "Open a barrier");

  private static final double MORNING = 7 * 3600;
  private static final double EVENING = 16 * 3600;

  private final CityScenario scenario;
  private final Roster roster;
  private final List<String> cameraIds;
  private final TaskLog log;
  private final Agenda agenda;
  private final List<TrueIncident> incidents = new ArrayList<>();
  private long maintenance;
  private long jobs;
  private long checks;
  private int numbers;

  Work(CityScenario scenario, Roster roster, List<String> cameraIds, TaskLog log, Agenda agenda) {
    this.scenario = scenario;
    this.roster = roster;
    this.cameraIds = List.copyOf(cameraIds);
    this.log = log;
    this.agenda = agenda;
  }

  /** Plans all that begins by a moment. */
  void plan(double seconds) {
    while (maintenance * MAINTENANCE_EVERY <= seconds) {
      maintain(maintenance++);
    }
    while (jobs * JOB_EVERY <= seconds) {
      long number = jobs++;
      var random = random(1, number);
      double at = number * JOB_EVERY + random.nextDouble(JOB_EVERY);
      job(at, 60 + random.nextDouble(110), operator(at, random), random);
    }
    double each = CHECK_EVERY / CHECKS.size();
    while (checks * each <= seconds) {
      check((int) (checks % CHECKS.size()), checks / CHECKS.size(), checks * each + 20);
      checks++;
    }
  }

  /** A job is to be late. */
  void beLate(double at, SplittableRandom random) {
    double takes = 240 + 60 + random.nextDouble(200);
    Person caller = operator(at, random);
    Task task = job(at, takes, caller, random);
    double late = at + takes - task.dueAt();
    incidents.add(incident(task, caller, Trouble.TASK_OVERDUE, task.dueAt(), at + takes, late));
  }

  /** A task is to go on after its end. */
  void goOnAfterTheEnd(double at, SplittableRandom random) {
    Person operator = operator(at, random);
    Task task = maintenanceTask(at, random);
    tell(task.created(at, operator.principal()));
    tell(task.assigned(at + 2, operator.principal()));
    double end = at + 30 + random.nextDouble(30);
    double after = end + 15 + random.nextDouble(60);
    if (random.nextBoolean()) {
      tell(task.deleted(end, operator.principal(), "not needed"));
    } else {
      tell(task.started(at + 10));
      tell(task.completed(end));
    }
    tell(task.completed(after));
    incidents.add(incident(task, operator, Trouble.TASK_ILLEGAL_TRANSITION, after, after, 1));
  }

  /** What went wrong, once it is planned. */
  List<TrueIncident> incidents() {
    return incidents;
  }

  private TrueIncident incident(
      Task task, Person caller, Trouble trouble, double begins, double ends, double measure) {
    String doer = task.assignee().principal();
    return new TrueIncident(
        task.id() + "-" + trouble.label(),
        trouble.label(),
        task.id(),
        doer,
        begins,
        ends,
        List.of(),
        measure,
        Map.of("task", Set.of(task.id()), "user", Set.of(caller.principal(), doer)));
  }

  private Person operator(double at, SplittableRandom random) {
    return roster.onDuty(Role.OPERATOR, local(at), random.nextLong());
  }

  private Task job(double at, double takes, Person caller, SplittableRandom random) {
    Person doer = roster.onDuty(Role.GUARD, local(at), random.nextLong());
    String title = JOBS.get(random.nextInt(JOBS.size()));
    Task task =
        new Task(
            "job-" + log.city() + "-" + numbers++,
            "",
            "job",
            title,
            somewhere(random),
            doer,
            at + 240);
    tell(task.created(at, caller.principal()));
    tell(task.assigned(at + 3, caller.principal()));
    tell(task.started(at + 12 + random.nextDouble(20)));
    tell(task.completed(at + takes));
    return task;
  }

  /** Technicians are there by day; at night there is none. */
  private void maintain(long number) {
    var random = random(2, number);
    double at = number * MAINTENANCE_EVERY + random.nextDouble(MAINTENANCE_EVERY);
    double ofDay = local(at) % Roster.DAY;
    if (ofDay < MORNING || ofDay > EVENING) {
      return;
    }
    Person operator = operator(at, random);
    Task task = maintenanceTask(at, random);
    tell(task.created(at, operator.principal()));
    tell(task.assigned(at + 2, operator.principal()));
    if (random.nextDouble() < .08) {
      tell(task.deleted(at + 40 + random.nextDouble(300), operator.principal(), "not needed"));
      return;
    }
    double started = at + 60 + random.nextDouble(600);
    tell(task.started(started));
    tell(task.completed(started + 300 + random.nextDouble(2400)));
  }

  private Task maintenanceTask(double at, SplittableRandom random) {
    int camera = random.nextInt(cameraIds.size());
    return new Task(
        "work-" + log.city() + "-" + numbers++,
        "",
        "maintenance",
        "Look after " + cameraIds.get(camera),
        Map.of("camera_id", cameraIds.get(camera)),
        roster.technicianOf(camera),
        at + 3600);
  }

  private Map<String, String> somewhere(SplittableRandom random) {
    return Map.of("camera_id", cameraIds.get(random.nextInt(cameraIds.size())));
  }

  private void check(int which, long run, double at) {
    String schedule = "check-" + CHECKS.get(which);
    var random = random(10 + which, run);
    Person doer = roster.onDuty(Role.OPERATOR, local(at), random.nextLong());
    Task task =
        new Task(
            schedule + "-" + log.city() + "-" + run,
            schedule,
            "check",
            "Check the " + CHECKS.get(which),
            Map.of(),
            doer,
            at + CHECK_DUE);
    if (run > 0 && isLong(which, run - 1)) {
      tell(task.skipped(at, "the run before has not ended"));
      return;
    }
    double started = at + 20 + random.nextDouble(60);
    double takes = isLong(which, run) ? CHECK_EVERY : 60 + random.nextDouble(300);
    tell(task.triggered(at));
    tell(task.created(at + .2, Task.SCHEDULER));
    tell(task.assigned(at + .3, Task.SCHEDULER));
    tell(task.started(started));
    tell(task.completed(started + takes));
  }

  /** Never twice in a row: the run after a long one is skipped. */
  private boolean isLong(int which, long run) {
    long hash = Draws.mix(Draws.mix(scenario.seed(), 96_000 + which), run);
    return run % 2 == 0 && Draws.uniform(hash) < 2 * LONG_CHECKS;
  }

  private SplittableRandom random(int use, long number) {
    return new SplittableRandom(Draws.mix(Draws.mix(scenario.seed(), 97_000 + use), number));
  }

  private double local(double at) {
    return scenario.secondOfDay() + at;
  }

  private void tell(Task.Step step) {
    agenda.add(step.at(), sink -> log.write(step, sink));
  }
}
