package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.AlertMachine;
import dev.gantry.domain.alerting.AlertState;
import dev.gantry.domain.alerting.AlertState.Phase;
import dev.gantry.domain.alerting.Identity;
import dev.gantry.domain.alerting.Observation;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertCommand;
import dev.gantry.schemas.records.AlertCommandType;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.Alarm;
import dev.gantry.topologies.processor.AlertTasks;
import dev.gantry.topologies.processor.DueTimes;
import dev.gantry.topologies.processor.KeptStates;
import dev.gantry.topologies.processor.alerting.KeptAlert.TimeLine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the alerts of the scopes of one partition: signals move them, and what is due is settled
 * when the progress of their source says that nothing earlier can come. A command resolves one at
 * once.
 *
 * <p>Where no progress can come any more the wall clock decides when, and the due time is still
 * what is written: for an identity that ended, once as much time has passed as it had left; for a
 * live one, a minute after its due time.
 */
public final class KeepAlerts extends ContextualProcessor<Object, Object, String, Object> {

  private static final String SEPARATOR = "|";
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration LIVE_SILENCE = Duration.ofSeconds(60);

  private final TopologyContext from;
  private final Names names;
  private final DueTimes<TimeLine> dueTimes = new DueTimes<>();
  private final Map<String, Long> endedUntilMs = new HashMap<>();
  private @Nullable Alarm ticker;
  private @Nullable CorrelateSignals correlator;
  private final SortedMap<String, SortedSet<String>> keysByRule = new TreeMap<>();

  /**
   * Names in the topology.
   *
   * @param store store of identities, keys as text
   * @param groups store of what waits to come together, keys as text
   * @param history sink of alerts at each change, by scope
   * @param current sink of alerts as they are, by alert id
   * @param tasks sink of commands that open tasks, by task
   */
  public record Names(String store, String groups, String history, String current, String tasks) {}

  /** How the store of groups keeps them. */
  public static KeptStates.Codec<?> groups() {
    return new KeptGroupCodec();
  }

  public KeepAlerts(TopologyContext from, Names names) {
    this.from = from;
    this.names = names;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    dueTimes.forgetAll();
    endedUntilMs.clear();
    keysByRule.clear();
    try (KeyValueIterator<String, byte[]> all = store().all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        schedule(entry.key, KeptAlertCodec.fromBytes(entry.value));
      }
    }
    ticker = new Alarm(context, TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    correlator =
        new CorrelateSignals(from, context, context.getStateStore(names.groups), new Correlated());
    setTicker();
  }

  private void setTicker() {
    Objects.requireNonNull(ticker, "init comes first")
        .setNeeded(!dueTimes.isEmpty() || correlator().isWaiting());
  }

  private CorrelateSignals correlator() {
    return Objects.requireNonNull(correlator, "init comes first");
  }

  private KeyValueStore<String, byte[]> store() {
    return context().getStateStore(names.store);
  }

  @Override
  public void process(Record<Object, Object> record) {
    if (record.value() instanceof AlertCommand command) {
      obey(command, record.timestamp());
      setTicker();
      return;
    }
    Signal signal = (Signal) record.value();
    if (signal.getKind() == SignalKind.PROGRESS) {
      correlator().progress(signal, record.timestamp());
      progress(signal, record.timestamp());
    } else if (CorrelationRecords.isCorrelated(signal)) {
      correlator().match(signal, record.timestamp());
    } else {
      match(signal, record.timestamp());
    }
    setTicker();
  }

  /** What signals of a correlated rule come to goes on like any other match. */
  private final class Correlated implements CorrelateSignals.Alerts {

    @Override
    public void observe(Identity identity, Observation seen, TimeLine line, long timestampMs) {
      String key = key(identity);
      AlertMachine.Step step = AlertMachine.applyNew(identity, known(key, line), seen);
      settle(key, identity.rule(), line, step, timestampMs);
    }

    @Override
    public void reach(TimeLine line, Instant until, long timestampMs) {
      advance(dueTimes.takeBefore(until, line), until, timestampMs);
    }
  }

  /** Resolves an alert that fires; one that does no more is left as it is. */
  private void obey(AlertCommand command, long timestampMs) {
    if (command.getType() != AlertCommandType.RESOLVE) {
      throw new MalformedRecordException(
          DeadLetterCause.INVALID, "type: expected RESOLVE, found " + command.getType());
    }
    Optional<KeptAlert> kept = firing(command.getScope(), command.getAlertId());
    if (kept.isEmpty()) {
      from.counters().skipped();
      return;
    }
    AlertState state = kept.get().state();
    TimeLine line = kept.get().time();
    AlertMachine.Step step = AlertRecords.resolve(state, command, timestampMs, line.mode());
    settle(key(state.identity()), state.identity().rule(), line, step, timestampMs);
  }

  private Optional<KeptAlert> firing(String scope, String alertId) {
    try (KeyValueIterator<String, byte[]> all =
        store().prefixScan(scope + SEPARATOR, new StringSerializer())) {
      while (all.hasNext()) {
        KeptAlert kept = KeptAlertCodec.fromBytes(all.next().value);
        if (kept.state().phase() == Phase.FIRING && kept.state().alertId().equals(alertId)) {
          return Optional.of(kept);
        }
      }
    }
    return Optional.empty();
  }

  private void match(Signal signal, long timestampMs) {
    Identity identity = AlertRecords.identity(signal);
    String key = key(identity);
    TimeLine line = AlertRecords.timeLine(signal);
    Optional<AlertState> before = known(key, line);
    if (before.isEmpty() && !signal.getMatched()) {
      return;
    }
    AlertMachine.Step step = AlertMachine.apply(identity, before, AlertRecords.observation(signal));
    if (step.repeated()) {
      from.counters().repeated();
    }
    settle(key, identity.rule(), line, step, timestampMs);
  }

  private void progress(Signal signal, long timestampMs) {
    String topic = signal.getSourceTopic();
    int partition = signal.getSourcePartition();
    TimeMode mode = signal.getTimeMode();
    signal
        .getWatermarks()
        .forEach(
            (key, us) -> {
              Instant watermark = Micros.toInstant(us);
              TimeLine line = new TimeLine(topic, partition, mode, key);
              advance(dueTimes.takeBefore(watermark, line), watermark, timestampMs);
            });
    if (signal.getEventTimeUs() > 0) {
      Instant watermark = Micros.toInstant(signal.getEventTimeUs());
      List<String> due =
          dueTimes.takeBefore(
              watermark,
              line ->
                  line.topic().equals(topic)
                      && line.partition() == partition
                      && line.mode() == mode);
      advance(due, watermark, timestampMs);
    }
  }

  private void advance(List<String> keys, Instant watermark, long timestampMs) {
    for (String key : keys) {
      find(key)
          .ifPresent(
              kept ->
                  settle(
                      key,
                      kept.state().identity().rule(),
                      kept.time(),
                      AlertMachine.advance(kept.state(), watermark),
                      timestampMs));
    }
  }

  /** Writes what came of a step, and when something is due next. */
  private void settle(
      String key, String rule, TimeLine line, AlertMachine.Step step, long timestampMs) {
    step.changes().forEach(change -> tell(change, line.mode(), timestampMs));
    Optional<AlertState> now = step.state().filter(state -> isKept(state, line));
    if (now.isPresent()) {
      boolean isOver = now.get().phase() == Phase.OVER;
      KeptAlert kept = new KeptAlert(now.get(), isOver ? TimeLine.ofClock() : line);
      store().put(key, KeptAlertCodec.toBytes(kept));
      schedule(key, kept);
    } else {
      store().delete(key);
      dueTimes.forget(key);
      endedUntilMs.remove(key);
      keysByRule.computeIfPresent(
          rule,
          (name, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
          });
    }
  }

  /** What is over is remembered where senders are: what is replayed is read from a log. */
  private static boolean isKept(AlertState state, TimeLine line) {
    return state.phase() != Phase.OVER || line.mode() == TimeMode.LIVE;
  }

  private void tell(AlertState change, TimeMode mode, long timestampMs) {
    Alert alert = AlertRecords.alert(change, mode);
    context().forward(new Record<>(alert.getScope(), alert, timestampMs), names.history);
    context().forward(new Record<>(alert.getAlertId(), alert, timestampMs), names.current);
    from.counters().out();
    if (alert.getStatus() == AlertStatus.FIRING) {
      AlertTasks.open(change, mode)
          .ifPresent(
              task ->
                  context()
                      .forward(new Record<>(task.getTaskId(), task, timestampMs), names.tasks));
    }
  }

  private void schedule(String key, KeptAlert kept) {
    dueTimes.schedule(key, kept.time(), kept.state().dueAt());
    keysByRule.computeIfAbsent(kept.state().identity().rule(), rule -> new TreeSet<>()).add(key);
    if (kept.state().ended()) {
      Duration left = Duration.between(kept.state().lastHeardAt(), kept.state().dueAt());
      long untilMs = context().currentSystemTimeMs() + Math.max(0, left.toMillis());
      endedUntilMs.putIfAbsent(key, untilMs);
    }
  }

  private void tick(long nowMs) {
    resolveEnded(nowMs);
    resolveSilent(nowMs);
    resolveWithoutRule(nowMs);
    correlator().tick(nowMs);
    setTicker();
  }

  private void resolveEnded(long nowMs) {
    List<String> over =
        endedUntilMs.entrySet().stream()
            .filter(entry -> entry.getValue() <= nowMs)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    for (String key : over) {
      endedUntilMs.remove(key);
      find(key).ifPresent(kept -> advance(List.of(key), justAfter(kept.state().dueAt()), nowMs));
    }
  }

  private void resolveSilent(long nowMs) {
    Instant silent = Instant.ofEpochMilli(nowMs).minus(LIVE_SILENCE);
    advance(
        dueTimes.takeBefore(silent, line -> line.mode() == TimeMode.LIVE && !line.isOfGroup()),
        silent,
        nowMs);
  }

  /**
   * Resolves what fires under rules that were deleted, once event time has come to the end of the
   * rule: MATCH is silent about them from then on.
   */
  private void resolveWithoutRule(long nowMs) {
    Instant now = Instant.ofEpochMilli(nowMs);
    for (String rule : List.copyOf(keysByRule.keySet())) {
      Optional<Instant> end = from.definitions().ruleEndsAt(rule);
      if (end.isEmpty()) {
        continue;
      }
      for (String key : List.copyOf(keysByRule.getOrDefault(rule, new TreeSet<>()))) {
        find(key)
            .filter(kept -> !end.get().isAfter(reached(kept.time(), now)))
            .ifPresent(
                kept ->
                    settle(
                        key,
                        rule,
                        kept.time(),
                        AlertMachine.ruleEnded(kept.state(), end.get()),
                        nowMs));
      }
    }
  }

  private Instant reached(TimeLine line, Instant now) {
    return line.mode() == TimeMode.LIVE ? now : dueTimes.reached(line);
  }

  private static Instant justAfter(Instant time) {
    return time.plus(1, ChronoUnit.MICROS);
  }

  private Optional<AlertState> known(String key, TimeLine line) {
    return find(key).map(KeptAlert::state).filter(state -> isKept(state, line));
  }

  private Optional<KeptAlert> find(String key) {
    return Optional.ofNullable(store().get(key)).map(KeptAlertCodec::fromBytes);
  }

  /** Scope and fingerprint; an identity has one state at most. */
  private static String key(Identity identity) {
    return identity.scope() + SEPARATOR + identity.fingerprint();
  }
}
