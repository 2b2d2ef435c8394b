package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.AlertTransition;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.Harness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules whose signals come from several streams, through MATCH and ALERTING. */
class CorrelationChainTest {

  static final String ENTRY =
      """
      kind: rule
      alert: entry_without_person
      signals:
        door_opened: {on: auth-events, expr: 'auth.type == "access.granted"'}
        person_seen: {on: vehicle-tracks, expr: 'track.label == "person" && track.gate != ""'}
      correlation: {type: temporal_ordered, rules: [door_opened, {not: person_seen}], group-by: [site, gate], timespan: 30s}
      labels: {severity: critical}
      annotations: {summary: "{{door_opened.auth.principal}} opened {{door_opened.auth.gate}}, and nobody came"}
      """;

  static final String FAILURES =
      """
      kind: rule
      alert: failures
      signals: {failed: {on: auth-events, expr: 'auth.type == "login.failed"'}}
      correlation: {type: event_count, rules: [failed], group-by: [principal], timespan: 10s, condition: {gte: 3}}
      annotations: {summary: "{{count}} failures of {{failed.auth.principal}}"}
      """;

  private final List<Alert> alerts = new ArrayList<>();

  @Test
  void shouldFireAtTheDeadlineWhenNobodyCame() {
    try (Harness harness = new Harness(ENTRY)) {
      opened(harness, 0);
      watched(harness, "c1", 0, 35);

      assertThat(alerts).hasSize(1);
      Alert alert = alerts.get(0);
      assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
      assertThat(second(alert.getStartedAtUs())).isEqualTo(0);
      assertThat(second(alert.getFiredAtUs())).isEqualTo(30);
      assertThat(alert.getScope()).isEqualTo("harbour");
      assertThat(alert.getLabels())
          .containsEntry("gate", "gate-1")
          .containsEntry("principal", "ann")
          .containsEntry("severity", "critical")
          .containsEntry("alert", "entry_without_person")
          .doesNotContainKey("incomplete");
      assertThat(alert.getAnnotations())
          .containsEntry("summary", "ann opened gate-1, and nobody came");
      assertThat(alert.getTransitions())
          .extracting(AlertTransition::getReason)
          .containsExactly("door_opened without person_seen within 30 s");
      assertThat(alert.getCauseIds()).containsExactly("auth-0");
    }
  }

  @Test
  void shouldNotFireWhenSomebodyCame() {
    try (Harness harness = new Harness(ENTRY)) {
      opened(harness, 0);
      watched(harness, "c1", 0, 19);
      alerts.addAll(harness.give(person("c1", "gate-1", 20)));
      watched(harness, "c1", 21, 60);

      assertThat(alerts).isEmpty();
    }
  }

  @Test
  void shouldFireWhenSomebodyCameToAnotherGate() {
    try (Harness harness = new Harness(ENTRY)) {
      opened(harness, 0);
      watched(harness, "c1", 0, 19);
      alerts.addAll(harness.give(person("c1", "gate-2", 20)));
      watched(harness, "c1", 21, 60);

      assertThat(alerts).hasSize(1);
    }
  }

  @Test
  void shouldWaitForACameraThatIsLate() {
    try (Harness harness = new Harness(ENTRY)) {
      watched(harness, "c2", 0, 5);
      opened(harness, 0);
      watched(harness, "c1", 0, 100);
      assertThat(alerts).isEmpty();

      alerts.addAll(harness.give(person("c2", "gate-1", 29)));
      watched(harness, "c2", 30, 120);

      assertThat(alerts).isEmpty();
    }
  }

  @Test
  void shouldSayThatItIsIncompleteWhenACameraIsHeardNoMore() {
    try (Harness harness = new Harness(ENTRY)) {
      watched(harness, "c2", 0, 5);
      opened(harness, 0);
      watched(harness, "c1", 0, 100);
      watchedSlowly(harness, "c1", 101, 140);

      assertThat(alerts).hasSize(1);
      assertThat(second(alerts.get(0).getFiredAtUs())).isEqualTo(30);
      assertThat(alerts.get(0).getLabels()).containsEntry("incomplete", "true");
      assertThat(alerts.get(0).getTransitions().get(0).getReason())
          .endsWith("; incomplete: nothing heard of camera c2");
    }
  }

  @Test
  void shouldSayThatItIsIncompleteWhenNoCameraIsHeardAnyMore() {
    try (Harness harness = new Harness(ENTRY)) {
      TrackUpdate watch = TrackUpdate.newBuilder(watch("c1", 0)).setTimeMode(TimeMode.LIVE).build();
      alerts.addAll(harness.give(harness.topics.vehicleTracks(), watch));
      AuthEvent opened =
          AuthEvent.newBuilder(auth(0, "access.granted")).setTimeMode(TimeMode.LIVE).build();
      alerts.addAll(harness.give(harness.topics.authEvents(), opened));
      for (int i = 0; i < 33; i++) {
        alerts.addAll(harness.tick(Duration.ofSeconds(1)));
      }
      assertThat(alerts).isEmpty();

      for (int i = 0; i < 10; i++) {
        alerts.addAll(harness.tick(Duration.ofSeconds(1)));
      }

      assertThat(alerts).hasSize(1);
      assertThat(second(alerts.get(0).getFiredAtUs())).isEqualTo(30);
      assertThat(alerts.get(0).getLabels()).containsEntry("incomplete", "true");
    }
  }

  @Test
  void shouldSayThatItIsIncompleteWhenThereIsNoCamera() {
    try (Harness harness = new Harness(ENTRY)) {
      opened(harness, 0);
      failed(harness, "bob", 31);
      assertThat(alerts).as("before it is known that none says anything").isEmpty();

      for (int i = 0; i < 6; i++) {
        alerts.addAll(harness.tick(Duration.ofSeconds(1)));
      }

      assertThat(alerts).hasSize(1);
      assertThat(alerts.get(0).getTransitions().get(0).getReason())
          .endsWith("; incomplete: nothing heard of any camera");
    }
  }

  @Test
  void shouldCountAndGoOnWithTheSameAlert() {
    try (Harness harness = new Harness(FAILURES)) {
      for (int at : List.of(0, 4, 8, 12, 40)) {
        failed(harness, "ann", at);
        failed(harness, at % 8 == 0 ? "bob" : "eve", at);
      }
      failed(harness, "eve", 600);
      failed(harness, "eve", 601);

      assertThat(alerts)
          .extracting(
              alert -> alert.getLabels().get("principal"),
              alert -> second(alert.getStartedAtUs()),
              Alert::getStatus)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("ann", 0.0, AlertStatus.FIRING),
              org.assertj.core.groups.Tuple.tuple("ann", 0.0, AlertStatus.RESOLVED));
      Alert last = alerts.get(1);
      assertThat(second(last.getFiredAtUs())).isEqualTo(8);
      assertThat(second(last.getResolvedAtUs())).isEqualTo(312);
      assertThat(last.getAnnotations()).containsEntry("summary", "3 failures of ann");
      assertThat(last.getCauseIds()).hasSize(4);
    }
  }

  @Test
  void shouldPutCameraTaskAndSignInTogether() {
    String rule =
        """
        kind: rule
        alert: together
        signals:
          done: {on: task-events, expr: 'task.type == "task.completed"'}
          seen: {on: vehicle-tracks, expr: 'track.gate != ""'}
          opened: {on: auth-events, expr: 'auth.gate != ""'}
        correlation:
          type: temporal
          rules: [done, seen, opened]
          group-by: [place]
          timespan: 1m
          aliases: {place: {done: task.attributes.gate, seen: gate, opened: auth.gate}}
        """;
    try (Harness harness = new Harness(rule)) {
      watched(harness, "c1", 0, 1);
      alerts.addAll(harness.give(person("c1", "gate-1", 10)));
      opened(harness, 20);
      alerts.addAll(harness.give(harness.topics.taskEvents(), completed(5, "gate-2")));
      alerts.addAll(harness.give(harness.topics.taskEvents(), completed(15, "gate-1")));
      watched(harness, "c1", 21, 40);

      assertThat(alerts).hasSize(1);
      assertThat(alerts.get(0).getLabels()).containsEntry("place", "gate-1");
      assertThat(second(alerts.get(0).getStartedAtUs())).isEqualTo(10);
      assertThat(second(alerts.get(0).getFiredAtUs())).isEqualTo(20);
      assertThat(alerts.get(0).getTransitions().get(0).getReason())
          .isEqualTo("done and seen and opened within 60 s");
    }
  }

  @Test
  void shouldNotCountAnAbsentValue() {
    String rule =
        """
        kind: rule
        alert: accounts
        signals: {failed: {on: auth-events, expr: 'auth.type == "login.failed"'}}
        correlation: {type: value_count, rules: [failed], timespan: 10s, condition: {field: principal, gte: 3}}
        """;
    try (Harness harness = new Harness(rule)) {
      failed(harness, "ann", 0);
      failed(harness, "", 1);
      failed(harness, "bob", 2);
      watched(harness, "c1", 3, 4);
      assertThat(alerts).isEmpty();

      failed(harness, "eve", 5);
      watched(harness, "c1", 6, 30);
      assertThat(alerts).hasSize(1);
    }
  }

  @Test
  void shouldNotPutTogetherWhatLacksTheValueGroupedBy() {
    try (Harness harness = new Harness(FAILURES)) {
      failed(harness, "", 0);
      failed(harness, "", 1);
      failed(harness, "", 2);
      watched(harness, "c1", 3, 30);

      assertThat(alerts).isEmpty();
    }
  }

  @Test
  void shouldPutTogetherWhatStatesNoSite() {
    try (Harness harness = new Harness(FAILURES.replace("[principal]", "[site, principal]"))) {
      for (int at = 0; at < 3; at++) {
        AuthEvent event = AuthEvent.newBuilder(auth(at, "login.failed")).setSite("").build();
        alerts.addAll(harness.give(harness.topics.authEvents(), event));
      }
      watched(harness, "c1", 3, 30);

      assertThat(alerts).hasSize(1);
    }
  }

  @Test
  void shouldStartAnewWithANewVersionAndLeaveOthersAlone() {
    try (Harness harness = new Harness(FAILURES, ENTRY)) {
      failed(harness, "ann", 0);
      failed(harness, "ann", 1);
      opened(harness, 1);
      harness.publish(FAILURES.replace("gte: 3", "gte: 2"), Harness.T0_US + 2_000_000);
      failed(harness, "ann", 3);
      watched(harness, "c1", 2, 50);
      assertThat(alerts).extracting(Alert::getRule).containsExactly("entry_without_person");

      failed(harness, "ann", 51);
      failed(harness, "ann", 52);
      watched(harness, "c1", 53, 80);

      assertThat(alerts).hasSize(2);
      assertThat(alerts.get(1).getRuleVersion()).isEqualTo(2);
    }
  }

  @Test
  void shouldDropWhatAnOldVersionWaitedFor() {
    try (Harness harness = new Harness(ENTRY)) {
      opened(harness, 0);
      harness.publish(ENTRY.replace("30s", "20s"), Harness.T0_US + 10_000_000);
      watched(harness, "c1", 0, 60);

      assertThat(alerts).isEmpty();
    }
  }

  private void opened(Harness harness, double at) {
    alerts.addAll(harness.give(harness.topics.authEvents(), auth(at, "access.granted")));
  }

  private void failed(Harness harness, String principal, double at) {
    AuthEvent event =
        AuthEvent.newBuilder(auth(at, "login.failed")).setPrincipal(principal).build();
    alerts.addAll(harness.give(harness.topics.authEvents(), event));
    alerts.addAll(harness.tick(Duration.ofMillis(250)));
  }

  static AuthEvent auth(double at, String type) {
    return AuthEvent.newBuilder()
        .setEventId("auth-" + Math.round(at))
        .setType(type)
        .setPrincipal("ann")
        .setGate(type.startsWith("access") ? "gate-1" : "")
        .setSite("harbour")
        .setTimeMode(TimeMode.REPLAY)
        .setOccurredAtUs(Harness.T0_US + Math.round(at * 1e6))
        .build();
  }

  private static TaskEvent completed(double at, String gate) {
    return TaskEvent.newBuilder()
        .setEventId("task-" + Math.round(at))
        .setType("task.completed")
        .setTaskId("patrol-" + gate)
        .setSite("harbour")
        .setAttributes(Map.of("gate", gate))
        .setTimeMode(TimeMode.REPLAY)
        .setOccurredAtUs(Harness.T0_US + Math.round(at * 1e6))
        .build();
  }

  /** A camera that sees nobody, frame after frame. */
  private void watched(Harness harness, String camera, int from, int to) {
    watched(harness, camera, from, to, Duration.ofMillis(250));
  }

  /** At the pace of the clock. */
  private void watchedSlowly(Harness harness, String camera, int from, int to) {
    watched(harness, camera, from, to, Duration.ofSeconds(1));
  }

  private void watched(Harness harness, String camera, int from, int to, Duration each) {
    for (int at = from; at <= to; at++) {
      alerts.addAll(harness.give(harness.topics.vehicleTracks(), watch(camera, at)));
      alerts.addAll(harness.tick(each));
    }
  }

  static TrackUpdate watch(String camera, double at) {
    return Harness.track(at)
        .setCameraId(camera)
        .setTrackId("")
        .setState(TrackState.WATCHED)
        .setGate("")
        .setZones(List.of())
        .build();
  }

  static TrackUpdate.Builder person(String camera, String gate, double at) {
    return Harness.track(at)
        .setCameraId(camera)
        .setTrackId(camera + "-1-5-7")
        .setLabel("person")
        .setState(TrackState.UPDATE)
        .setGate(gate);
  }

  private static double second(long us) {
    return (us - Harness.T0_US) / 1e6;
  }
}
