package dev.gantry.topologies.processor;

import dev.gantry.domain.anomaly.Silence;
import dev.gantry.domain.anomaly.SilenceWatch;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.port.TopologyContext;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Series whose sensors fall silent become anomalies, and so does that they are heard again. That
 * others of the partition are heard tells that time has gone on. Where nothing live is heard at
 * all, the wall clock decides when after a while; what is told is what the next reading would have
 * shown.
 */
public final class WatchSilence
    extends ContextualProcessor<String, SensorReading, String, Anomaly> {

  /** When nothing live was read for so long, time is taken to go on with the wall clock. */
  private static final Duration STILLNESS = Duration.ofSeconds(60);

  /** From then on it goes on by so much at each look. */
  private static final Duration STEP = Duration.ofSeconds(1);

  private static final String PARTITION = "partition";

  private final TopologyContext from;
  private final String storeName;
  private final String latestName;
  private final DueTimes<TimeMode> dueTimes = new DueTimes<>();
  private final Map<TimeMode, Long> clocksUs = new EnumMap<>(TimeMode.class);
  private @Nullable KeptStates<WatchedSeries> openedStates;
  private @Nullable KeyValueStore<String, SensorReading> openedLatest;
  private @Nullable Deadlines stillness;

  /** How far live time has come, with or without readings, microseconds. */
  private long liveUs;

  /**
   * @param storeName name of {@link KeptStates} of {@link WatchedSeries} by series
   * @param latestName name of a store of the latest readings by series
   */
  public WatchSilence(TopologyContext from, String storeName, String latestName) {
    this.from = from;
    this.storeName = storeName;
    this.latestName = latestName;
  }

  @Override
  public void init(ProcessorContext<String, Anomaly> context) {
    super.init(context);
    openedStates = context.getStateStore(storeName);
    openedLatest = context.getStateStore(latestName);
    stillness = new Deadlines(context, (partition, nowMs) -> goOnStill(nowMs));
    dueTimes.forgetAll();
    clocksUs.clear();
    states()
        .forEach(
            (series, known) -> {
              clocksUs.merge(known.mode(), known.watch().lastUs(), Math::max);
              schedule(series, known);
            });
    waitForReadings();
  }

  @Override
  public void process(Record<String, SensorReading> record) {
    String series = record.key();
    try {
      hear(series, record);
    } catch (RuntimeException e) {
      states().revert(series);
      throw e;
    }
  }

  private void hear(String series, Record<String, SensorReading> record) {
    SensorReading reading = record.value();
    TimeMode mode = reading.getTimeMode();
    long clockUs = clocksUs.merge(mode, reading.getOccurredAtUs(), Math::max);
    WatchedSeries before = load(series, mode);
    WatchedSeries now = before.readAt(context().recordMetadata().orElseThrow());
    List<Silence> told = now.watch().hear(reading.getOccurredAtUs(), clockUs);
    states().save(series, now);
    for (Silence silence : told) {
      tell(reading, silence, silence.over() ? now : before, record.timestamp());
    }
    schedule(series, now);
    goOn(mode, clockUs, record.timestamp());
    if (mode == TimeMode.LIVE) {
      waitForReadings();
    }
  }

  /** What is known of a series; nothing where what is known is of another time. */
  private WatchedSeries load(String series, TimeMode mode) {
    WatchedSeries known = states().load(series);
    return known != null && known.mode() == mode
        ? known
        : new WatchedSeries(new SilenceWatch(), mode, 0, 0);
  }

  private void schedule(String series, WatchedSeries known) {
    known
        .watch()
        .dueUs()
        .ifPresentOrElse(
            dueUs -> dueTimes.schedule(series, known.mode(), Micros.toInstant(dueUs)),
            () -> dueTimes.forget(series));
  }

  /** Tells of those that nothing was heard of while time went on so far. */
  private void goOn(TimeMode mode, long clockUs, long timestampMs) {
    for (String series : dueTimes.takeBefore(Micros.toInstant(clockUs), mode)) {
      WatchedSeries known = Objects.requireNonNull(states().load(series), series);
      SensorReading latest = Objects.requireNonNull(latest().get(series), series);
      known
          .watch()
          .await(clockUs)
          .ifPresentOrElse(
              silence -> {
                states().save(series, known);
                tell(latest, silence, known, timestampMs);
              },
              () -> schedule(series, known));
    }
  }

  /** From the newest reading on nothing has been read. */
  private void waitForReadings() {
    liveUs = clocksUs.getOrDefault(TimeMode.LIVE, 0L);
    waitFor(STILLNESS);
  }

  private void goOnStill(long nowMs) {
    liveUs += Micros.of(STEP);
    goOn(TimeMode.LIVE, liveUs, nowMs);
    waitFor(Duration.ZERO);
  }

  private void waitFor(Duration time) {
    if (dueTimes.lines().contains(TimeMode.LIVE)) {
      stillness().set(PARTITION, time);
    } else {
      stillness().clear(PARTITION);
    }
  }

  private void tell(SensorReading latest, Silence silence, WatchedSeries seen, long timestampMs) {
    Origin origin = seen.origin(from.topics().sensorReadings().name());
    Anomaly anomaly =
        AnomalyRecords.silence(latest, silence, silence.score(from.config().anomaly()), origin);
    from.counters().out();
    context().forward(new Record<>(anomaly.getSeriesId(), anomaly, timestampMs));
  }

  private KeptStates<WatchedSeries> states() {
    return Objects.requireNonNull(openedStates, "init comes first");
  }

  private KeyValueStore<String, SensorReading> latest() {
    return Objects.requireNonNull(openedLatest, "init comes first");
  }

  private Deadlines stillness() {
    return Objects.requireNonNull(stillness, "init comes first");
  }
}
