package dev.gantry.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.query.TestObjects;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TrackState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ViewsTest {

  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);

  @Test
  void shouldKeepTheLastFramesOfACamera() {
    FramesView frames = new FramesView(CLOCK, 2, 1 << 20);
    for (int i = 1; i <= 3; i++) {
      frames.accept(at(1000), TestObjects.frame("bridge", i), true);
    }

    assertThat(frames.latest("bridge").orElseThrow().getFrameSeq()).isEqualTo(3);
    assertThat(frames.find("bridge", new FrameKey(7, 2))).isPresent();
    assertThat(frames.find("bridge", new FrameKey(7, 1))).isEmpty();
    assertThat(frames.total()).isEqualTo(3);
  }

  @Test
  void shouldKeepTheNewestFrameOfEachCameraWhenBytesAreFew() {
    FramesView frames = new FramesView(CLOCK, 100, 1);
    for (int i = 1; i <= 3; i++) {
      frames.accept(at(1000), TestObjects.frame("bridge", i), true);
      frames.accept(at(1000), TestObjects.frame("yard", i), true);
    }

    assertThat(frames.latest("bridge").orElseThrow().getFrameSeq()).isEqualTo(3);
    assertThat(frames.latest("yard").orElseThrow().getFrameSeq()).isEqualTo(3);
    assertThat(frames.find("bridge", new FrameKey(7, 2))).isEmpty();
  }

  @Test
  void shouldIgnoreFramesThatComeLateOrAgain() {
    FramesView frames = new FramesView(CLOCK, 10, 1 << 20);
    frames.accept(at(1000), TestObjects.frame("bridge", 3), true);
    frames.accept(at(1000), TestObjects.frame("bridge", 3), true);
    frames.accept(at(1000), TestObjects.frame("bridge", 2), true);

    assertThat(frames.latest("bridge").orElseThrow().getFrameSeq()).isEqualTo(3);
    assertThat(frames.find("bridge", new FrameKey(7, 2))).isEmpty();
  }

  @Test
  void shouldForgetTracksThatEndOrAreNeverHeardOfAgain() {
    TracksView tracks = new TracksView(CLOCK, 10, update -> {});
    tracks.accept(at(900), TestObjects.track("yard", "t-3", 1).build(), true);
    tracks.accept(at(1000), TestObjects.track("bridge", "t-1", 1).build(), true);
    tracks.accept(at(1000), TestObjects.track("bridge", "t-2", 1).build(), true);

    tracks.accept(
        at(1000), TestObjects.track("bridge", "t-1", 1).setState(TrackState.END).build(), true);

    assertThat(tracks.active()).extracting(track -> track.getTrackId()).containsExactly("t-2");
    assertThat(tracks.hasActive("yard")).isFalse();
  }

  @Test
  void shouldGatherTheTracksOfAFrame() {
    TracksView tracks = new TracksView(CLOCK, 2, update -> {});
    for (int i = 1; i <= 3; i++) {
      tracks.accept(at(1000), TestObjects.track("bridge", "t-1", i).build(), true);
      tracks.accept(at(1000), TestObjects.track("bridge", "t-2", i).build(), true);
    }

    List<TracksView.FrameTracks> recent = tracks.recentFrames("bridge");

    assertThat(recent).extracting(frame -> frame.frame().frameSeq()).containsExactly(3L, 2L);
    assertThat(recent.get(0).updates()).hasSize(2);
  }

  @Test
  void shouldDropTheOldestAlertsAboveTheLimit() {
    AlertsView alerts = new AlertsView(2, alert -> {});
    for (int i = 1; i <= 3; i++) {
      alerts.accept(at(1000), TestObjects.alert("a-" + i, i).build(), true);
    }
    alerts.accept(
        at(1000), TestObjects.alert("a-3", 3).setStatus(AlertStatus.RESOLVED).build(), true);

    assertThat(alerts.list(null, alert -> true, 10))
        .extracting(alert -> alert.getAlertId())
        .containsExactly("a-3", "a-2");
    assertThat(alerts.find("a-1")).isEmpty();
    assertThat(alerts.firing()).isEqualTo(1);
    assertThat(alerts.fired()).isEqualTo(3);
  }

  @Test
  void shouldKeepTheHighestRevisionOfAWindow() {
    SpeedsView speeds = new SpeedsView(10);
    speeds.accept(at(1000), TestObjects.window("rd", 0), true);
    speeds.accept(
        at(1000),
        SpeedWindow.newBuilder(TestObjects.window("rd", 0))
            .setRevision(2)
            .setVehicleCount(9)
            .build(),
        true);
    speeds.accept(at(1000), TestObjects.window("rd", 0), true);

    assertThat(speeds.windows("rd")).hasSize(1);
    assertThat(speeds.windows("rd").get(0).getVehicleCount()).isEqualTo(9);
  }

  @Test
  void shouldMeasureRatesOverWholeSeconds() {
    Rate rate = new Rate();
    for (int ms = 0; ms < 5000; ms += 100) {
      rate.add(ms, 1);
    }

    assertThat(rate.perSecond(5000)).isEqualTo(10);
    assertThat(rate.perSecond(15_000)).isZero();
  }

  private static ConsumerRecord<byte[], byte[]> at(long second) {
    return new ConsumerRecord<>(
        "topic",
        0,
        0,
        second * 1000,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        new byte[0],
        new byte[0],
        new RecordHeaders(),
        Optional.empty());
  }
}
