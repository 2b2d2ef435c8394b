package dev.gantry.topologies.processor;

import dev.gantry.domain.time.Micros;
import dev.gantry.domain.traffic.Partial;
import dev.gantry.domain.traffic.SegmentWindows;
import dev.gantry.domain.traffic.Window;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.topologies.config.TrafficConfig;
import dev.gantry.topologies.port.TopologyContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Partial sums of a segment become its windows. While a window waits to become final, a timer looks
 * whether the wall clock settles it: a camera that fell silent holds nothing back.
 */
public final class MergeWindows
    extends ContextualProcessor<String, SegmentPartial, String, SpeedWindow> {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final TopologyContext from;
  private final TrafficConfig config;
  private final long paneUs;
  private final String stateStoreName;
  private final String speedStoreName;
  private final SegmentRoads roads;

  /** Segments of which a window waits to become final, and when to look at them, ms. */
  private final Map<String, Long> pending = new HashMap<>();

  private @Nullable KeptStates<SegmentWindows> openedStates;
  private @Nullable KeyValueStore<Bytes, SpeedWindow> openedSpeeds;
  private @Nullable Alarm tick;

  /**
   * @param stateStoreName name of {@link KeptStates} of {@link SegmentWindows} by segment
   * @param speedStoreName name of a store of windows by {@link SpeedKeys}
   */
  public MergeWindows(TopologyContext from, String stateStoreName, String speedStoreName) {
    this.from = from;
    this.config = from.config().traffic();
    this.paneUs = Micros.of(config.settings().pane());
    this.roads = new SegmentRoads(from.definitions());
    this.stateStoreName = stateStoreName;
    this.speedStoreName = speedStoreName;
  }

  /** How the states are kept in bytes. */
  public static KeptStates.Codec<SegmentWindows> codec(TrafficConfig config) {
    return new SegmentWindowsCodec(config.settings());
  }

  @Override
  public void init(ProcessorContext<String, SpeedWindow> context) {
    super.init(context);
    pending.clear();
    openedStates = context.getStateStore(stateStoreName);
    openedSpeeds = context.getStateStore(speedStoreName);
    tick = new Alarm(context, TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    states().forEach(this::watch);
  }

  @Override
  public void process(Record<String, SegmentPartial> record) {
    String segment = record.key();
    try {
      SegmentWindows windows = load(segment);
      Partial partial = TrafficRecords.toPartial(record.value(), paneUs);
      long nowMs = context().currentSystemTimeMs();
      Instant at = Micros.toInstant(partial.paneStartUs());
      SegmentWindows.Result result = windows.merge(partial, nowMs, roads.seenBy(segment, at));
      if (result.late()) {
        from.counters().late();
      }
      tell(segment, windows, result.windows(), record.timestamp());
      watch(segment, windows);
    } catch (RuntimeException e) {
      states().revert(segment);
      throw e;
    }
  }

  private void tick(long nowMs) {
    for (String segment : due(nowMs)) {
      SegmentWindows windows = load(segment);
      List<Window> told = windows.tick(nowMs);
      if (!told.isEmpty()) {
        tell(segment, windows, told, nowMs);
      }
      watch(segment, windows);
    }
  }

  /** A silent camera is noticed after seconds: who was just heard need not be looked at. */
  private List<String> due(long nowMs) {
    return pending.entrySet().stream()
        .filter(segment -> segment.getValue() <= nowMs)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private void tell(String segment, SegmentWindows windows, List<Window> told, long timestamp) {
    states().save(segment, windows);
    String topic = from.topics().vehicleTracks().name();
    for (Window window : told) {
      double lengthM = roads.lengthM(segment, Micros.toInstant(window.startUs()));
      SpeedWindow record = TrafficRecords.toRecord(window, lengthM, topic);
      speeds().put(SpeedKeys.of(segment, window.startUs(), window.endUs()), record);
      if (window.state() == Window.State.FINAL) {
        forget(segment, window.endUs());
      }
      from.counters().out();
      context().forward(new Record<>(segment, record, timestamp));
    }
  }

  private void forget(String segment, long newestEndUs) {
    long oldestStartUs = newestEndUs - Micros.of(config.queryRetention());
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, SpeedWindow> windows =
        speeds()
            .range(
                SpeedKeys.from(segment, Long.MIN_VALUE),
                SpeedKeys.before(segment, oldestStartUs))) {
      windows.forEachRemaining(window -> old.add(window.key));
    }
    old.forEach(speeds()::delete);
  }

  private void watch(String segment, SegmentWindows windows) {
    if (windows.isPending()) {
      pending.put(segment, windows.quietUntilMs(context().currentSystemTimeMs()));
    } else {
      pending.remove(segment);
    }
    Objects.requireNonNull(tick, "init comes first").setNeeded(!pending.isEmpty());
  }

  private SegmentWindows load(String segment) {
    SegmentWindows known = states().load(segment);
    return known == null ? SegmentWindows.empty(segment, config.settings()) : known;
  }

  private KeptStates<SegmentWindows> states() {
    return Objects.requireNonNull(openedStates, "init comes first");
  }

  private KeyValueStore<Bytes, SpeedWindow> speeds() {
    return Objects.requireNonNull(openedSpeeds, "init comes first");
  }
}
