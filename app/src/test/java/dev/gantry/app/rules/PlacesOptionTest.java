package dev.gantry.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.command.CommandRun;
import dev.gantry.app.geo.MaxMindFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules about who travels faster than anybody can, whose sign-ins name only addresses. */
final class PlacesOptionTest {

  private static final String OFF = "impossible travel and new countries are off";

  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String places;
  private String rules;
  private String test;
  private String signIns;

  @BeforeEach
  void write() throws IOException {
    places =
        new MaxMindFile()
            .city("203.0.113.0/24", "DE", 53.5511, 9.9937)
            .city("198.51.100.0/24", "BR", -23.5505, -46.6333)
            .writeTo(dir.resolve("city.mmdb"))
            .toString();
    rules =
        file(
            "rules.yaml",
            """
            kind: rule
            alert: impossible_travel
            on: signin-findings
            expr: finding.type == "impossible_travel"
            """);
    test =
        file(
            "travel.test.yaml",
            """
            rule_files: [rules.yaml]
            defaults: {auth-events: {principal: ann, type: login.succeeded}}
            tests:
              - name: from Hamburg to Sao Paulo within an hour
                input_events:
                  - {on: auth-events, at: 0s, record: {source_address: 203.0.113.9}}
                  - {on: auth-events, at: 1h, record: {source_address: 198.51.100.7}}
                alert_rule_test:
                  - {eval_time: 61m, alertname: impossible_travel, exp_alerts: [{exp_labels: {principal: ann}}]}
            """);
    signIns =
        file(
            "auth-events.jsonl",
            """
            {"type": "login.succeeded", "principal": "ann", "source_address": "203.0.113.9", "occurred_at": "2026-02-08T10:00:00Z"}
            {"type": "login.succeeded", "principal": "ann", "source_address": "198.51.100.7", "occurred_at": "2026-02-08T11:00:00Z"}
            """);
  }

  @Test
  void shouldTestRulesWithTheDatabaseThatIsNamed() {
    assertThat(rules("test", test, "--geo-database", places)).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldTakeTheDatabaseOfTheConfiguration() throws IOException {
    String config =
        file(
            "gantry.yaml",
            """
            cluster: {bootstrap_servers: ["localhost:9092"]}
            registry: {urls: ["http://localhost:8081"]}
            signins: {geo_database: %s}
            """
                .formatted(places));

    assertThat(rules("test", test, "--config", config)).isZero();
  }

  @Test
  void shouldSayThatTheCheckIsOffWithoutADatabase() {
    assertThat(rules("test", test)).isEqualTo(1);
    assertThat(err.toString()).contains(OFF).contains("neither --geo-database nor signins.");
  }

  @Test
  void shouldTryRulesWithTheDatabaseThatIsNamed() throws IOException {
    String base = file("base.yaml", "kind: rule\nalert: none\non: auth-events\nexpr: 'false'\n");
    String[] whatIf = {"what-if", "--base", base, "--rules", rules, "--input", signIns};

    assertThat(rules(whatIf)).isZero();
    assertThat(err.toString()).contains(OFF);
    assertThat(out.toString()).contains("0 gained");
    assertThat(rules(with(whatIf, "--geo-database", places))).isZero();
    assertThat(out.toString()).contains("1 gained");
  }

  @Test
  void shouldSayWhichDatabaseCannotBeRead() {
    assertThat(rules("test", test, "--geo-database", test)).isEqualTo(1);
    assertThat(err.toString()).contains("--geo-database: expected a MaxMind database");
  }

  private static String[] with(String[] args, String... more) {
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  private int rules(String... args) {
    return CommandRun.of(new RulesCommand(), out, err, args);
  }
}
