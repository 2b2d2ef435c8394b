package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.topologies.Harness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A segment has windows of several lengths, and those of a minute end long after they are told. */
class WindowTimesTest {

  private static final String QUEUE =
      """
      kind: rule
      alert: queue
      on: segment-speeds
      expr: segment.window_s == 10.0 && segment.standing_vehicles >= 3
      keep_firing_for: 90s
      """;

  @Test
  void shouldNotResolveForTheEndOfAMinuteThatHasJustBegun() {
    try (Harness harness = new Harness(QUEUE)) {
      List<Alert> alerts = new ArrayList<>();
      alerts.addAll(give(harness, window(0, 10, 4)));
      for (int start = 10; start < 80; start += 10) {
        alerts.addAll(give(harness, window(60 * (start / 60), 60, 2)));
        alerts.addAll(give(harness, window(start, 10, 1)));
      }
      alerts.addAll(give(harness, window(80, 10, 4)));

      assertThat(alerts).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING);
    }
  }

  @Test
  void shouldResolveOnceItsOwnWindowsHaveComeSoFar() {
    try (Harness harness = new Harness(QUEUE)) {
      List<Alert> alerts = new ArrayList<>();
      for (int start = 0; start <= 100; start += 10) {
        alerts.addAll(give(harness, window(start, 10, start == 0 ? 4 : 1)));
      }

      assertThat(alerts)
          .extracting(Alert::getStatus)
          .containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
      assertThat(alerts.get(1).getResolvedAtUs()).isEqualTo(Harness.T0_US + 100_000_000);
    }
  }

  private static List<Alert> give(Harness harness, SpeedWindow window) {
    List<Alert> alerts = new ArrayList<>(harness.give(harness.topics.segmentSpeeds(), window));
    alerts.addAll(harness.tick(Duration.ofMillis(300)));
    return alerts;
  }

  private static SpeedWindow window(int start, int seconds, int standing) {
    return SpeedWindow.newBuilder()
        .setSegmentId("harbour-rd")
        .setSite("harbour")
        .setWindowStartUs(Harness.T0_US + start * 1_000_000L)
        .setWindowEndUs(Harness.T0_US + (start + seconds) * 1_000_000L)
        .setState(WindowState.EARLY)
        .setRevision(start + 1)
        .setTimeMode(TimeMode.REPLAY)
        .setStandingVehicles(standing)
        .build();
  }
}
