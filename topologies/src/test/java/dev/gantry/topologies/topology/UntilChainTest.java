package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.AlertTransition;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.topologies.Harness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alerts that last until something happens. */
class UntilChainTest {

  private static final String OFFLINE =
      """
      kind: rule
      alert: camera_offline
      on: camera-events
      expr: event.type == "OFFLINE"
      until: event.type == "ONLINE"
      """;

  @Test
  void shouldLastUntilItSaysSoHoweverLongThatTakes() {
    try (Harness harness = new Harness(OFFLINE)) {
      assertThat(give(harness, live(CameraEventType.OFFLINE, 0))).hasSize(1);
      assertThat(harness.tick(Duration.ofHours(2))).isEmpty();
      assertThat(give(harness, live(CameraEventType.FROZEN, 7_000))).isEmpty();
      assertThat(give(harness, live(CameraEventType.ONLINE, 7_100).setCameraId("c2"))).isEmpty();

      List<Alert> alerts = give(harness, live(CameraEventType.ONLINE, 7_200));

      assertThat(alerts).hasSize(1);
      assertThat(alerts.get(0).getStatus()).isEqualTo(AlertStatus.RESOLVED);
      assertThat(alerts.get(0).getResolvedAtUs()).isEqualTo(Harness.T0_US + 7_200_000_000L);
      assertThat(alerts.get(0).getTransitions())
          .last()
          .extracting(AlertTransition::getReason)
          .isEqualTo("until: matched");
    }
  }

  @Test
  void shouldBeginAnotherAlertWhenItHappensAgain() {
    try (Harness harness = new Harness(OFFLINE)) {
      List<Alert> alerts = new ArrayList<>();
      for (long round = 0; round < 2; round++) {
        alerts.addAll(give(harness, replayed(CameraEventType.OFFLINE, round * 10)));
        alerts.addAll(give(harness, replayed(CameraEventType.ONLINE, round * 10 + 5)));
      }

      assertThat(alerts)
          .extracting(Alert::getStatus)
          .containsExactly(
              AlertStatus.FIRING, AlertStatus.RESOLVED, AlertStatus.FIRING, AlertStatus.RESOLVED);
      assertThat(alerts.get(1).getAlertId()).isEqualTo(alerts.get(0).getAlertId());
      assertThat(alerts.get(2).getAlertId()).isNotEqualTo(alerts.get(0).getAlertId());
    }
  }

  @Test
  void shouldEndWhenNothingHasMatchedForAsLongAsItKeepsFiring() {
    try (Harness harness = new Harness(OFFLINE + "keep_firing_for: 1m\n")) {
      List<Alert> alerts = new ArrayList<>(give(harness, replayed(CameraEventType.OFFLINE, 0)));
      alerts.addAll(give(harness, replayed(CameraEventType.ONLINE, 90)));

      assertThat(alerts).hasSize(2);
      assertThat(alerts.get(1).getResolvedAtUs()).isEqualTo(Harness.T0_US + 60_000_000);
    }
  }

  @Test
  void shouldNotFireWhenItIsOverBeforeItHasHeldForLongEnough() {
    try (Harness harness = new Harness(OFFLINE + "for: 1m\n")) {
      assertThat(give(harness, replayed(CameraEventType.OFFLINE, 0))).isEmpty();
      assertThat(give(harness, replayed(CameraEventType.ONLINE, 30))).isEmpty();
      assertThat(give(harness, replayed(CameraEventType.SKIPPED, 300))).isEmpty();
    }
  }

  @Test
  void shouldGoOnWhereTheSameRecordSaysBoth() {
    try (Harness harness = new Harness(OFFLINE.replace("== \"ONLINE\"", "!= \"FROZEN\""))) {
      assertThat(give(harness, replayed(CameraEventType.OFFLINE, 0))).hasSize(1);
      assertThat(give(harness, replayed(CameraEventType.OFFLINE, 1))).isEmpty();
      assertThat(give(harness, replayed(CameraEventType.SKIPPED, 2))).hasSize(1);
    }
  }

  @Test
  void shouldEndTheAlertOfATrackBeforeTheTrackEnds() {
    try (Harness harness =
        new Harness(
            """
            kind: rule
            alert: wrong_way
            on: vehicle-tracks
            expr: track.wrong_way
            until: track.stopped_s > 5.0
            """)) {
      List<Alert> alerts = new ArrayList<>();
      alerts.addAll(harness.give(Harness.track(0).setState(TrackState.NEW)));
      alerts.addAll(harness.give(Harness.track(1).setWrongWay(true)));
      alerts.addAll(harness.give(Harness.track(2)));
      alerts.addAll(harness.give(Harness.track(9).setStoppedS(6)));
      alerts.addAll(harness.give(Harness.track(10).setState(TrackState.END)));

      assertThat(alerts).hasSize(2);
      assertThat(alerts.get(1).getResolvedAtUs()).isEqualTo(Harness.T0_US + 9_000_000);
    }
  }

  @Test
  void shouldTellThatItIsOverOnceAMatch() {
    try (Harness harness = new Harness(OFFLINE)) {
      List<Signal> signals = new ArrayList<>();
      signals.addAll(match(harness, CameraEventType.ONLINE, 0));
      signals.addAll(match(harness, CameraEventType.ONLINE, 1));
      assertThat(signals).as("of a task that has just started").hasSize(1);

      signals.addAll(match(harness, CameraEventType.OFFLINE, 2));
      signals.addAll(match(harness, CameraEventType.ONLINE, 3));
      signals.addAll(match(harness, CameraEventType.ONLINE, 4));

      assertThat(signals).extracting(Signal::getOver).containsExactly(true, false, true);
      assertThat(signals).extracting(Signal::getMatched).containsExactly(false, true, false);
    }
  }

  private static List<Alert> give(Harness harness, CameraEvent.Builder event) {
    return harness.give(harness.topics.cameraEvents(), event.build());
  }

  private static List<Signal> match(Harness harness, CameraEventType type, long second) {
    return harness.matchOnly(harness.topics.cameraEvents(), replayed(type, second).build());
  }

  private static CameraEvent.Builder live(CameraEventType type, long second) {
    return replayed(type, second).setTimeMode(TimeMode.LIVE);
  }

  private static CameraEvent.Builder replayed(CameraEventType type, long second) {
    return CameraEvent.newBuilder()
        .setCameraId("c1")
        .setType(type)
        .setTimeMode(TimeMode.REPLAY)
        .setOccurredAtUs(Harness.T0_US + second * 1_000_000);
  }
}
