package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.AlertTransition;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
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

  @Test
  void shouldFireWithoutAnotherWordWhenAnEventHoldsLongEnough() {
    try (Harness harness =
        new Harness(
            """
            kind: rule
            alert: camera_offline
            on: camera-events
            expr: event.type == "OFFLINE"
            for: 1m
            """)) {
      List<Alert> alerts = new ArrayList<>();
      alerts.addAll(harness.give(harness.topics.cameraEvents(), offline(0, "c1")));
      alerts.addAll(harness.tick(Duration.ofSeconds(80)));
      alerts.addAll(harness.give(harness.topics.cameraEvents(), offline(80, "c2")));
      alerts.addAll(harness.tick(Duration.ofSeconds(15)));
      assertThat(alerts).isEmpty();

      alerts.addAll(harness.give(harness.topics.cameraEvents(), offline(95, "c2")));
      alerts.addAll(harness.tick(Duration.ofSeconds(1)));

      assertThat(alerts)
          .singleElement()
          .satisfies(
              alert -> {
                assertThat(alert.getLabels()).containsEntry("camera", "c1");
                assertThat(alert.getFiredAtUs()).isEqualTo(Harness.T0_US + 60_000_000);
                assertThat(alert.getScope()).isEqualTo("default");
              });
    }
  }

  @Test
  void shouldResolveALiveAlertWhenItsSourceGoesSilent() {
    try (Harness harness =
        new Harness("kind: rule\nalert: o\non: camera-events\nexpr: event.type == 'OFFLINE'\n")) {
      List<Alert> alerts = new ArrayList<>();
      alerts.addAll(harness.give(harness.topics.cameraEvents(), offline(0, "c1")));
      alerts.addAll(harness.tick(Duration.ofSeconds(359)));
      assertThat(alerts).hasSize(1);

      alerts.addAll(harness.tick(Duration.ofSeconds(2)));

      assertThat(alerts).hasSize(2);
      assertThat(alerts.get(1).getResolvedAtUs()).isEqualTo(Harness.T0_US + 300_000_000);
    }
  }

  @Test
  void shouldGoOnAndCountWhenARuleFails() {
    try (Harness harness =
        new Harness(
            "kind: rule\nalert: broken\non: task-events\nexpr: task.payload[\"due\"] == 'now'\n",
            "kind: rule\nalert: works\non: task-events\nexpr: task.type == 'task.created'\n")) {
      TaskEvent task =
          TaskEvent.newBuilder()
              .setTaskId("t1")
              .setType("task.created")
              .setTimeMode(TimeMode.LIVE)
              .setOccurredAtUs(Harness.T0_US)
              .build();

      List<Alert> alerts = harness.give(harness.topics.taskEvents(), task);

      assertThat(alerts).extracting(Alert::getRule).containsExactly("works");
      assertThat(harness.matchCounters.ruleFailures().all())
          .singleElement()
          .satisfies(
              failed -> {
                assertThat(failed.rule()).isEqualTo("broken");
                assertThat(failed.version()).isEqualTo(1);
                assertThat(failed.count()).isEqualTo(1);
                assertThat(failed.cause()).contains("due");
                assertThat(failed.at()).isEqualTo(Micros.toInstant(Harness.T0_US));
              });
      assertThat(harness.matchDriver().metrics())
          .anySatisfy(
              (name, metric) -> {
                assertThat(name.name()).isEqualTo("failures-total");
                assertThat(name.tags()).containsEntry("rule-id", "broken");
                assertThat(metric.metricValue()).isEqualTo(1.0);
              });
    }
  }

  @Test
  void shouldFollowTheRulesWhenTheyChangeWhileRunning() {
    try (Harness harness = new Harness(WRONG_WAY)) {
      List<Alert> alerts = new ArrayList<>();
      alerts.addAll(harness.give(Harness.track(0).setWrongWay(true)));
      harness.publish("kind: rule\nalert: late\non: vehicle-tracks\nexpr: \"true\"\n", 0);
      harness.publish(
          "kind: rule\nalert: late\non: vehicle-tracks\nexpr: track.hits > 9\n",
          Harness.T0_US + 2_000_000);
      alerts.addAll(harness.give(Harness.track(1)));
      alerts.addAll(harness.give(Harness.track(2).setTrackId("c1-1-20-0").setHits(5)));

      assertThat(alerts)
          .extracting(Alert::getRule, Alert::getRuleVersion)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("wrong_way", 1),
              org.assertj.core.groups.Tuple.tuple("late", 1));
    }
  }

  @Test
  void shouldResolveWhenEventTimeComesToTheEndOfTheRule() {
    try (Harness harness = new Harness(WRONG_WAY)) {
      List<Alert> alerts = new ArrayList<>();
      alerts.addAll(harness.give(Harness.track(0).setWrongWay(true)));
      harness.deleteRule("wrong_way", Harness.T0_US + 5_000_000);
      alerts.addAll(harness.give(Harness.track(4).setWrongWay(true)));
      alerts.addAll(harness.tick(Duration.ofSeconds(2)));
      assertThat(alerts).hasSize(1);

      alerts.addAll(harness.give(Harness.track(6).setWrongWay(true)));
      alerts.addAll(harness.tick(Duration.ofSeconds(2)));

      assertThat(alerts).hasSize(2);
      assertThat(alerts.get(1).getResolvedAtUs()).isEqualTo(Harness.T0_US + 5_000_000);
    }
  }

  @Test
  void shouldKeepTwoSpeedersApartAndGroupThemWhenTheRuleSaysSo() {
    String grouped =
        SPEEDING.replace("for: 2s", "group-by: [segment]").replace("keep_firing_for: 10s\n", "");
    try (Harness harness = new Harness(WRONG_WAY, grouped)) {
      List<Alert> alerts = new ArrayList<>();
      for (String id : List.of("c1-1-0-0", "c1-1-0-1")) {
        alerts.addAll(harness.give(Harness.track(1).setTrackId(id).setWrongWay(true)));
      }

      assertThat(alerts)
          .extracting(Alert::getRule)
          .containsExactly("speeding_school_zone", "wrong_way", "wrong_way");
    }
  }

  @Test
  void shouldLeaveRepeatedSignalsOut() {
    try (Harness harness = new Harness(WRONG_WAY)) {
      List<Signal> signals =
          harness.matchOnly(
              harness.topics.vehicleTracks(), Harness.track(1).setWrongWay(true).build());

      assertThat(harness.signal(signals.get(0))).hasSize(1);
      assertThat(harness.signal(signals.get(0))).isEmpty();
      assertThat(harness.alertingCounters.read().repeated()).isEqualTo(1);
    }
  }

  @Test
  void shouldSetAsideWhatIsNoRecord() {
    try (Harness harness = new Harness(WRONG_WAY)) {
      for (String topic :
          List.of(
              "vehicle-tracks",
              "segment-speeds",
              "anomalies",
              "camera-events",
              "task-events",
              "auth-events",
              "signin-findings")) {
        assertThat(harness.giveBytes(topic, new byte[] {1}, new byte[] {0, 0, 0, 0, 9, 1}))
            .hasSize(1);
      }
      assertThat(harness.matchCounters.read().dead()).isEqualTo(7);
    }
  }

  @Test
  void shouldWriteTheSameBytesWhenRunTwice() {
    assertThat(run()).isEqualTo(run()).hasSizeGreaterThan(4);
  }

  private static List<java.nio.ByteBuffer> run() {
    List<java.nio.ByteBuffer> bytes = new ArrayList<>();
    try (Harness harness = new Harness(SPEEDING, WRONG_WAY)) {
      List<Alert> alerts = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        for (int car = 0; car < 3; car++) {
          alerts.addAll(
              harness.give(
                  Harness.track(i * 0.1)
                      .setTrackId("c1-1-0-" + car)
                      .setState(
                          i == 0 ? TrackState.NEW : i == 199 ? TrackState.END : TrackState.UPDATE)
                      .setWrongWay(i % 50 == car)
                      .setZones(i / 40 % 2 == car % 2 ? List.of("school") : List.of())));
        }
        alerts.addAll(harness.tick(Duration.ofMillis(70)));
      }
      alerts.addAll(harness.tick(Duration.ofSeconds(60)));
      for (Alert alert : alerts) {
        bytes.add(
            java.nio.ByteBuffer.wrap(
                harness.topics.alerts().valueSerde().serializer().serialize("alerts", alert)));
      }
    }
    return bytes;
  }

  private static CameraEvent offline(double seconds, String camera) {
    return CameraEvent.newBuilder()
        .setCameraId(camera)
        .setType(CameraEventType.OFFLINE)
        .setTimeMode(TimeMode.LIVE)
        .setOccurredAtUs(Harness.T0_US + Math.round(seconds * 1e6))
        .build();
  }
}
