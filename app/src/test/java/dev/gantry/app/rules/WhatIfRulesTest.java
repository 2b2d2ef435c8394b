package dev.gantry.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.command.CommandRun;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The example of docs/rules.md, over files, and what may be wrong with them. */
final class WhatIfRulesTest {

  private static final Path PAGE = Path.of("..", "docs", "rules.md");

  @TempDir private Path dir;
  private Path base;
  private Path tried;
  private Path events;

  private record Answer(int status, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    base = Files.writeString(dir.resolve("rules.yaml"), blocks("yaml what-if").get(0));
    tried = Files.writeString(dir.resolve("tried.yaml"), blocks("yaml what-if").get(1));
    events = Files.writeString(dir.resolve("camera-events.jsonl"), blocks("jsonl what-if").get(0));
  }

  @Test
  void shouldAnswerAsThePageSays() throws IOException {
    assertThat(whatIf("--input", events.toString()).out()).isEqualTo(blocks("text what-if").get(0));
  }

  @Test
  void shouldAnswerTheSameBytesTwice() throws IOException {
    String json = whatIf("--input", dir.toString(), "--json").out();

    assertThat(whatIf("--input", dir.toString(), "--json").out()).isEqualTo(json);
    JsonNode report = new ObjectMapper().readTree(json);
    assertThat(report.path("gained").path(0).path("rule").asText()).isEqualTo("camera_away");
    assertThat(report.path("moved")).hasSize(1);
    assertThat(report.path("records").path("camera-events").asInt()).isEqualTo(3);
  }

  @Test
  void shouldLookAtTheTimeAskedForOnly() {
    assertThat(whatIf("--input", events.toString(), "--to", "2026-02-01T08:01:00Z").out())
        .contains("1 gained, 0 lost, 0 moved, 0 changed, 0 the same; over 2 camera-events");
    assertThat(
            whatIf(
                    "--input",
                    events.toString(),
                    "--from",
                    "2026-02-01T09:00:00Z",
                    "--to",
                    "2026-02-01T08:00:00Z")
                .status())
        .isEqualTo(CommandLine.ExitCode.USAGE);
  }

  @Test
  void shouldTakeRulesAwayThatAreNotNamed() throws IOException {
    Files.writeString(tried, "kind: rule\nalert: other\non: camera-events\nexpr: 'false'\n");

    assertThat(whatIf("--input", events.toString()).out()).contains("0 lost", "1 the same");
    assertThat(whatIf("--input", events.toString(), "--only").out()).contains("1 lost");
  }

  @Test
  void shouldTakeAFileThatBeginsWithAByteOrderMark() throws IOException {
    String before = whatIf("--input", events.toString()).out();
    Files.writeString(events, "\uFEFF" + Files.readString(events));

    assertThat(whatIf("--input", events.toString()).out()).isEqualTo(before);
  }

  @Test
  void shouldSayWhatIsWrongWithAFile() throws IOException {
    Path unnamed = Files.writeString(dir.resolve("events.jsonl"), "{}\n");
    Files.writeString(events, "{\"camera_id\": \"c1\", \"type\": \"GONE\"}\n");

    assertThat(whatIf("--input", unnamed.toString()).err())
        .contains("events.jsonl: expected a name that begins with a stream");
    assertThat(whatIf("--input", events.toString()).err())
        .contains("camera-events.jsonl:1: ")
        .contains("GONE");
    assertThat(whatIf("--input", dir.resolve("none").toString()).status()).isEqualTo(1);
  }

  private static List<String> blocks(String kind) throws IOException {
    Matcher block =
        Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    List<String> found = new ArrayList<>();
    while (block.find()) {
      found.add(block.group(1));
    }
    assertThat(found).isNotEmpty();
    return found;
  }

  private Answer whatIf(String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> args =
        new ArrayList<>(List.of("--base", base.toString(), "--rules", tried.toString()));
    args.addAll(List.of(more));
    int status = CommandRun.of(new WhatIfRules(), out, err, args.toArray(String[]::new));
    return new Answer(status, out.toString(), err.toString());
  }
}
