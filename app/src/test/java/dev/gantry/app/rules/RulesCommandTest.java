package dev.gantry.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.command.CommandRun;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RulesCommandTest {

  private static final String RULE =
      """
      kind: rule
      alert: gone
      on: camera-events
      expr: event.type == "OFFLINE"
      """;

  private static final String TEST =
      """
      rule_files: [rules.yaml]
      tests:
        - name: a camera is gone
          input_events:
            - {on: camera-events, record: {camera_id: c1, type: OFFLINE}}
          alert_rule_test:
            - {eval_time: 1s, alertname: gone, exp_alerts: [{exp_labels: {camera: CAMERA}}]}
      """;

  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(dir.resolve("rules.yaml"), RULE);
    Files.writeString(dir.resolve("right.test.yaml"), TEST.replace("CAMERA", "c1"));
    Files.writeString(dir.resolve("wrong.test.yaml"), TEST.replace("CAMERA", "c2"));
  }

  @Test
  void shouldFindADirectoryRight() {
    assertThat(rules("check", dir.toString())).isZero();
    assertThat(out.toString()).contains("1 file: 1 rule right");
  }

  @Test
  void shouldWriteTheShippedRulesAndTheirScenariosOnce() {
    Path shipped = dir.resolve("shipped/rules");

    assertThat(rules("shipped", shipped.toString())).isZero();
    assertThat(rules("check", shipped.toString())).isZero();
    assertThat(rules("test", shipped.resolve("tasks.test.yaml").toString())).isZero();
    assertThat(rules("shipped", shipped.toString())).isOne();
    assertThat(err.toString()).contains("DIR: expected a directory without rules.yaml");
  }

  @Test
  void shouldTellEverythingWrongOfEveryKindWithItsPlace() throws IOException {
    Files.writeString(
        dir.resolve("more.yaml"),
        """
        kind: rule
        alert: fast
        on: vehicle-tracks
        expr: track.sped_kmh > 3
        ---
        kind: routing
        route: {recever: desk}
        ---
        kind: schedule
        id: patrol
        cron: every day
        task: {title: Patrol}
        """);

    assertThat(rules("check", dir.toString(), dir.resolve("nothing").toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("more.yaml:4:7: expr: expected a field of vehicle-tracks")
        .contains("more.yaml:7:8: route.receiver: expected the name of a receiver")
        .contains("more.yaml:11:7: cron: expected a cron expression")
        .contains("nothing: expected a file or directory that can be read");
  }

  @Test
  void shouldSayWhatIsNamedAndDefinedNowhere() throws IOException {
    Files.writeString(dir.resolve("night.yaml"), "{kind: contact, id: night, members: [ann]}");

    assertThat(rules("check", dir.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("night.yaml:1:38: members[0]: expected the id of a defined contact (none is)");
    assertThat(out.toString()).contains("2 files: 1 rule right; 1 problem");
  }

  @Test
  void shouldSayAsJsonWhatIsWrong() throws IOException {
    Files.writeString(dir.resolve("rules.yaml"), RULE.replace("expr", "exp"));

    assertThat(rules("check", "--json", dir.toString())).isEqualTo(1);
    JsonNode problem = new ObjectMapper().readTree(out.toString()).path("problems").path(0);
    assertThat(problem.path("line").asInt()).isEqualTo(1);
    assertThat(problem.path("field").asText()).isEqualTo("expr");
  }

  @Test
  void shouldPassAndFailWithExitCodesAndXml() throws IOException {
    Path xml = dir.resolve("out/rules.xml");

    assertThat(rules("test", test("right"))).isZero();
    assertThat(rules("test", test("right"), test("wrong"), "--junit", xml.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("2 tests, 1 failed")
        .contains("label camera: expected \"c2\", found \"c1\"");
    assertThat(Files.readString(xml)).contains("tests=\"2\" failures=\"1\"");
  }

  @Test
  void shouldSayOfTheTestsOfThePageWhatItSays() throws IOException {
    Matcher example =
        Pattern.compile(
                "```yaml\n([^`]+)```[^`]+`rules.yaml`.*?```yaml test\n(.*?)```\\s+```text test\n(.*?)```",
                Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "rules.md")));
    assertThat(example.find()).isTrue();
    Files.writeString(dir.resolve("rules.yaml"), example.group(1));
    Files.writeString(dir.resolve("rules.test.yaml"), example.group(2));

    assertThat(rules("test", test("rules"))).isZero();
    assertThat(out.toString().replace(dir + "/", "")).isEqualTo(example.group(3));
  }

  @Test
  void shouldSayThatNoTestHasSuchAName() {
    assertThat(rules("test", test("right"), "--run", "nobody")).isEqualTo(1);
    assertThat(err.toString()).contains("expected tests, found none with 'nobody'");
  }

  private String test(String name) {
    return dir.resolve(name + ".test.yaml").toString();
  }

  private int rules(String... args) {
    return CommandRun.of(new RulesCommand(), out, err, args);
  }
}
