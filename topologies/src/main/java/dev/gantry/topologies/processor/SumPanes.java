package dev.gantry.topologies.processor;

import dev.gantry.domain.traffic.CameraTraffic;
import dev.gantry.domain.traffic.InputRun;
import dev.gantry.domain.traffic.Partial;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.config.TrafficConfig;
import dev.gantry.topologies.port.TopologyContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Steps of a camera's tracks become partial sums of its segments, keyed by segment. When nothing is
 * heard of a camera for a while, what it has seen so far is told.
 */
public final class SumPanes
    extends ContextualProcessor<String, TrackUpdate, String, SegmentPartial> {

  private static final Duration FLUSH_CHECK = Duration.ofSeconds(1);

  private final TopologyContext from;
  private final TrafficConfig config;
  private final String storeName;
  private final Map<String, CameraTraffic> cache = new HashMap<>();

  /** When cameras with something untold are to tell it, wall clock in ms. */
  private final Map<String, Long> flushAt = new TreeMap<>();

  private @Nullable KeyValueStore<String, byte[]> openedStore;
  private @Nullable Alarm flush;

  /**
   * @param storeName name of a store of {@link CameraTraffic} in bytes by camera
   */
  public SumPanes(TopologyContext from, String storeName) {
    this.from = from;
    this.config = from.config().traffic();
    this.storeName = storeName;
  }

  @Override
  public void init(ProcessorContext<String, SegmentPartial> context) {
    super.init(context);
    cache.clear();
    flushAt.clear();
    openedStore = context.getStateStore(storeName);
    flush = new Alarm(context, FLUSH_CHECK, PunctuationType.WALL_CLOCK_TIME, this::flushSilent);
    try (KeyValueIterator<String, byte[]> all = store().all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> camera = all.next();
        if (decode(camera.key, camera.value).hasUntold()) {
          flushAt.put(camera.key, flushTime());
        }
      }
    }
    alarm().setNeeded(!flushAt.isEmpty());
  }

  @Override
  public void process(Record<String, TrackUpdate> record) {
    try {
      sum(record);
    } catch (RuntimeException e) {
      cache.remove(record.key());
      throw e;
    }
  }

  private void sum(Record<String, TrackUpdate> record) {
    String camera = record.key();
    RecordMetadata source = context().recordMetadata().orElseThrow();
    CameraTraffic traffic = load(camera);
    CameraTraffic.Result result =
        traffic.take(
            TrafficRecords.toPoint(
                record.value(),
                config.vehicleLabels(),
                InputRun.of(source.partition(), source.offset())));
    switch (result.verdict()) {
      case LATE -> from.counters().late();
      case REPEATED -> from.counters().repeated();
      case TAKEN -> {
        store().put(camera, traffic.toBytes());
        forward(result.partials(), record.timestamp());
        watch(camera, traffic);
      }
    }
  }

  private void watch(String camera, CameraTraffic traffic) {
    if (traffic.hasUntold()) {
      flushAt.put(camera, flushTime());
    } else {
      flushAt.remove(camera);
    }
    alarm().setNeeded(!flushAt.isEmpty());
  }

  private void flushSilent(long nowMs) {
    List<String> silent =
        flushAt.entrySet().stream()
            .filter(camera -> camera.getValue() <= nowMs)
            .map(Map.Entry::getKey)
            .toList();
    for (String camera : silent) {
      flushAt.remove(camera);
      CameraTraffic traffic = load(camera);
      List<Partial> told = traffic.flush();
      store().put(camera, traffic.toBytes());
      forward(told, nowMs);
    }
    alarm().setNeeded(!flushAt.isEmpty());
  }

  private void forward(List<Partial> partials, long timestamp) {
    String topic = from.topics().vehicleTracks().name();
    for (Partial partial : partials) {
      from.counters().out();
      context()
          .forward(
              new Record<>(partial.segment(), TrafficRecords.toRecord(partial, topic), timestamp));
    }
  }

  private long flushTime() {
    return context().currentSystemTimeMs() + config.flushAfter().toMillis();
  }

  private CameraTraffic load(String camera) {
    return cache.computeIfAbsent(
        camera,
        id -> {
          byte[] bytes = store().get(id);
          return bytes == null ? CameraTraffic.empty(id, config.settings()) : decode(id, bytes);
        });
  }

  private CameraTraffic decode(String camera, byte[] bytes) {
    return CameraTraffic.fromBytes(camera, config.settings(), bytes);
  }

  private KeyValueStore<String, byte[]> store() {
    return Objects.requireNonNull(openedStore, "init comes first");
  }

  private Alarm alarm() {
    return Objects.requireNonNull(flush, "init comes first");
  }
}
