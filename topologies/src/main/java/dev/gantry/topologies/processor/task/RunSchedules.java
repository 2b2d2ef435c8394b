package dev.gantry.topologies.processor.task;

import dev.gantry.domain.schedule.Outcome;
import dev.gantry.domain.schedule.OverlapPolicy;
import dev.gantry.domain.schedule.Schedule;
import dev.gantry.domain.schedule.ScheduleMachine;
import dev.gantry.domain.schedule.ScheduleMachine.Step;
import dev.gantry.domain.schedule.ScheduleState;
import dev.gantry.domain.schedule.ScheduleState.Pause;
import dev.gantry.domain.schedule.ScheduleVersion;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.schemas.topic.DeadLetterRecord;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.Alarm;
import dev.gantry.topologies.processor.DecodeInput;
import dev.gantry.topologies.processor.EventTimes;
import dev.gantry.topologies.processor.KeyPartition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the schedules whose ids belong to one partition. The wall clock decides when a run is told
 * of, and the due time is what is written; how far a schedule has come is kept in the transaction
 * that writes its events, so that each run has one of them, whoever fails in between.
 */
public final class RunSchedules extends ContextualProcessor<String, Object, Object, Object> {

  private static final Duration TICK = Duration.ofSeconds(1);

  /** How often definitions are looked at while none of them concerns this partition. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** After how long a schedule that failed is asked again. */
  private static final Duration ASKED_AGAIN = Duration.ofHours(1);

  /** What fails is a schedule, in all its versions, and no record of its topic. */
  private static final long NO_OFFSET = -1;

  private static final Logger LOG = LoggerFactory.getLogger(RunSchedules.class);

  /** Events of one schedule and tick. */
  private static final int MOST_OUTCOMES = 500;

  private final TopologyContext from;
  private final String storeName;
  private final String toEvents;
  private final SortedMap<String, Instant> dueAt = new TreeMap<>();
  private SortedMap<String, List<ScheduleVersion>> known = Collections.emptySortedMap();
  private SortedMap<String, List<ScheduleVersion>> own = Collections.emptySortedMap();
  private @Nullable Alarm ticker;
  private @Nullable Alarm looks;

  /**
   * @param storeName store of how far schedules have come, by id
   * @param toEvents sink of events, by task
   */
  public RunSchedules(TopologyContext from, String storeName, String toEvents) {
    this.from = from;
    this.storeName = storeName;
    this.toEvents = toEvents;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    super.init(context);
    known = Collections.emptySortedMap();
    own = Collections.emptySortedMap();
    dueAt.clear();
    ticker = new Alarm(context, TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    looks = new Alarm(context, LOOK, PunctuationType.WALL_CLOCK_TIME, now -> look());
    look();
  }

  /** Definitions change without a record of this task's. */
  private void look() {
    SortedMap<String, List<ScheduleVersion>> all = from.definitions().schedules();
    if (all != known) {
      known = all;
      own = new TreeMap<>(all);
      own.keySet().removeIf(id -> !isOwn(id));
      dueAt.clear();
    }
    Objects.requireNonNull(ticker, "init comes first").setNeeded(!own.isEmpty());
    Objects.requireNonNull(looks, "init comes first").setNeeded(own.isEmpty());
  }

  private boolean isOwn(String scheduleId) {
    int count = from.partitions().partitions(from.topics().taskCommands().name());
    return KeyPartition.of(scheduleId, count) == context().taskId().partition();
  }

  private KeyValueStore<String, byte[]> store() {
    return context().getStateStore(storeName);
  }

  private void tick(long nowMs) {
    look();
    Instant now = Instant.ofEpochMilli(nowMs);
    own.forEach((id, versions) -> run(id, versions, now));
  }

  private void run(String id, List<ScheduleVersion> versions, Instant now) {
    Instant due = dueAt.get(id);
    if (due != null && due.isAfter(now)) {
      return;
    }
    KeptSchedule kept = load(id, versions, now);
    Step step;
    Instant next;
    try {
      step = ScheduleMachine.advance(versions, kept.state(), now, MOST_OUTCOMES);
      next =
          ScheduleMachine.due(versions, step.state().reached())
              .map(ScheduleMachine.Due::at)
              .orElse(Instant.MAX);
    } catch (RuntimeException e) {
      setAside(id, now, e);
      return;
    }
    settle(id, kept, kept, step, now.toEpochMilli());
    dueAt.put(id, next);
  }

  /** The others go on. It is asked again when definitions change, or after a while. */
  private void setAside(String id, Instant now, RuntimeException why) {
    LOG.error("Schedule {} failed, which goes to the dead letters", id, why);
    from.counters().dead();
    ProducerRecord<byte[], byte[]> letter =
        DeadLetterRecord.of(
            from.topics().deadLetters().name(),
            id.getBytes(StandardCharsets.UTF_8),
            null,
            DeadLetterHeaders.of(
                DeadLetterCause.PROCESSING_FAILED,
                "schedule " + id + ": " + why,
                from.topics().schedules().name(),
                0,
                NO_OFFSET,
                context().applicationId(),
                now.toString()));
    context()
        .forward(
            new Record<>(letter.key(), letter.value(), now.toEpochMilli(), letter.headers()),
            DecodeInput.DEAD_LETTERS);
    dueAt.put(id, now.plus(ASKED_AGAIN));
  }

  /** What is kept, or the beginning: runs count from when the schedule was first published. */
  private KeptSchedule load(String id, List<ScheduleVersion> versions, Instant now) {
    return find(id)
        .orElseGet(
            () -> {
              Instant published = versions.get(0).from();
              boolean told = published.isAfter(Instant.EPOCH);
              KeptSchedule fresh = KeptSchedule.fresh(ScheduleState.from(told ? published : now));
              store().put(id, fresh.toBytes());
              return fresh;
            });
  }

  private Optional<KeptSchedule> find(String id) {
    return Optional.ofNullable(store().get(id)).map(KeptSchedule::fromBytes);
  }

  @Override
  public void process(Record<String, Object> record) {
    look();
    if (record.value() instanceof TaskCommand command) {
      obey(command, record.timestamp());
    } else {
      ended((TaskEvent) record.value(), record.timestamp());
    }
  }

  /** A task of a schedule was completed or deleted; schedules of others are no matter of ours. */
  private void ended(TaskEvent event, long timestampMs) {
    String id = event.getScheduleId();
    find(id)
        .ifPresent(
            kept -> {
              Instant at = Micros.toInstant(TaskRecords.atUs(event));
              settle(
                  id,
                  kept,
                  kept,
                  ScheduleMachine.ended(kept.state(), id, event.getTaskId(), at),
                  timestampMs);
            });
  }

  private void obey(TaskCommand command, long timestampMs) {
    String id = command.getScheduleId();
    Instant at =
        Micros.toInstant(
            EventTimes.clamp(command.getOccurredAtUs(), timestampMs * 1000, command.getTimeMode()));
    List<ScheduleVersion> versions = own.getOrDefault(id, List.of());
    Schedule schedule =
        newest(versions).orElseThrow(() -> invalid("schedule_id", "the id of a schedule", id));
    KeptSchedule kept = load(id, versions, at);
    KeptSchedule seen = kept.havingSeen(context().recordMetadata().orElseThrow().offset());
    if (kept.commandIds().contains(command.getCommandId())) {
      from.counters().repeated();
      settle(id, kept, seen, still(kept.state()), timestampMs);
      return;
    }
    Step step =
        switch (command.getType()) {
          case PAUSE ->
              still(kept.state().paused(new Pause(at, command.getUserId(), command.getReason())));
          case RESUME -> still(kept.state().resumed(at));
          case TRIGGER ->
              ScheduleMachine.trigger(schedule, kept.state(), command.getCommandId(), at);
          case BACKFILL -> backfill(schedule, kept.state(), command, at);
          default ->
              throw invalid(
                  "type",
                  "PAUSE, RESUME, TRIGGER or BACKFILL for a schedule",
                  command.getType().name());
        };
    settle(id, kept, seen.having(command.getCommandId()), step, timestampMs);
  }

  /** What can still be asked of a schedule: nothing once it was deleted. */
  private static Optional<Schedule> newest(List<ScheduleVersion> versions) {
    return versions.isEmpty() ? Optional.empty() : versions.get(versions.size() - 1).schedule();
  }

  private static Step still(ScheduleState state) {
    return new Step(state, List.of(), false);
  }

  private static Step backfill(
      Schedule schedule, ScheduleState state, TaskCommand command, Instant at) {
    try {
      return ScheduleMachine.backfill(
          schedule,
          state,
          command.getCommandId(),
          at,
          Micros.toInstant(command.getFromUs()),
          Micros.toInstant(command.getToUs()),
          overlap(command.getPayload()));
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(
          DeadLetterCause.INVALID, Objects.requireNonNullElse(e.getMessage(), "backfill"));
    }
  }

  /** Under the schedule's own policy all but one would be skipped, as a rule. */
  private static OverlapPolicy overlap(Map<String, String> payload) {
    String word = payload.getOrDefault("overlap", "buffer_all");
    for (OverlapPolicy policy : OverlapPolicy.values()) {
      if (policy.name().toLowerCase(Locale.ROOT).equals(word)) {
        return policy;
      }
    }
    throw invalid("payload.overlap", "skip, buffer_one, buffer_all or allow_all", word);
  }

  private static MalformedRecordException invalid(String field, String expected, String found) {
    return new MalformedRecordException(
        DeadLetterCause.INVALID, field + ": expected " + expected + ", found '" + found + "'");
  }

  /**
   * Tells what came of a step, and keeps it.
   *
   * @param stored what is kept so far
   * @param kept the same, with what is known beside the step
   */
  private void settle(
      String id, KeptSchedule stored, KeptSchedule kept, Step step, long timestampMs) {
    List<ScheduleVersion> versions = known.getOrDefault(id, List.of());
    for (Outcome outcome : step.outcomes()) {
      Schedule schedule = ScheduleMachine.about(versions, outcome.run().nominal()).orElseThrow();
      TaskEvent event = TaskRecords.of(schedule, outcome);
      from.counters().out();
      context().forward(new Record<>(event.getTaskId(), event, timestampMs), toEvents);
    }
    KeptSchedule next = kept.with(step.state());
    if (!stored.equals(next)) {
      store().put(id, next.toBytes());
    }
  }
}
