package dev.gantry.topologies.processor;

import dev.gantry.domain.traffic.CameraTraffic;
import dev.gantry.domain.traffic.InputRun;
import dev.gantry.domain.traffic.Look;
import dev.gantry.domain.traffic.Partial;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.config.TrafficConfig;
import dev.gantry.topologies.port.TopologyContext;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Steps of a camera's tracks become partial sums of its segments, keyed by segment. A camera that
 * tracks nothing says how far it looked; when nothing is heard of it for a while, what it has seen
 * so far is told.
 */
public final class SumPanes
    extends ContextualProcessor<String, TrackUpdate, String, SegmentPartial> {

  private final TopologyContext from;
  private final TrafficConfig config;
  private final String storeName;
  private @Nullable KeptStates<CameraTraffic> openedStates;

  /** When cameras that are heard no more tell what they have not told. */
  private @Nullable Deadlines silence;

  /**
   * @param storeName name of {@link KeptStates} of {@link CameraTraffic} by camera
   */
  public SumPanes(TopologyContext from, String storeName) {
    this.from = from;
    this.config = from.config().traffic();
    this.storeName = storeName;
  }

  /** How the states are kept in bytes. */
  public static KeptStates.Codec<CameraTraffic> codec(TrafficConfig config) {
    return KeptStates.Codec.whole(
        CameraTraffic::toBytes,
        (camera, bytes) -> CameraTraffic.fromBytes(camera, config.settings(), bytes));
  }

  @Override
  public void init(ProcessorContext<String, SegmentPartial> context) {
    super.init(context);
    openedStates = context.getStateStore(storeName);
    silence = new Deadlines(context, this::flush);
    states().forEach((camera, traffic) -> awaitSilence(camera));
  }

  @Override
  public void process(Record<String, TrackUpdate> record) {
    try {
      sum(record);
    } catch (RuntimeException e) {
      states().revert(record.key());
      throw e;
    }
  }

  private void sum(Record<String, TrackUpdate> record) {
    String camera = record.key();
    CameraTraffic traffic = load(camera);
    RecordMetadata source = context().recordMetadata().orElseThrow();
    InputRun input = InputRun.of(source.partition(), source.offset());
    if (record.value().getState() == TrackState.WATCHED) {
      watch(camera, traffic, TrafficRecords.toLook(record.value(), input), record.timestamp());
      return;
    }
    CameraTraffic.Result result =
        traffic.take(TrafficRecords.toPoint(record.value(), config.vehicleLabels(), input));
    switch (result.verdict()) {
      case LATE -> from.counters().late();
      case REPEATED -> from.counters().repeated();
      case TAKEN -> keep(camera, traffic, result.partials(), record.timestamp());
    }
  }

  private void watch(String camera, CameraTraffic traffic, Look look, long timestamp) {
    if (traffic.isAwaited(look)) {
      keep(camera, traffic, traffic.watch(look), timestamp);
    }
  }

  private void keep(String camera, CameraTraffic traffic, List<Partial> told, long timestamp) {
    states().save(camera, traffic);
    forward(told, timestamp);
    awaitSilence(camera);
  }

  private void awaitSilence(String camera) {
    silence().set(camera, config.flushAfter());
  }

  private void flush(String camera, long nowMs) {
    CameraTraffic traffic = load(camera);
    List<Partial> told = traffic.flush();
    if (!told.isEmpty()) {
      states().save(camera, traffic);
      forward(told, nowMs);
    }
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

  private CameraTraffic load(String camera) {
    CameraTraffic known = states().load(camera);
    return known == null ? CameraTraffic.empty(camera, config.settings()) : known;
  }

  private KeptStates<CameraTraffic> states() {
    return Objects.requireNonNull(openedStates, "init comes first");
  }

  private Deadlines silence() {
    return Objects.requireNonNull(silence, "init comes first");
  }
}
