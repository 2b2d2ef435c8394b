package dev.gantry.topologies.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.topologies.Harness;
import dev.gantry.topologies.definition.DefinitionParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/rules.md to the code: its tables are those of the code, its examples run. */
class RulesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "rules.md");
  private static final Pattern BLOCK =
      Pattern.compile("```(yaml|events)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern EVENT =
      Pattern.compile("(\\S+) (?:at (\\S+)|from (\\S+) to (\\S+)) (\\{.*})");
  private static final Pattern OUTCOME =
      Pattern.compile("(fires|resolves) at (\\S+?)(?::\\s*(.*))?");

  @Test
  void shouldShowTheTablesOfTheCode() throws IOException {
    String page = Files.readString(PAGE);
    int head = page.indexOf("\n", page.indexOf("<!-- made by RulesPageTest")) + 1;
    String expected =
        page.substring(0, head) + "\n" + RulesReference.tables().stripTrailing() + "\n";
    if (System.getProperty("gantry.write-docs") != null) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.readString(PAGE))
        .as("docs/rules.md is stale; the command that writes its tables is in it")
        .isEqualTo(expected);
  }

  @Test
  void shouldHoldOnlyRulesThatCanBePublished() throws IOException {
    DefinitionParser parser = new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    int rules = 0;
    while (block.find()) {
      if (block.group(1).equals("yaml")) {
        assertThat(parser.parse("docs/rules.md", block.group(2)).problems()).isEmpty();
        rules++;
      }
    }
    assertThat(rules).isGreaterThan(5);
  }

  static Stream<Arguments> examples() throws IOException {
    List<Arguments> examples = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    String rule = "";
    while (block.find()) {
      if (block.group(1).equals("yaml")) {
        rule = block.group(2);
      } else {
        examples.add(Arguments.of(rule, block.group(2)));
      }
    }
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldDoWhatThePageSays(String rule, String events) {
    List<String> expected = new ArrayList<>();
    List<String> happened = new ArrayList<>();
    try (Harness harness = new Harness(rule)) {
      for (String line : events.strip().split("\n", -1)) {
        Matcher event = EVENT.matcher(line);
        if (event.matches()) {
          double from =
              Double.parseDouble(event.group(2) == null ? event.group(3) : event.group(2));
          double to = event.group(4) == null ? from : Double.parseDouble(event.group(4));
          for (int step = 0; from + step * 0.1 <= to + 1e-9; step++) {
            give(harness, event.group(1), from + step * 0.1, event.group(5), happened);
          }
        } else {
          expected.add(line.strip());
        }
      }
    }
    assertThat(happened).isEqualTo(expected);
    assertThat(expected).allMatch(line -> OUTCOME.matcher(line).matches());
  }

  private static void give(
      Harness harness, String topic, double second, String json, List<String> happened) {
    long us = Harness.T0_US + Math.round(second * 1e6);
    String text = common(topic, json, us) + json.substring(1);
    harness.giveJson(topic, key(topic, text), text.getBytes(StandardCharsets.UTF_8));
    for (Alert alert : harness.tick(Duration.ofMillis(250))) {
      boolean resolved = alert.getStatus() == AlertStatus.RESOLVED;
      long at = resolved ? alert.getResolvedAtUs() : alert.getFiredAtUs();
      String time = BigDecimal.valueOf(at - Harness.T0_US, 6).stripTrailingZeros().toPlainString();
      String summary = alert.getAnnotations().getOrDefault("summary", "");
      happened.add(
          resolved
              ? "resolves at " + time
              : String.format(Locale.ROOT, "fires at %s: %s", time, summary).strip());
    }
  }

  /** What the page leaves out of a record. */
  private static String common(String topic, String json, long us) {
    String camera = "{\"camera_id\": \"c1\", \"time_mode\": \"REPLAY\", \"stream_epoch\": 1, ";
    return switch (topic) {
      case "vehicle-tracks" ->
          camera
              + "\"captured_at_us\": %d, \"started_at_us\": %d, \"segment\": \"main-st\", "
                  .formatted(us, Harness.T0_US)
              + absent(json, "track_id", "\"c1-1-0-0\"")
              + absent(json, "label", "\"car\"")
              + absent(json, "state", "\"UPDATE\"")
              + "\"hits\": 3, \"score\": 0.9, \"width\": 40, \"height\": 30, ";
      case "segment-speeds" ->
          "{\"time_mode\": \"REPLAY\", \"segment_id\": \"main-st\", \"window_end_us\": %d, "
              .formatted(us);
      case "camera-events" -> camera + "\"occurred_at_us\": %d, ".formatted(us);
      default -> "{\"time_mode\": \"REPLAY\", \"occurred_at_us\": %d, ".formatted(us);
    };
  }

  private static String key(String topic, String json) {
    String field =
        switch (topic) {
          case "auth-events" -> "principal";
          case "task-events" -> "task_id";
          case "segment-speeds" -> "segment_id";
          default -> "camera_id";
        };
    Matcher key = Pattern.compile("\"" + field + "\": \"([^\"]+)\"").matcher(json);
    return key.find() ? key.group(1) : "c1";
  }

  private static String absent(String json, String field, String value) {
    return json.contains("\"" + field + "\"") ? "" : "\"" + field + "\": " + value + ", ";
  }
}
