package dev.gantry.testkit.ruletest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.topologies.definition.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleTestFileTest {

  private static final String RULES =
      """
      kind: rule
      alert: camera_offline
      on: camera-events
      expr: event.type == "OFFLINE"
      for: 1m
      labels: {severity: high}
      annotations: {summary: "{{camera.id}} is gone"}
      ---
      kind: rule
      alert: guessed
      on: signin-findings
      expr: finding.type == "brute_force_fast"
      ---
      kind: rule
      alert: read
      on: anomalies
      expr: anomaly.score > 0.5
      ---
      kind: schedule
      id: patrol
      every: 10m
      task: {title: Patrol}
      ---
      kind: rule
      alert: opened
      on: task-events
      expr: task.type == "task.recurring.triggered"
      """;

  @TempDir private Path dir;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(dir.resolve("rules.yaml"), RULES);
  }

  @Test
  void shouldPassWhenAlertsAreAsExpected() throws IOException {
    RuleTestResult result =
        run(
            """
              - name: offline
                input_events:
                  - {on: camera-events, at: 10s, record: {camera_id: c1, type: OFFLINE}}
                alert_rule_test:
                  - {eval_time: 69s, exp_alerts: []}
                  - eval_time: 70s
                    exp_alerts: [{exp_labels: {camera: c1, gate: ""}, exp_annotations: {summary: c1 is gone}, fired_at: 1m10s}]
                  - {eval_time: 310s, exp_alerts: [], exp_resolved: [{resolved_at: 5m10s}]}
            """);

    assertThat(result.failures()).isEmpty();
  }

  @Test
  void shouldSayWhatIsMissingWhatIsTooMuchAndWhereTheyDiffer() throws IOException {
    RuleTestResult result =
        run(
            """
              - name: offline
                input_events:
                  - {on: camera-events, record: {camera_id: c1, type: OFFLINE}}
                  - {on: camera-events, at: 5s, record: {camera_id: c2, type: OFFLINE}}
                alert_rule_test:
                  - {eval_time: 2m, alertname: camera_offline, exp_alerts: [{exp_labels: {camera: c1, severity: low}}, {exp_labels: {camera: c2}}]}
                  - {eval_time: 1m, exp_alerts: []}
            """);

    assertThat(result.passed()).isFalse();
    assertThat(result.failures()).extracting(RuleTestResult.Failure::line).containsExactly(8, 9);
    assertThat(result.explanation())
        .contains(
            "at 2m expected alerts of camera_offline to fire:",
            "  - {camera=\"c1\", severity=\"low\"}\n  + camera_offline {",
            "label severity: expected \"low\", found \"high\"",
            "not expected",
            "fired at 1m5s")
        .doesNotContain("found \"c2\"");
  }

  @Test
  void shouldDeriveWhatIsNotGiven() throws IOException {
    RuleTestResult result =
        run(
            """
              - name: guessed at
                input_events:
                  - {on: auth-events, every: 1s, times: 6, record: {type: login.failed, principal: ann, source_address: 198.51.100.9}}
                alert_rule_test:
                  - {eval_time: 10s, alertname: guessed, exp_alerts: [{exp_labels: {principal: ann}}]}
            """);

    assertThat(result.failures()).isEmpty();
  }

  @Test
  void shouldNotDeriveWhatIsGiven() throws IOException {
    RuleTestResult result =
        run(
            """
              - name: guessed at
                input_events:
                  - {on: auth-events, every: 1s, times: 6, record: {type: login.failed, principal: ann, source_address: 198.51.100.9}}
                  - {on: signin-findings, at: 20s, record: {type: brute_force_fast, principal: ben}}
                alert_rule_test:
                  - {eval_time: 20s, alertname: guessed, exp_alerts: [{exp_labels: {principal: ben}}]}
            """);

    assertThat(result.failures()).isEmpty();
  }

  @Test
  void shouldRunSchedulesByTheClockOfTheTest() throws IOException {
    RuleTestResult result =
        run(
            """
              - name: patrols
                input_events:
                  - {on: camera-events, at: 1s, record: {camera_id: c1, type: ONLINE}}
                alert_rule_test:
                  - {eval_time: 9m59s, alertname: opened, exp_alerts: []}
                  - {eval_time: 10m, alertname: opened, exp_alerts: [{fired_at: 10m}]}
            """);

    assertThat(result.failures()).isEmpty();
  }

  @Test
  void shouldTakeAnEventThatIsLate() throws IOException {
    RuleTestResult result =
        run(
            """
              - name: late
                input_events:
                  - {on: camera-events, at: 50s, late_by: 40s, record: {camera_id: c1, type: OFFLINE}}
                alert_rule_test:
                  - {eval_time: 2m, exp_alerts: [{fired_at: 1m10s}]}
            """);

    assertThat(result.failures()).isEmpty();
  }

  @Test
  void shouldGiveOneEventForEachValue() throws IOException {
    RuleTestResult result =
        run(
            """
              - name: scores
                input_events:
                  - {on: anomalies, every: 1m, values: {score: '0.1+0.1x3 _ 0.9'}, record: {series_id: s}}
                alert_rule_test:
                  - {eval_time: 4m, alertname: read, exp_alerts: []}
                  - {eval_time: 5m, alertname: read, exp_alerts: [{fired_at: 5m}]}
            """);

    assertThat(result.failures()).isEmpty();
  }

  @Test
  void shouldNameTheLineOfAnEventThatCannotBeTaken() throws IOException {
    RuleTestResult result =
        run(
            """
              - name: wrong
                input_events:
                  - {on: camera-events, record: {camera: c1, type: OFFLINE}}
                alert_rule_test:
                  - {eval_time: 2m, exp_alerts: []}
            """);

    assertThat(result.explanation())
        .contains("line 5: an event that can't be taken")
        .contains("'camera'");
  }

  @Test
  void shouldTellEverythingThatIsWrongWithItsPlace() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("wrong.test.yaml"),
            """
            rule_files: [rules.yaml, gone.yaml]
            start_time: yesterday
            tests:
              - name: a
                input_events:
                  - {on: camera-event, at: 1s}
                  - {on: camera-events, at: soon, every: 1s}
                alert_rule_test:
                  - {alertname: camera_ofline, exp_alerts: []}
              - name: a
                input_events: []
                alert_rule_test: []
            """);

    assertThatThrownBy(() -> RuleTestFile.read(file))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("wrong.test.yaml:1:13: rule_files: expected a file")
        .hasMessageContaining(":2:13: start_time: expected a time")
        .hasMessageContaining(":6:14: tests[0].input_events[0].on: expected one of")
        .hasMessageContaining("did you mean camera-events?")
        .hasMessageContaining(":7:33: tests[0].input_events[1].at: expected a duration")
        .hasMessageContaining("tests[0].input_events[1].until")
        .hasMessageContaining("did you mean camera_offline?")
        .hasMessageContaining("eval_time: expected")
        .hasMessageContaining("tests[1].name: expected a name of its own")
        .hasMessageContaining("tests[1].alert_rule_test: expected one or more, found a list of 0");
  }

  @Test
  void shouldRefuseWhatTestsNothing() throws IOException {
    Path file =
        Files.writeString(dir.resolve("none.test.yaml"), "rule_files: [rules.yaml]\ntests: []\n");

    assertThatThrownBy(() -> RuleTestFile.read(file))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("none.test.yaml:2:8: tests: expected one or more, found a list of 0");
    assertThatThrownBy(() -> RuleTestFile.read(dir))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(dir + ": expected a file of tests, found a directory");
  }

  @Test
  void shouldWriteXmlThatSaysTheSameInTheSameBytes() throws IOException {
    RuleTestResult result =
        run(
            """
              - name: "a <test> & \\"more\\" \\x01"
                input_events:
                  - {on: camera-events, record: {camera_id: c1, type: OFFLINE}}
                alert_rule_test:
                  - {eval_time: 2m, exp_alerts: []}
            """);
    Path first = dir.resolve("a/b/first.xml");
    Path second = dir.resolve("second.xml");

    JUnitXml.write(first, List.of(new JUnitXml.Suite("rules", List.of(result))));
    JUnitXml.write(second, List.of(new JUnitXml.Suite("rules", List.of(result))));

    assertThat(Files.readString(first))
        .isEqualTo(Files.readString(second))
        .contains("a &lt;test&gt; &amp; &quot;more&quot; \uFFFD\"")
        .contains("tests=\"1\" failures=\"1\"");
  }

  private RuleTestResult run(String test) throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("rules.test.yaml"), "rule_files: [rules.yaml]\ntests:\n" + test);
    RuleTestFile read = RuleTestFile.read(file);
    assertThat(read.cases()).hasSize(1);
    return read.cases().get(0).run();
  }
}
