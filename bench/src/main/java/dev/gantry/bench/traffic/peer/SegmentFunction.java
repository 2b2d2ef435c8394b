package dev.gantry.bench.traffic.peer;

import dev.gantry.domain.traffic.TrafficSettings;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.topologies.processor.SegmentRoads;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** What cameras saw of a segment becomes its windows. */
final class SegmentFunction
    extends KeyedProcessFunction<String, Tuple2<String, byte[]>, Tuple2<String, byte[]>> {

  private static final long serialVersionUID = 1L;
  private static final TrafficSettings SETTINGS = TrafficSettings.DEFAULT;
  private static final long TICK_MS = 1_000;

  private final PeerSettings settings;
  private transient @Nullable Opened opened;

  SegmentFunction(PeerSettings settings) {
    this.settings = settings;
  }

  private record Opened(
      PeerTopics peer,
      InputDecoder<SegmentPartial> decoder,
      Topic<SpeedWindow> speeds,
      SegmentRoads roads,
      ValueState<SegmentState> states) {}

  @Override
  public void open(OpenContext context) {
    PeerTopics peer = new PeerTopics(settings);
    opened =
        new Opened(
            peer,
            peer.decoder(peer.topics().segmentPartials()),
            peer.topics().segmentSpeeds(),
            new SegmentRoads(peer.definitions()),
            getRuntimeContext()
                .getState(new ValueStateDescriptor<>("segment", new SegmentStateSerializer())));
  }

  private Opened opened() {
    return Objects.requireNonNull(opened, "open comes first");
  }

  @Override
  public void processElement(
      Tuple2<String, byte[]> record, Context context, Collector<Tuple2<String, byte[]>> out)
      throws Exception {
    Opened with = opened();
    SegmentState known = with.states.value();
    SegmentState state = known == null ? SegmentState.empty(record.f0, SETTINGS) : known;
    SegmentPartial partial = with.decoder.decode("segment-partials", null, record.f1);
    TimerService timers = context.timerService();
    tell(
        record.f0,
        state.merge(partial, SETTINGS, timers.currentProcessingTime(), with.roads),
        with.speeds,
        out);
    watch(state, timers);
    with.states.update(state);
  }

  private static void watch(SegmentState state, TimerService timers) {
    if (!state.watched && state.isPending()) {
      timers.registerProcessingTimeTimer(timers.currentProcessingTime() + TICK_MS);
      state.watched = true;
    }
  }

  private static void tell(
      String segment,
      List<SpeedWindow> windows,
      Topic<SpeedWindow> speeds,
      Collector<Tuple2<String, byte[]>> out) {
    for (SpeedWindow window : windows) {
      out.collect(
          Tuple2.of(segment, speeds.valueSerde().serializer().serialize(speeds.name(), window)));
    }
  }

  @Override
  public void onTimer(long at, OnTimerContext context, Collector<Tuple2<String, byte[]>> out)
      throws Exception {
    Opened with = opened();
    SegmentState state = with.states.value();
    if (state == null) {
      return;
    }
    TimerService timers = context.timerService();
    tell(
        context.getCurrentKey(),
        state.tick(timers.currentProcessingTime(), with.roads),
        with.speeds,
        out);
    state.watched = false;
    watch(state, timers);
    with.states.update(state);
  }

  @Override
  public void close() throws Exception {
    if (opened != null) {
      opened.peer.close();
    }
  }
}
