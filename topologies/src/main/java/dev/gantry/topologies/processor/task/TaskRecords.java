package dev.gantry.topologies.processor.task;

import dev.gantry.domain.hash.Sha256;
import dev.gantry.domain.schedule.Outcome;
import dev.gantry.domain.schedule.Run;
import dev.gantry.domain.schedule.Schedule;
import dev.gantry.domain.schedule.TaskTemplate;
import dev.gantry.domain.task.IllegalTransition;
import dev.gantry.domain.task.TaskAction;
import dev.gantry.domain.task.TaskChange;
import dev.gantry.domain.task.TaskState;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.processor.EventTimes;
import dev.gantry.topologies.rule.EventStreams;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Events of tasks, between records and values. Ids of events that TASKS makes are derived from what
 * they tell, so that they are the same whoever makes them.
 */
public final class TaskRecords {

  /** Type of the event that tells that a task is overdue. */
  public static final String OVERDUE = "task.overdue";

  /** Type of the event that tells that a task did what none can. */
  public static final String ILLEGAL_TRANSITION = "task.illegal_transition";

  /** Who it is when a schedule opens a task. */
  static final String SCHEDULER = "scheduler";

  private static final String SOURCE = "tasks";
  private static final String DUE_AT = TaskState.DUE_AT;
  private static final String REASON = "reason";
  private static final int LONGEST_PART = 1_024;

  private TaskRecords() {}

  /** What an event tells; absent when it is one that TASKS made of others. */
  public static Optional<TaskChange> change(TaskEvent event) {
    for (TaskAction action : TaskAction.values()) {
      if (action.type().equals(event.getType())) {
        return Optional.of(change(event, action));
      }
    }
    return Optional.empty();
  }

  private static TaskChange change(TaskEvent event, TaskAction action) {
    return new TaskChange(
        EventStreams.idOf(event),
        event.getTaskId(),
        action,
        Micros.toInstant(atUs(event)),
        event.getUserId(),
        event.getSite(),
        event.getScheduleId(),
        dueAt(event.getPayload()),
        new TreeMap<>(event.getPayload()));
  }

  /** Event time, as far as it can be trusted. */
  static long atUs(TaskEvent event) {
    return EventTimes.clamp(event.getOccurredAtUs(), event.getIngestedAtUs(), event.getTimeMode());
  }

  private static Optional<Instant> dueAt(Map<String, String> payload) {
    return Optional.ofNullable(payload.get(DUE_AT))
        .filter(text -> !text.isEmpty())
        .map(text -> OffsetDateTime.parse(text).toInstant());
  }

  /** That a task was still to be done at its due time. */
  static TaskEvent overdue(TaskState task, Instant dueAt, TimeMode mode) {
    return about(task, mode)
        .setEventId(task.id() + ":overdue:" + Micros.of(dueAt))
        .setType(OVERDUE)
        .setOccurredAtUs(Micros.of(dueAt))
        .build();
  }

  /**
   * That an event tells what no task can do.
   *
   * @param task the task; absent when none is known
   */
  static TaskEvent illegal(
      Optional<TaskState> task, TaskEvent event, IllegalTransition why, TimeMode mode) {
    TaskEvent.Builder builder =
        task.map(known -> about(known, mode))
            .orElseGet(
                () ->
                    ours(mode)
                        .setTaskId(event.getTaskId())
                        .setSite(event.getSite())
                        .setScheduleId(event.getScheduleId())
                        .setPayload(new TreeMap<>(event.getPayload())));
    builder.getPayload().put(REASON, why.word());
    builder.getPayload().put("attempted", event.getType());
    String attempted = EventStreams.idOf(event);
    builder.getPayload().put("attempted_event_id", attempted);
    return builder
        .setEventId(event.getTaskId() + ":illegal:" + shortened(attempted))
        .setType(ILLEGAL_TRANSITION)
        .setUserId(event.getUserId())
        .setOccurredAtUs(atUs(event))
        .build();
  }

  /** An id that others are made of has to be shorter than an id may be. */
  private static String shortened(String id) {
    return id.length() <= LONGEST_PART
        ? id
        : HexFormat.of().formatHex(Sha256.digest().digest(id.getBytes(StandardCharsets.UTF_8)));
  }

  private static TaskEvent.Builder about(TaskState task, TimeMode mode) {
    return ours(mode)
        .setTaskId(task.id())
        .setUserId(task.changedBy())
        .setSite(task.site())
        .setScheduleId(task.scheduleId())
        .setPayload(new TreeMap<>(task.payload()));
  }

  private static TaskEvent.Builder ours(TimeMode mode) {
    return TaskEvent.newBuilder().setSource(SOURCE).setTimeMode(mode);
  }

  /** What became of a run. */
  static TaskEvent of(Schedule schedule, Outcome outcome) {
    Run run = outcome.run();
    TaskTemplate task = schedule.task();
    String taskId = run.taskId(schedule.id());
    Map<String, String> payload = new TreeMap<>(task.payload());
    payload.put("title", task.title());
    if (!task.assignee().isEmpty()) {
      payload.put("assignee", task.assignee());
    }
    payload.put("scheduled_for", run.nominal().toString());
    payload.put("cause", run.cause().word());
    payload.put("schedule_version", Integer.toString(schedule.version()));
    TaskAction action;
    if (outcome instanceof Outcome.Skipped skipped) {
      action = TaskAction.SKIPPED;
      payload.put(REASON, skipped.reason().word());
    } else {
      action = TaskAction.TRIGGERED;
      payload.put("status", "open");
      task.dueAfter().ifPresent(after -> payload.put(DUE_AT, outcome.at().plus(after).toString()));
    }
    return ours(TimeMode.LIVE)
        .setEventId(taskId + ":" + action.type())
        .setType(action.type())
        .setTaskId(taskId)
        .setUserId(SCHEDULER)
        .setSite(task.site())
        .setScheduleId(schedule.id())
        .setOccurredAtUs(Micros.of(outcome.at()))
        .setPayload(payload)
        .build();
  }

  /**
   * The event that a command about a task asks for.
   *
   * @param from where the command lies
   */
  static Optional<TaskEvent> of(TaskCommand command, RecordMetadata from) {
    Optional<TaskAction> action =
        switch (command.getType()) {
          case CREATE -> Optional.of(TaskAction.CREATED);
          case UPDATE -> Optional.of(TaskAction.UPDATED);
          case COMPLETE -> Optional.of(TaskAction.COMPLETED);
          case DELETE -> Optional.of(TaskAction.DELETED);
          default -> Optional.empty();
        };
    return action.map(
        asked -> {
          Map<String, String> payload = new TreeMap<>(command.getPayload());
          if (!command.getReason().isEmpty()) {
            payload.putIfAbsent(REASON, command.getReason());
          }
          KeepTasks.requireRoom("payload", payload);
          return ours(command.getTimeMode())
              .setEventId(command.getCommandId())
              .setType(asked.type())
              .setTaskId(command.getTaskId())
              .setUserId(command.getUserId())
              .setSite(command.getSite())
              .setOccurredAtUs(command.getOccurredAtUs())
              .setIngestedAtUs(command.getIngestedAtUs())
              .setPayload(payload)
              .setOrigins(
                  List.of(
                      new Origin(from.topic(), from.partition(), from.offset(), from.offset(), 1)))
              .build();
        });
  }

  /**
   * Offset of the command that asked for an event; {@link KeptTask#NO_COMMAND} where none did.
   *
   * @param commands name of the topic of commands
   */
  static long commandOffset(TaskEvent event, String commands) {
    return event.getOrigins().stream()
        .filter(origin -> origin.getTopic().equals(commands))
        .mapToLong(Origin::getLastOffset)
        .max()
        .orElse(KeptTask.NO_COMMAND);
  }
}
