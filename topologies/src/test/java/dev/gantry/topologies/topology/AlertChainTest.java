package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.AlertTransition;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.topologies.Harness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertChainTest {

  private static final String SPEEDING =
      """
      kind: rule
      alert: speeding_school_zone
      on: vehicle-tracks
      expr: track.label == "car" && "school" in track.zones && track.speed_kmh_low95 > camera.limit_kmh
      for: 2s
      keep_firing_for: 10s
      labels: {severity: high, domain: traffic}
      annotations: {summary: "{{track.label}} {{track.speed_kmh}} ± {{track.speed_sigma_kmh}} km/h at {{camera.id}}"}
      """;

  private static final String WRONG_WAY =
      "kind: rule\nalert: wrong_way\non: vehicle-tracks\nexpr: track.wrong_way\n";

  @Test
  void shouldFireAtTheDueTimeWhenTheRuleHoldsOnEveryUpdate() {
    try (Harness harness = new Harness(SPEEDING)) {
      List<Alert> alerts = new ArrayList<>();
      for (int i = 0; i <= 25; i++) {
        alerts.addAll(harness.give(Harness.track(0.1 + i * 0.1)));
      }

      assertThat(alerts).hasSize(1);
      Alert alert = alerts.get(0);
      assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
      assertThat(alert.getRule()).isEqualTo("speeding_school_zone");
      assertThat(alert.getScope()).isEqualTo("harbour");
      assertThat(alert.getSeverity()).isEqualTo("high");
      assertThat(alert.getStartedAtUs()).isEqualTo(Harness.T0_US + 100_000);
      assertThat(alert.getFiredAtUs()).isEqualTo(Harness.T0_US + 2_100_000);
      assertThat(alert.getAnnotations()).containsEntry("summary", "car 72 ± 1 km/h at c1");
      assertThat(alert.getLabels())
          .containsEntry("camera", "c1")
          .containsEntry("track", "c1-1-5-0")
          .containsEntry("segment", "harbour-rd")
          .containsEntry("alert", "speeding_school_zone");
      assertThat(alert.getAlertId()).matches("[0-9a-f]{8}-[0-9a-f]{16}");
      assertThat(harness.current())
          .singleElement()
          .satisfies(r -> assertThat(r.key()).isEqualTo(alert.getAlertId()));
    }
  }

  @Test
  void shouldResolveAtTheDueTimeWhenTheCameraGoesOn() {
    try (Harness harness = new Harness(SPEEDING)) {
      // given
      List<Alert> alerts = new ArrayList<>();
      for (int i = 0; i <= 25; i++) {
        alerts.addAll(harness.give(Harness.track(i * 0.1)));
      }

      // when
      for (int i = 26; i <= 140; i++) {
        alerts.addAll(
            harness.give(Harness.track(i * 0.1).setTrackId("c1-1-26-0").setZones(List.of())));
        alerts.addAll(harness.tick(Duration.ofMillis(100)));
      }

      // then
      assertThat(alerts)
          .extracting(Alert::getStatus)
          .containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
      assertThat(alerts.get(1).getResolvedAtUs()).isEqualTo(Harness.T0_US + 12_500_000);
      assertThat(alerts.get(1).getLastMatchAtUs()).isEqualTo(Harness.T0_US + 2_500_000);
      assertThat(alerts.get(1).getTransitions())
          .extracting(AlertTransition::getReason)
          .containsExactly("held for 2 s", "no match for 10 s");
    }
  }

  @Test
  void shouldResolveAtTheEndOfTheTrackWhenTheRuleSaysNothingElse() {
    try (Harness harness = new Harness(WRONG_WAY)) {
      List<Alert> alerts = new ArrayList<>();
      alerts.addAll(harness.give(Harness.track(0)));
      alerts.addAll(harness.give(Harness.track(1).setWrongWay(true)));
      alerts.addAll(harness.give(Harness.track(2)));
      alerts.addAll(harness.give(Harness.track(3).setState(TrackState.END)));

      assertThat(alerts)
          .extracting(Alert::getStatus, Alert::getFiredAtUs, Alert::getResolvedAtUs)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  AlertStatus.FIRING, Harness.T0_US + 1_000_000, 0L),
              org.assertj.core.groups.Tuple.tuple(
                  AlertStatus.RESOLVED, Harness.T0_US + 1_000_000, Harness.T0_US + 3_000_000));
      assertThat(alerts.get(0).getAlertId()).isEqualTo(alerts.get(1).getAlertId());
    }
  }

  @Test
  void shouldWriteTheDueTimeWhenTheTrackEndedAndNothingElseComes() {
    try (Harness harness = new Harness(SPEEDING)) {
      List<Alert> alerts = new ArrayList<>();
      for (int i = 0; i <= 25; i++) {
        alerts.addAll(harness.give(Harness.track(i * 0.1)));
      }
      alerts.addAll(harness.give(Harness.track(2.6).setState(TrackState.END).setZones(List.of())));
      assertThat(alerts).hasSize(1);

      alerts.addAll(harness.tick(Duration.ofSeconds(9)));
      assertThat(alerts).hasSize(1);
      alerts.addAll(harness.tick(Duration.ofSeconds(2)));

      assertThat(alerts).hasSize(2);
      assertThat(alerts.get(1).getResolvedAtUs()).isEqualTo(Harness.T0_US + 12_500_000);
    }
  }

  @Test
  void shouldSaySoOnlyWhenItMattersWhenNothingMatches() {
    try (Harness harness = new Harness(SPEEDING, WRONG_WAY)) {
      List<Signal> signals = new ArrayList<>();
      for (int i = 0; i <= 20; i++) {
        TrackState state = i == 0 ? TrackState.NEW : i == 20 ? TrackState.END : TrackState.UPDATE;
        signals.addAll(
            harness.matchOnly(
                harness.topics.vehicleTracks(),
                Harness.track(i * 0.1).setState(state).setZones(List.of()).build()));
      }

      assertThat(signals).isEmpty();
    }
  }

  @Test
  void shouldTellFalseOnceWhenARuleWithForStopsHolding() {
    try (Harness harness = new Harness(SPEEDING)) {
      List<Signal> signals = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        signals.addAll(harness.matchOnly(harness.topics.vehicleTracks(), Harness.track(i).build()));
      }
      for (int i = 3; i < 9; i++) {
        signals.addAll(
            harness.matchOnly(
                harness.topics.vehicleTracks(), Harness.track(i).setZones(List.of()).build()));
      }

      assertThat(signals).extracting(Signal::getMatched).containsExactly(true, true, true, false);
    }
  }

  @Test
  void shouldTellProgressOnceWhenASourceAdvanced() {
    try (Harness harness = new Harness()) {
      harness.give(Harness.track(1));
      harness.matchDriver().advanceWallClockTime(Duration.ofMillis(250));
      List<Signal> first = harness.signals();
      harness.matchDriver().advanceWallClockTime(Duration.ofMillis(250));
      List<Signal> second = harness.signals();

      assertThat(first).hasSize(1);
      assertThat(first.get(0).getKind()).isEqualTo(SignalKind.PROGRESS);
      assertThat(first.get(0).getWatermarks()).containsEntry("c1/1", Harness.T0_US + 1_000_000);
      assertThat(second).isEmpty();
    }
  }
}
