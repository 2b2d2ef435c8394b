package dev.gantry.topologies.processor.task;

import dev.gantry.domain.task.TaskAction;
import dev.gantry.domain.task.TaskChange;
import dev.gantry.domain.task.TaskMachine;
import dev.gantry.domain.task.TaskState;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.serde.TextLimits;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.Alarm;
import dev.gantry.topologies.processor.AlertTasks;
import dev.gantry.topologies.processor.EventTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tasks of one partition: events move them, and what no task can do, and what was still
 * to be done at its due time, is told on the topic that the events came from. It reads what it
 * wrote there and does nothing about it, so it does not go round.
 *
 * <p>A task is overdue once the events of its partition, or for a live task the wall clock, are
 * {@link #PATIENCE} beyond its due time; sooner when one of its own events is. That a task ended is
 * told to the owner of its schedule, and that it was completed to the owner of its alert.
 */
public final class KeepTasks extends ContextualProcessor<Object, Object, String, Object> {

  /** How late the word that a task was done in time may come. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How long a task is remembered that has ended: for events that come after all. */
  static final Duration MEMORY = Duration.ofDays(30);

  /** Bytes: an event about a task has it all, and room to say what the task did. */
  static final int LARGEST_PAYLOAD = TextLimits.MAP_BYTES - 8 * 1024;

  /** Names that a task has in all, so that an event about it has room for some more. */
  static final int MOST_NAMES = TextLimits.PAYLOAD_NAMES - 16;

  private static final Duration TICK = Duration.ofSeconds(1);

  private final TopologyContext from;
  private final Names names;
  private final Map<TimeMode, DueTasks> open = new EnumMap<>(TimeMode.class);
  private final Map<TimeMode, DueTasks> ended = new EnumMap<>(TimeMode.class);
  private @Nullable Alarm ticker;

  /**
   * Names in the topology.
   *
   * @param store store of tasks, by id
   * @param events sink of events, by task
   * @param schedules sink of the ends of tasks, by schedule
   * @param alerts sink of commands that resolve alerts, by scope
   */
  public record Names(String store, String events, String schedules, String alerts) {}

  public KeepTasks(TopologyContext from, Names names) {
    this.from = from;
    this.names = names;
    for (TimeMode mode : TimeMode.values()) {
      open.put(mode, new DueTasks());
      ended.put(mode, new DueTasks());
    }
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    open.values().forEach(DueTasks::forgetAll);
    ended.values().forEach(DueTasks::forgetAll);
    try (KeyValueIterator<String, byte[]> all = store().all()) {
      while (all.hasNext()) {
        watch(KeptTask.fromBytes(all.next().value));
      }
    }
    ticker = new Alarm(context, TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    setTicker();
  }

  private KeyValueStore<String, byte[]> store() {
    return context().getStateStore(names.store);
  }

  @Override
  public void process(Record<Object, Object> record) {
    TaskEvent event = (TaskEvent) record.value();
    Optional<TaskChange> change = TaskRecords.change(event);
    if (change.isEmpty()) {
      from.counters().skipped();
      return;
    }
    TimeMode mode = event.getTimeMode();
    Optional<KeptTask> kept = find(event.getTaskId());
    long commandOffset = commandOffset(kept, event);
    Optional<TaskState> before = kept.map(KeptTask::state);
    TaskMachine.Step step = TaskMachine.apply(before, change.get());
    if (step.outcome() == TaskMachine.Outcome.REPEATED) {
      from.counters().repeated();
      kept.filter(task -> task.commandOffset() < commandOffset)
          .ifPresent(task -> keep(task.havingSeen(commandOffset)));
      return;
    }
    requireRoom(before, step, event);
    before.ifPresent(
        task ->
            step.overdue()
                .ifPresent(due -> tell(TaskRecords.overdue(task, due, mode), record.timestamp())));
    step.illegal()
        .ifPresent(why -> tell(TaskRecords.illegal(before, event, why, mode), record.timestamp()));
    if (step.outcome() == TaskMachine.Outcome.LATE) {
      from.counters().late();
    }
    step.state().ifPresent(task -> keep(new KeptTask(task, mode, commandOffset)));
    if (step.outcome() == TaskMachine.Outcome.TAKEN) {
      step.state()
          .ifPresent(
              task -> {
                tellSchedule(task, change.get(), event, record.timestamp());
                resolveAlert(task, change.get(), mode, record.timestamp());
              });
    }
    long trustedUs =
        EventTimes.clamp(Micros.of(change.get().at()), record.timestamp() * 1000, mode);
    advance(mode, Micros.toInstant(trustedUs), record.timestamp());
    setTicker();
  }

  private long commandOffset(Optional<KeptTask> kept, TaskEvent event) {
    return Math.max(
        kept.map(KeptTask::commandOffset).orElse(KeptTask.NO_COMMAND),
        TaskRecords.commandOffset(event, from.topics().taskCommands().name()));
  }

  private void tell(TaskEvent event, long timestampMs) {
    from.counters().out();
    context().forward(new Record<>(event.getTaskId(), event, timestampMs), names.events);
  }

  private void tellSchedule(TaskState task, TaskChange change, TaskEvent event, long timestampMs) {
    boolean ends = change.action() == TaskAction.COMPLETED || change.action() == TaskAction.DELETED;
    if (ends && !task.scheduleId().isEmpty()) {
      TaskEvent told = TaskEvent.newBuilder(event).setScheduleId(task.scheduleId()).build();
      from.counters().out();
      context().forward(new Record<>(task.scheduleId(), told, timestampMs), names.schedules);
    }
  }

  private void resolveAlert(TaskState task, TaskChange change, TimeMode mode, long timestampMs) {
    if (change.action() != TaskAction.COMPLETED) {
      return;
    }
    AlertTasks.resolve(task, change, mode)
        .ifPresent(
            command -> {
              from.counters().out();
              context()
                  .forward(new Record<>(command.getScope(), command, timestampMs), names.alerts);
            });
  }

  /**
   * What several events say together may be too much, though none of them says too much: of the
   * task, where the event adds to it, and of what is told of an event that does not.
   */
  private static void requireRoom(
      Optional<TaskState> before, TaskMachine.Step step, TaskEvent event) {
    if (step.illegal().isPresent() && before.isEmpty()) {
      requireRoom("payload", event.getPayload());
    }
    Optional<Map<String, String>> known = before.map(TaskState::payload);
    step.state()
        .map(TaskState::payload)
        .filter(payload -> !known.equals(Optional.of(payload)))
        .ifPresent(payload -> requireRoom("payload of the whole task", payload));
  }

  /** Checks that an event about a task that says all this has room to say what the task did. */
  static void requireRoom(String field, Map<String, String> payload) {
    TextLimits.requireNames(field, payload, MOST_NAMES);
    TextLimits.requireAtMost(field, payload, LARGEST_PAYLOAD);
  }

  private void keep(KeptTask task) {
    store().put(task.state().id(), task.toBytes());
    watch(task);
  }

  private void watch(KeptTask task) {
    String id = task.state().id();
    open.values().forEach(due -> due.clear(id));
    ended.values().forEach(due -> due.clear(id));
    if (task.state().phase().isOpen()) {
      task.state().untoldDue().ifPresent(at -> of(open, task.mode()).set(id, at.plus(PATIENCE)));
    } else {
      of(ended, task.mode()).set(id, task.state().changedAt().plus(MEMORY));
    }
  }

  /** Event time, or for live tasks the wall clock, has come to a moment. */
  private void advance(TimeMode mode, Instant now, long timestampMs) {
    for (String id : of(open, mode).takeBefore(now)) {
      find(id).ifPresent(task -> tellOverdue(task, now, timestampMs));
    }
    of(ended, mode).takeBefore(now).forEach(store()::delete);
  }

  private void tellOverdue(KeptTask task, Instant now, long timestampMs) {
    TaskMachine.overdue(task.state(), now)
        .ifPresent(
            due -> {
              tell(TaskRecords.overdue(task.state(), due, task.mode()), timestampMs);
              keep(new KeptTask(task.state().toldOverdue(), task.mode(), task.commandOffset()));
            });
  }

  private void tick(long nowMs) {
    advance(TimeMode.LIVE, Instant.ofEpochMilli(nowMs), nowMs);
    setTicker();
  }

  private void setTicker() {
    Objects.requireNonNull(ticker, "init comes first")
        .setNeeded(!of(open, TimeMode.LIVE).isEmpty());
  }

  private static DueTasks of(Map<TimeMode, DueTasks> byMode, TimeMode mode) {
    return Objects.requireNonNull(byMode.get(mode), mode.name());
  }

  private Optional<KeptTask> find(String taskId) {
    return Optional.ofNullable(store().get(taskId)).map(KeptTask::fromBytes);
  }
}
