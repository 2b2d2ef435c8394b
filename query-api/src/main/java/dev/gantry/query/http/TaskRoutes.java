package dev.gantry.query.http;

import dev.gantry.domain.schedule.ScheduleMachine;
import dev.gantry.domain.schedule.ScheduleState;
import dev.gantry.domain.schedule.ScheduleVersion;
import dev.gantry.domain.task.TaskState;
import dev.gantry.query.resource.Tasks;
import dev.gantry.query.resource.Tasks.Phase;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.port.StoreQueries;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is asked of tasks and schedules. */
final class TaskRoutes {

  private static final String TAG = "tasks";
  static final Param<String> TASK =
      Param.path("id", "Id of the task.", "patrol-north:20260302T070000Z");
  static final Param<String> SCHEDULE = Param.path("id", "Id of the schedule.", "patrol-north");
  private static final Param<Long> MIN_OFFSET =
      Param.offset(
          "minOffset",
          "Offset of a command, as its answer says: 503 until it was obeyed, so that you read what"
              + " you wrote.");
  private static final Param<Phase> PHASE =
      Param.choice("phase", "Only tasks that are there in their life.", Phase.class);
  private static final Param<String> ASSIGNEE =
      Param.query("assignee", "Only tasks of this assignee.", "guard-1");
  private static final Param<String> OF_SCHEDULE =
      Param.query("schedule", "Only tasks of this schedule.", "patrol-north");
  private static final Param<Boolean> OVERDUE =
      Param.flag("overdue", "Only tasks that were told to be overdue.", false);
  private static final Param<String> AFTER =
      Param.query("after", "Where to go on: next of the page before.", "patrol-north:1");
  private static final Param<Integer> LIMIT =
      Param.number("limit", "At most so many.", 1, 1000, 100);

  private final StoreQueries stores;
  private final Definitions definitions;
  private final Clock clock;

  TaskRoutes(StoreQueries stores, Definitions definitions, Clock clock) {
    this.stores = stores;
    this.definitions = definitions;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "/v1/tasks",
            "listTasks",
            TAG,
            "Tasks as they are, by id. Provisional.",
            List.of(PHASE, ASSIGNEE, OF_SCHEDULE, OVERDUE, AFTER, LIMIT),
            Answer.json(Tasks.TaskList.class, "A page of tasks."),
            List.of(400, 503),
            this::tasks),
        new Route(
            "/v1/tasks/{id}",
            "getTask",
            TAG,
            "One task as it is. Provisional.",
            List.of(TASK, MIN_OFFSET),
            Answer.json(Tasks.Task.class, "The task."),
            List.of(400, 404, 503),
            this::task),
        new Route(
            "/v1/schedules",
            "listSchedules",
            TAG,
            "Recurring tasks, and when each is due next. Provisional.",
            List.of(),
            Answer.json(Tasks.ScheduleList.class, "The schedules."),
            List.of(503),
            ctx ->
                Replies.json(
                    ctx,
                    new Tasks.ScheduleList(
                        true,
                        definitions.schedules().keySet().stream().map(this::describe).toList()))),
        new Route(
            "/v1/schedules/{id}",
            "getSchedule",
            TAG,
            "One recurring task. Provisional.",
            List.of(SCHEDULE, MIN_OFFSET),
            Answer.json(Tasks.Schedule.class, "The schedule."),
            List.of(400, 404, 503),
            this::schedule));
  }

  private void tasks(Context ctx) {
    int limit = LIMIT.get(ctx);
    // one more than asked for tells whether there is another page
    List<TaskState> found = stores.tasks(AFTER.find(ctx).orElse(""), filter(ctx), limit + 1);
    boolean more = found.size() > limit;
    List<TaskState> page = more ? found.subList(0, limit) : found;
    Replies.json(
        ctx,
        new Tasks.TaskList(
            true,
            page.stream().map(Tasks.Task::of).toList(),
            more ? page.get(limit - 1).id() : null));
  }

  private static Predicate<TaskState> filter(Context ctx) {
    Optional<Phase> phase = PHASE.find(ctx);
    Optional<String> assignee = ASSIGNEE.find(ctx);
    Optional<String> schedule = OF_SCHEDULE.find(ctx);
    boolean overdue = OVERDUE.get(ctx);
    return task ->
        phase.map(wanted -> wanted.name().equals(task.phase().name())).orElse(true)
            && assignee.map(who -> who.equals(task.payload().get("assignee"))).orElse(true)
            && schedule.map(task.scheduleId()::equals).orElse(true)
            && (!overdue || task.overdueTold());
  }

  private void task(Context ctx) {
    String id = TASK.get(ctx);
    requireObeyed(ctx, id, stores::taskCommand);
    Replies.json(
        ctx,
        stores
            .task(id)
            .map(Tasks.Task::of)
            .orElseThrow(() -> new NotFoundException("there is no task " + id)));
  }

  /** Who asks for what a command made of it comes back until it was obeyed. */
  private static void requireObeyed(Context ctx, String id, Function<String, OptionalLong> newest) {
    MIN_OFFSET
        .find(ctx)
        .filter(least -> newest.apply(id).orElse(-1) < least)
        .ifPresent(
            least -> {
              throw new UnavailableException(
                  "%s: no command from offset %d on was obeyed yet".formatted(id, least));
            });
  }

  private void schedule(Context ctx) {
    String id = SCHEDULE.get(ctx);
    if (!definitions.schedules().containsKey(id)) {
      throw new NotFoundException("there is no schedule " + id);
    }
    requireObeyed(ctx, id, stores::scheduleCommand);
    Replies.json(ctx, describe(id));
  }

  private Tasks.Schedule describe(String id) {
    List<ScheduleVersion> versions = definitions.schedules().getOrDefault(id, List.of());
    Instant now = clock.instant();
    ScheduleState state = stores.schedule(id).orElseGet(() -> ScheduleState.from(now));
    return Tasks.Schedule.of(
        id,
        ScheduleMachine.inForce(versions, now),
        state,
        ScheduleMachine.due(versions, state.reached()).map(ScheduleMachine.Due::at));
  }
}
