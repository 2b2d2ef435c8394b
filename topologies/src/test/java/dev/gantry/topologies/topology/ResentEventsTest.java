package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.topologies.Harness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that a sender who got no answer sends again: on the topic they lie twice. */
class ResentEventsTest {

  private static final String OFFLINE =
      """
      kind: rule
      alert: camera_offline
      on: camera-events
      expr: event.type == "OFFLINE"
      until: event.type == "ONLINE"
      """;

  private static final String FLAPPING =
      """
      kind: rule
      alert: camera_flaps
      signals: {gone: {on: camera-events, expr: 'event.type == "OFFLINE"'}}
      correlation: {type: event_count, rules: [gone], group-by: [camera], timespan: 1m, condition: {gte: 3}}
      """;

  private static final String FAILURES =
      """
      kind: rule
      alert: failures
      signals: {failed: {on: auth-events, expr: 'auth.type == "login.failed"'}}
      correlation: {type: event_count, rules: [failed], group-by: [principal], timespan: 1m, condition: {gte: 3}}
      """;

  private static final String UPDATES =
      """
      kind: rule
      alert: hectic
      signals: {changed: {on: task-events, expr: 'task.type == "task.updated"'}}
      correlation: {type: event_count, rules: [changed], group-by: [task], timespan: 1m, condition: {gte: 3}}
      """;

  @Test
  void shouldNotFireAgainWhenAnAlertThatIsOverIsSentAgain() {
    try (Harness harness = harness(OFFLINE)) {
      List<Alert> alerts = camera(harness, "offline 10 no route", "online 20");
      assertThat(statuses(alerts)).containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);

      assertThat(camera(harness, "offline 10 no route", "online 20")).isEmpty();
      assertThat(statuses(camera(harness, "offline 30 no route")))
          .containsExactly(AlertStatus.FIRING);
      assertThat(camera(harness, "online 20")).as("the end of the alert before").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OFFLINE, FLAPPING})
  void shouldRememberAnAlertThatIsOverForAnHour(String rule) {
    String[] events = {"offline 1", "offline 2", "offline 3", "online 4"};
    try (Harness harness = harness(rule)) {
      List<Alert> alerts = camera(harness, events);
      alerts.addAll(harness.tick(Duration.ofMinutes(6)));
      alerts.addAll(camera(harness, "skipped 350"));
      assertThat(statuses(alerts)).containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);

      assertThat(harness.tick(Duration.ofMinutes(50))).isEmpty();
      assertThat(camera(harness, events)).isEmpty();
      assertThat(harness.keptAlerts()).isEqualTo(1);
      assertThat(harness.tick(Duration.ofMinutes(12))).isEmpty();
      assertThat(harness.keptAlerts()).isZero();
    }
  }

  @Test
  void shouldFireAgainInAReplay() {
    try (Harness harness = harness(OFFLINE)) {
      assertThat(camera(harness, "offline 10", "online 20")).hasSize(2);

      List<Alert> alerts = new ArrayList<>();
      for (String type : List.of("OFFLINE", "ONLINE")) {
        String second = type.equals("OFFLINE") ? "10" : "20";
        alerts.addAll(
            give(
                harness,
                "camera-events",
                "c1",
                "{\"camera_id\":\"c1\",\"type\":\"%s\",\"occurred_at\":\"%s\",\"time_mode\":\"REPLAY\"}"
                    .formatted(type, at(second))));
      }
      assertThat(statuses(alerts)).containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
    }
  }

  @Test
  void shouldCountACameraEventOnce() {
    try (Harness harness = harness(FLAPPING)) {
      assertThat(camera(harness, "offline 1", "offline 2", "offline 1", "offline 2")).isEmpty();
      assertThat(camera(harness, "skipped 9", "offline 1", "offline 2")).isEmpty();
      assertThat(camera(harness, "offline 10", "skipped 20")).hasSize(1);
    }
  }

  @Test
  void shouldCountCameraEventsThatDifferInWhatTheySay() {
    try (Harness harness = harness(FLAPPING)) {
      assertThat(
              camera(harness, "offline 1 no route", "offline 1 refused", "offline 1", "skipped 9"))
          .hasSize(1);
    }
  }

  @Test
  void shouldTellCameraEventsByTheirIdsWhateverElseTheyCarry() {
    try (Harness harness = harness(FLAPPING)) {
      List<Alert> alerts = new ArrayList<>();
      for (String trace : List.of("a", "b", "c")) {
        alerts.addAll(
            give(
                harness,
                "camera-events",
                "c1",
                cloudEvent("7", 1).replace("}", ",\"traceparent\":\"" + trace + "\"}")));
      }
      assertThat(alerts).isEmpty();
      alerts.addAll(give(harness, "camera-events", "c1", cloudEvent("8", 1)));
      alerts.addAll(give(harness, "camera-events", "c1", cloudEvent("9", 1)));
      alerts.addAll(camera(harness, "skipped 9"));

      assertThat(alerts).hasSize(1);
    }
  }

  @Test
  void shouldCountSignInsWithIdsOnce() {
    try (Harness harness = harness(FAILURES)) {
      assertThat(failures(harness, "1", "1", "2", "2", "1")).isEmpty();
    }
  }

  @Test
  void shouldCountSignInsWithoutIdsAsOftenAsTheyAreTold() {
    try (Harness harness = harness(FAILURES)) {
      assertThat(failures(harness, "", "", "")).hasSize(1);
    }
  }

  @Test
  void shouldCountUpdatesOfATaskOnceWhereTheySayTheSame() {
    try (Harness harness = harness(UPDATES)) {
      assertThat(updates(harness, "low", "high", "low", "high")).isEmpty();
    }
    try (Harness harness = harness(UPDATES)) {
      assertThat(updates(harness, "low", "high", "urgent")).hasSize(1);
    }
  }

  /** Updates of a task in the same second, by the priority; and one of another, later one. */
  private static List<Alert> updates(Harness harness, String... priorities) {
    List<Alert> alerts = new ArrayList<>();
    for (String priority : priorities) {
      alerts.addAll(give(harness, "task-events", "t-1", update("t-1", "1", priority)));
    }
    alerts.addAll(give(harness, "task-events", "t-2", update("t-2", "9", "low")));
    return alerts;
  }

  private static String update(String task, String second, String priority) {
    return "{\"event_type\":\"task.updated\",\"task_id\":\"%s\",\"timestamp\":\"%s\",\"payload\":{\"priority\":\"%s\"}}"
        .formatted(task, at(second), priority);
  }

  /** At a time at which all events of the tests have happened. */
  private static Harness harness(String rule) {
    Harness harness = new Harness(rule);
    harness.tick(Duration.ofSeconds(40));
    return harness;
  }

  /** Events of a camera: type, second and reason of each. */
  private static List<Alert> camera(Harness harness, String... events) {
    List<Alert> alerts = new ArrayList<>();
    for (String event : events) {
      String[] words = event.split(" ", 3);
      alerts.addAll(
          give(
              harness,
              "camera-events",
              "c1",
              "{\"event_type\":\"camera.%s\",\"camera_id\":\"c1\",\"timestamp\":\"%s\",\"reason\":\"%s\"}"
                  .formatted(words[0], at(words[1]), words.length > 2 ? words[2] : "")));
    }
    return alerts;
  }

  private static String cloudEvent(String id, int second) {
    return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/nvr\",\"type\":\"camera.offline\",\"subject\":\"c1\",\"time\":\"%s\"}"
        .formatted(id, at(Integer.toString(second)));
  }

  /** Failures of one second, and one of a later, which tells the time; with ids or without. */
  private static List<Alert> failures(Harness harness, String... ids) {
    List<Alert> alerts = new ArrayList<>();
    for (String id : ids) {
      alerts.addAll(give(harness, "auth-events", "ann", failure("ann", id, "1")));
    }
    alerts.addAll(give(harness, "auth-events", "eve", failure("eve", "", "9")));
    return alerts;
  }

  private static String failure(String principal, String id, String second) {
    return "{\"event_type\":\"login.failed\",\"principal\":\"%s\",\"event_id\":\"%s\",\"timestamp\":\"%s\"}"
        .formatted(principal, id, at(second));
  }

  private static String at(String second) {
    return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(Long.parseLong(second)).toString();
  }

  private static List<Alert> give(Harness harness, String topic, String key, String json) {
    harness.giveJson(topic, key, json.getBytes(StandardCharsets.UTF_8));
    return harness.tick(Duration.ofMillis(250));
  }

  private static List<AlertStatus> statuses(List<Alert> alerts) {
    return alerts.stream().map(Alert::getStatus).toList();
  }
}
