package dev.gantry.query.resource;

import dev.gantry.domain.schedule.Run;
import dev.gantry.domain.schedule.ScheduleState;
import dev.gantry.domain.schedule.ScheduleState.Pause;
import dev.gantry.domain.task.TaskPhase;
import dev.gantry.domain.task.TaskState;
import dev.gantry.schemas.records.TaskEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tasks and schedules as the API shows them. */
public final class Tasks {

  private Tasks() {}

  /** A page of tasks, by id. */
  public record TaskList(
      @Doc(value = Doc.PROVISIONAL, example = "true") boolean provisional,
      @Doc("The tasks, by id.") List<Task> tasks,
      @Doc(
              value = "Give it as after to get the next page; null on the last.",
              example = "patrol-north:20260302T070000Z")
          @Nullable String next) {

    public TaskList {
      tasks = List.copyOf(tasks);
    }
  }

  /** Where a task is in its life. */
  public enum Phase {
    TRIGGERED,
    OPEN,
    COMPLETED,
    DELETED;

    static Phase of(TaskPhase phase) {
      return valueOf(phase.name());
    }
  }

  /** A task as it is. */
  public record Task(
      @Doc(value = "Id of the task.", example = "patrol-north:20260302T070000Z") String id,
      @Doc(
              value =
                  "Where it is in its life; triggered: its schedule called for it and no event"
                      + " created it beside.",
              example = "open")
          Phase phase,
      @Doc(value = "What is to be done; null when not known.", example = "Patrol")
          @Nullable String title,
      @Doc(value = "Who is to do it; null for nobody.", example = "guard-1")
          @Nullable String assignee,
      @Doc(value = "Its site; null when not known.", example = "harbour") @Nullable String site,
      @Doc(value = "Schedule that it comes from; null for none.", example = "patrol-north")
          @Nullable String scheduleId,
      @Doc(value = "Event time at which it came to be.", example = "2026-03-02T07:00:00.000000Z")
          Instant since,
      @Doc(value = "Event time of its last change.", example = "2026-03-02T07:05:00.000000Z")
          Instant changedAt,
      @Doc(value = "Who changed it last; null when not known.", example = "guard-1")
          @Nullable String changedBy,
      @Doc(value = "When it is due; null for never.", example = "2026-03-02T07:30:00.000000Z")
          @Nullable Instant dueAt,
      @Doc(value = "Whether it was told to be overdue.", example = "false") boolean overdue,
      @Doc(
              value = "The newest value of everything that its events said.",
              example = "{\"gate\": \"north\"}")
          Map<String, String> payload) {

    public Task {
      payload = Map.copyOf(payload);
    }

    /** As the API shows a task. */
    public static Task of(TaskState task) {
      return new Task(
          task.id(),
          Phase.of(task.phase()),
          task.payload().get("title"),
          task.payload().get("assignee"),
          Units.textOrNull(task.site()),
          Units.textOrNull(task.scheduleId()),
          task.since(),
          task.changedAt(),
          Units.textOrNull(task.changedBy()),
          task.dueAt().orElse(null),
          task.overdueTold(),
          task.payload());
    }
  }

  /** Something that happened to a task. */
  public record Event(
      @Doc(
              value = "What happened: task.created and so on, as on the topic.",
              example = "task.completed")
          String type,
      @Doc(value = "Id of the task.", example = "patrol-north:20260302T070000Z") String taskId,
      @Doc(value = "Who did it; null when not known.", example = "guard-1") @Nullable String userId,
      @Doc(value = "Site of the task; null when not known.", example = "harbour")
          @Nullable String site,
      @Doc(value = "Schedule that it comes from; null for none.", example = "patrol-north")
          @Nullable String scheduleId,
      @Doc(value = "When it happened, event time.", example = "2026-03-02T07:05:00.000000Z")
          Instant occurredAt,
      Clocked timeMode,
      @Doc(value = "What it said, by name.", example = "{\"title\": \"Patrol\"}")
          Map<String, String> payload) {

    public Event {
      payload = Map.copyOf(payload);
    }

    /** As the API shows an event. */
    public static Event of(TaskEvent event) {
      return new Event(
          event.getType(),
          event.getTaskId(),
          Units.textOrNull(event.getUserId()),
          Units.textOrNull(event.getSite()),
          Units.textOrNull(event.getScheduleId()),
          Units.time(event.getOccurredAtUs()),
          Clocked.of(event.getTimeMode()),
          event.getPayload());
    }
  }

  /** All schedules. */
  public record ScheduleList(
      @Doc(value = Doc.PROVISIONAL, example = "true") boolean provisional,
      @Doc("The schedules, by id.") List<Schedule> schedules) {

    public ScheduleList {
      schedules = List.copyOf(schedules);
    }
  }

  /** A schedule as it is. */
  public record Schedule(
      @Doc(value = "Id of the schedule.", example = "patrol-north") String id,
      @Doc(value = "Version in force; 0 when it was deleted.", example = "1") int version,
      @Doc(value = "What its tasks are called; null when it was deleted.", example = "Patrol")
          @Nullable String title,
      @Doc(
              value = "When its next run is due; null when none is in sight.",
              example = "2026-03-02T09:00:00.000000Z")
          @Nullable Instant nextRunAt,
      @Doc(
              value = "Since when it is paused; null while it is not.",
              example = "2026-03-02T08:00:00.000000Z")
          @Nullable Instant pausedSince,
      @Doc(value = "Who paused it; null while it is not.", example = "guard-1")
          @Nullable String pausedBy,
      @Doc(
              value = "Ids of the tasks of its runs that are still to be done.",
              example = "[\"patrol-north:20260302T070000Z\"]")
          List<String> openTasks,
      @Doc(
              value = "Runs that wait for the end of these, by name.",
              example = "[\"20260302T090000Z\"]")
          List<String> waiting) {

    public Schedule {
      openTasks = List.copyOf(openTasks);
      waiting = List.copyOf(waiting);
    }

    /**
     * As the API shows a schedule.
     *
     * @param inForce the version in force; absent when it was deleted
     * @param state how far it has come
     * @param nextRunAt when its next run is due
     */
    public static Schedule of(
        String id,
        Optional<dev.gantry.domain.schedule.Schedule> inForce,
        ScheduleState state,
        Optional<Instant> nextRunAt) {
      return new Schedule(
          id,
          inForce.map(dev.gantry.domain.schedule.Schedule::version).orElse(0),
          inForce.map(schedule -> schedule.task().title()).orElse(null),
          nextRunAt.orElse(null),
          state.pause().map(Pause::at).orElse(null),
          state.pause().map(Pause::user).orElse(null),
          List.copyOf(state.open()),
          state.waiting().stream().map(Run::name).toList());
    }
  }
}
