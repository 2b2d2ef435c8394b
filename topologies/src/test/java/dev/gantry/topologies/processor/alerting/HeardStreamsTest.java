package dev.gantry.topologies.processor.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.testing.FakeDefinitions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has been heard right after a start or a restart, while no camera is defined. */
class HeardStreamsTest {

  private static final String SIGN_INS = "auth-events";
  private static final String TRACKS = "vehicle-tracks";
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final Silence silence = new Silence();
  private final HeardStreams streams = streams(false);
  private final WaitsFor signInsAndCameras =
      new WaitsFor(TimeMode.REPLAY, List.of(part(SIGN_INS), part(TRACKS)));

  @BeforeEach
  void start() {
    silence.look(0);
  }

  @Test
  void shouldWaitForTheFirstWordOfCameras() {
    streams.hear(progress(SIGN_INS, 50, Map.of()));
    assertThat(streams.reached(signInsAndCameras).until()).isEqualTo(Instant.MIN);

    streams.hear(progress(TRACKS, 0, Map.of("c1/1", 20L)));
    assertThat(streams.reached(signInsAndCameras).until()).isEqualTo(T0.plusSeconds(20));
    assertThat(streams.reached(signInsAndCameras).left()).isEmpty();
  }

  @Test
  void shouldNotWaitForCamerasWhereAllIsReadAndThereIsNone() {
    streams.hear(progress(SIGN_INS, 50, Map.of()));
    streams.hear(
        Signal.newBuilder()
            .setKind(SignalKind.PROGRESS)
            .setQuietTopics(Map.of(TRACKS, Micros.of(T0.plusSeconds(50))))
            .build());

    assertThat(streams.reached(signInsAndCameras).until()).isEqualTo(T0.plusSeconds(50));
    assertThat(streams.reached(signInsAndCameras).left())
        .extracting(Reached.Left::what)
        .containsExactly("any camera");
  }

  @Test
  void shouldNotWaitForCamerasOfWhichNothingIsHeard() {
    assertThat(streams.reached(signInsAndCameras).until()).isEqualTo(Instant.MIN);
    for (int second = 1; second <= 31; second++) {
      streams.hear(progress(SIGN_INS, 50 + second, Map.of()));
      silence.look(second * 1_000L);
    }

    assertThat(streams.reached(signInsAndCameras).until()).isEqualTo(T0.plusSeconds(81));
  }

  @Test
  void shouldWaitForAllCamerasOfAPartitionAfterARestart() {
    HeardStreams resumed = streams(true);
    silence.look(1_000);
    resumed.hear(progress(SIGN_INS, 50, Map.of()));
    resumed.hear(progress(TRACKS, 0, Map.of("quick/1", 40L)));
    assertThat(resumed.reached(signInsAndCameras).until()).isEqualTo(Instant.MIN);

    silence.look(2_000);
    resumed.hear(progress(TRACKS, 0, Map.of("slow/1", 20L)));
    assertThat(resumed.reached(signInsAndCameras).until()).isEqualTo(Instant.MIN);
    silence.look(3_000);

    assertThat(resumed.reached(signInsAndCameras).until()).isEqualTo(T0.plusSeconds(20));
  }

  @Test
  void shouldWaitForAReplayOnAPartitionThatHasToldOfTodayOnlySinceARestart() {
    HeardStreams resumed = streams(true);
    WaitsFor both = new WaitsFor(TimeMode.REPLAY, List.of(part(SIGN_INS), part("task-events")));
    resumed.hear(progress("task-events", 40, Map.of()));
    resumed.hear(live(SIGN_INS, 90));
    assertThat(resumed.reached(both).until()).isEqualTo(Instant.MIN);

    resumed.hear(progress(SIGN_INS, 20, Map.of()));
    assertThat(resumed.reached(both).until()).isEqualTo(T0.plusSeconds(20));
  }

  @Test
  void shouldNotWaitForEverForAReplayOnAPartitionThatCarriesNone() {
    HeardStreams resumed = streams(true);
    WaitsFor both = new WaitsFor(TimeMode.REPLAY, List.of(part(SIGN_INS), part("task-events")));
    for (int second = 1; second <= 31; second++) {
      resumed.hear(progress("task-events", 40, Map.of()));
      resumed.hear(live(SIGN_INS, 90 + second));
      silence.look(second * 1_000L);
    }

    assertThat(resumed.reached(both).until()).isEqualTo(T0.plusSeconds(40));
  }

  private HeardStreams streams(boolean resumed) {
    return new HeardStreams(
        topic -> 1, TRACKS, new HeardCameras(new FakeDefinitions(), silence), silence, resumed);
  }

  private static Signal live(String topic, long second) {
    return Signal.newBuilder(progress(topic, second, Map.of())).setTimeMode(TimeMode.LIVE).build();
  }

  private static WaitsFor.Part part(String topic) {
    return new WaitsFor.Part(topic, new TreeMap<>(), topic.equals(TRACKS));
  }

  private static Signal progress(String topic, long second, Map<String, Long> bySecond) {
    Map<String, Long> watermarks = new TreeMap<>();
    bySecond.forEach((key, at) -> watermarks.put(key, Micros.of(T0.plusSeconds(at))));
    return Signal.newBuilder()
        .setKind(SignalKind.PROGRESS)
        .setSourceTopic(topic)
        .setTimeMode(TimeMode.REPLAY)
        .setEventTimeUs(second == 0 ? 0 : Micros.of(T0.plusSeconds(second)))
        .setWatermarks(watermarks)
        .build();
  }
}
