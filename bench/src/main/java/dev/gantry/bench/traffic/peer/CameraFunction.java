package dev.gantry.bench.traffic.peer;

import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.topologies.config.TopologiesConfig;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a camera become steps of its tracks, a side output, and what it saw of its segments.
 * Both parts are keyed by camera, so they share one function and no record goes between them.
 */
final class CameraFunction
    extends KeyedProcessFunction<
        String, Tuple4<String, Integer, Long, byte[]>, Tuple2<String, byte[]>> {

  /** Steps of tracks: camera, and the record as it is to be written. */
  static final OutputTag<Tuple2<String, byte[]>> TRACKS =
      new OutputTag<>("tracks", PeerTypes.KEYED_BYTES);

  private static final long serialVersionUID = 1L;
  private static final TopologiesConfig CONFIG = TopologiesConfig.DEFAULT;

  private final PeerSettings settings;
  private transient @Nullable Opened opened;

  CameraFunction(PeerSettings settings) {
    this.settings = settings;
  }

  private record Opened(
      PeerTopics peer,
      InputDecoder<FrameDetections> decoder,
      Emitter emitter,
      CameraJob job,
      ValueState<CameraState> states) {}

  /** Serialises what comes, and hands it on. */
  private static final class Emitter implements CameraJob.Results {
    private final Topic<TrackUpdate> tracks;
    private final Topic<SegmentPartial> partials;
    private @Nullable Context context;
    private @Nullable Collector<Tuple2<String, byte[]>> out;

    Emitter(PeerTopics peer) {
      tracks = peer.topics().vehicleTracks();
      partials = peer.topics().segmentPartials();
    }

    void to(Context newContext, Collector<Tuple2<String, byte[]>> newOut) {
      context = newContext;
      out = newOut;
    }

    @Override
    public void track(TrackUpdate update) {
      byte[] bytes = tracks.valueSerde().serializer().serialize(tracks.name(), update);
      Objects.requireNonNull(context).output(TRACKS, Tuple2.of(update.getCameraId(), bytes));
    }

    @Override
    public void partial(SegmentPartial partial) {
      byte[] bytes = partials.valueSerde().serializer().serialize(partials.name(), partial);
      Objects.requireNonNull(out).collect(Tuple2.of(partial.getSegmentId(), bytes));
    }
  }

  @Override
  public void open(OpenContext context) {
    PeerTopics peer = new PeerTopics(settings);
    Emitter emitter = new Emitter(peer);
    opened =
        new Opened(
            peer,
            peer.decoder(peer.topics().vehicleDetections()),
            emitter,
            new CameraJob(CONFIG, peer.definitions(), emitter),
            getRuntimeContext()
                .getState(new ValueStateDescriptor<>("camera", new CameraStateSerializer())));
  }

  private Opened opened() {
    return Objects.requireNonNull(opened, "open comes first");
  }

  @Override
  public void processElement(
      Tuple4<String, Integer, Long, byte[]> record,
      Context context,
      Collector<Tuple2<String, byte[]>> out)
      throws Exception {
    Opened with = opened();
    CameraState known = with.states.value();
    CameraState state =
        known == null ? CameraState.empty(record.f0, CONFIG.traffic().settings()) : known;
    with.emitter.to(context, out);
    FrameDetections frame = with.decoder.decode("vehicle-detections", null, record.f3);
    with.job.frame(state, frame, record.f1, record.f2);
    TimerService timers = context.timerService();
    state.heardAtMs = timers.currentProcessingTime();
    if (!state.watched) {
      watch(state, timers);
    }
    with.states.update(state);
  }

  private static void watch(CameraState state, TimerService timers) {
    long now = timers.currentProcessingTime();
    timers.registerProcessingTimeTimer(now + CONFIG.traffic().flushAfter().toMillis());
    state.watched = true;
  }

  @Override
  public void onTimer(long at, OnTimerContext context, Collector<Tuple2<String, byte[]>> out)
      throws Exception {
    Opened with = opened();
    CameraState state = with.states.value();
    if (state == null) {
      return;
    }
    with.emitter.to(context, out);
    long silentMs = context.timerService().currentProcessingTime() - state.heardAtMs;
    state.watched = false;
    if (silentMs >= CONFIG.tracking().silence().toMillis()) {
      with.job.end(state);
    } else {
      watch(state, context.timerService());
    }
    if (silentMs >= CONFIG.traffic().flushAfter().toMillis()) {
      with.job.flush(state);
    }
    with.states.update(state);
  }

  @Override
  public void close() throws Exception {
    if (opened != null) {
      opened.peer.close();
    }
  }
}
