package dev.gantry.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.command.CommandRun;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules are checked and tried as an installation would take them that is configured otherwise. */
final class RulesConfigTest {

  private static final String CONFIG =
      """
      cluster: {bootstrap_servers: ["localhost:9092"]}
      registry: {urls: ["http://localhost:8081"]}
      signins: {fast_capacity: 2}
      alerting: {scope_label: service}
      """;

  private static final String RULES =
      """
      kind: rule
      alert: guessing
      on: signin-findings
      expr: finding.type == "brute_force_fast"
      ---
      kind: rule
      alert: two_sites
      signals: {granted: {on: auth-events, expr: 'auth.type == "access.granted"'}}
      correlation: {type: value_count, rules: [granted], timespan: 1m, condition: {field: site, gte: 2}}
      """;

  private static final String TESTS =
      """
      rule_files: [rules.yaml]
      tests:
        - name: three failures are guessing
          input_events:
            - {on: auth-events, every: 1s, times: 3, record: {type: login.failed, outcome: FAILURE, principal: ann, source_address: 198.51.100.9}}
          alert_rule_test:
            - {eval_time: 1m, alertname: guessing, exp_alerts: [{}]}
        - name: sites of one service meet
          input_events:
            - {on: auth-events, record: {type: access.granted, principal: ann, service: doors, site: north}}
            - {on: auth-events, at: 1s, record: {type: access.granted, principal: bob, service: doors, site: south}}
          alert_rule_test:
            - {eval_time: 1m, alertname: two_sites, exp_alerts: [{}]}
      """;

  private static final String EVENTS =
      """
      {"type": "access.granted", "principal": "ann", "service": "doors", "site": "north", "occurred_at": "2026-02-01T08:00:00Z"}
      {"type": "access.granted", "principal": "bob", "service": "doors", "site": "south", "occurred_at": "2026-02-01T08:00:01Z"}
      """;

  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(dir.resolve("gantry.yaml"), CONFIG);
    Files.writeString(dir.resolve("rules.yaml"), RULES);
    Files.writeString(dir.resolve("rules.test.yaml"), TESTS);
  }

  @Test
  void shouldRunTestsWithTheSettingsGiven() {
    assertThat(rules("test", file("rules.test.yaml"))).isEqualTo(1);
    assertThat(out.toString()).contains("2 tests, 2 failed");

    assertThat(configured("test", file("rules.test.yaml"))).as("%s %s", out, err).isZero();
    assertThat(out.toString()).contains("2 tests, 0 failed");
  }

  @Test
  void shouldSayWhatWouldHaveBeenWithTheSettingsGiven() throws IOException {
    Files.writeString(dir.resolve("auth-events.jsonl"), EVENTS);
    Files.writeString(dir.resolve("base.yaml"), RULES.replace("gte: 2", "gte: 3"));
    String[] tried = {
      "what-if",
      "--base",
      file("base.yaml"),
      "--rules",
      file("rules.yaml"),
      "--input",
      dir.toString()
    };

    assertThat(rules(tried)).isZero();
    assertThat(out.toString()).contains("0 gained, 0 lost");

    assertThat(configured(tried)).as("%s", err).isZero();
    assertThat(out.toString()).contains("1 gained, 0 lost");
  }

  @Test
  void shouldRefuseSignalsThatCanNotMeet() throws IOException {
    Files.writeString(
        dir.resolve("rules.yaml"),
        RULES.replace("auth-events", "camera-events").replace("auth.type", "event.type"));

    assertThat(configured("check", file("rules.yaml"))).isEqualTo(1);
    assertThat(err.toString()).contains("a stream with the label service");
    assertThat(configured("test", file("rules.test.yaml"))).isEqualTo(1);
    assertThat(err.toString()).contains("rules.yaml:").contains("a stream with the label service");
  }

  @Test
  void shouldRefuseAConfigurationThatCanNotBeUsed() throws IOException {
    Files.writeString(dir.resolve("gantry.yaml"), CONFIG.replace("fast_capacity", "fast"));

    assertThat(configured("test", file("rules.test.yaml"))).isEqualTo(1);
    assertThat(err.toString()).contains("signins.fast");
  }

  private String file(String name) {
    return dir.resolve(name).toString();
  }

  private int configured(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--config", file("gantry.yaml")));
    return rules(all.toArray(String[]::new));
  }

  private int rules(String... args) {
    return CommandRun.of(new RulesCommand(), out, err, args);
  }
}
