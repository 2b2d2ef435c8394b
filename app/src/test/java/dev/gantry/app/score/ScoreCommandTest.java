package dev.gantry.app.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.command.CommandRun;
import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.truth.CityTruth;
import dev.gantry.ingest.city.truth.IncidentKinds;
import dev.gantry.ingest.city.truth.TrueIncident;
import dev.gantry.ingest.city.truth.TruthFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Results of any system, in files. */
final class ScoreCommandTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int FRAMES = 600;
  private static final CityScenario SCENARIO = new CityScenario(1, 4, 2, 8 * 3600, true);
  private static final CityTruth CITY = new CityTruth(SCENARIO);

  @TempDir private static Path dir;
  private static Path truth = Path.of("truth.jsonl");

  @BeforeAll
  static void writeTruth() throws IOException {
    truth = dir.resolve("truth.jsonl");
    try (Writer out = Files.newBufferedWriter(truth)) {
      new TruthFile(new CityTruth(SCENARIO), START).write(out, FRAMES);
    }
  }

  @Test
  void shouldJudgeAlertsOfRulesOfOtherNames() throws IOException {
    List<TrueIncident> speeders = clear("speeding");
    Path alerts = alerts("too_fast", speeders.subList(0, speeders.size() - 1));

    JsonNode score = score("--alerts", alerts.toString(), "--rule", "too_fast=speeding");

    JsonNode kind = score.path("by_kind").path("speeding");
    assertThat(kind.path("incidents").asInt()).isEqualTo(speeders.size());
    assertThat(kind.path("found").asInt()).isEqualTo(speeders.size() - 1);
    assertThat(kind.path("right").asInt()).isEqualTo(speeders.size() - 1);
    assertThat(score.path("alert_precision").asDouble()).isEqualTo(1);
    assertThat(score.path("alert_recall").asDouble())
        .isEqualTo(Math.round(1000.0 * (speeders.size() - 1) / speeders.size()) / 1000.0);
    String other = clearOtherThan("speeding").kind();
    assertThat(score.path("by_kind").path(other).path("watched").asBoolean(true)).isFalse();
    assertThat(score.has("detection_recall")).isFalse();
  }

  @Test
  void shouldTakeTheCitysOwnRulesForThoseThatWatch() throws IOException {
    Path alerts = alerts("speeding", clear("speeding"));

    JsonNode score = score("--alerts", alerts.toString());

    assertThat(score.path("by_kind").path("speeding").path("recall").asDouble()).isEqualTo(1);
    assertThat(score.path("alert_recall").asDouble()).isBetween(.01, .99);
  }

  @Test
  void shouldJudgeBoxesAndSpeedsWithoutAlerts() throws IOException {
    List<String> boxes = new ArrayList<>();
    List<String> tracks = new ArrayList<>();
    for (long seq = 0; seq < FRAMES; seq++) {
      boxes.add(
          "{\"camera_id\":\"city-cam-1\",\"frame_seq\":%d,\"detections\":[%s]}"
              .formatted(seq, String.join(",", seen(seq))));
      tracks.addAll(steps(seq));
    }

    JsonNode score =
        score(
            "--detections",
            Files.write(dir.resolve("boxes.jsonl"), boxes).toString(),
            "--tracks",
            Files.write(dir.resolve("tracks.jsonl"), tracks).toString());

    assertThat(score.path("detection_recall").asDouble()).isEqualTo(1);
    assertThat(score.path("detection_precision").asDouble()).isEqualTo(1);
    assertThat(score.path("speed_mae_kmh").asDouble()).isBetween(0.0, 20.0);
    assertThat(score.path("live_speeds").path("share").asDouble()).isEqualTo(1);
    assertThat(score.path("final_speeds").path("speeds").asInt()).isPositive();
    assertThat(score.has("by_kind")).isFalse();
    assertThat(score.has("alert_recall")).isFalse();
  }

  @Test
  void shouldSayTheSameInWords() throws IOException {
    Path alerts = alerts("speeding", clear("speeding"));
    String words = run("--alerts", alerts.toString()).out();
    int incidents = clear("speeding").size();
    assertThat(words)
        .contains("alert precision 1.0")
        .contains("speeding: %d of %d incidents found".formatted(incidents, incidents));
  }

  @Test
  void shouldSayWhichFieldOfWhichLineIsNoGood() throws IOException {
    String good = "{\"rule\":\"speeding\",\"started_at\":\"2026-01-01T00:00:07Z\"}\n";
    assertThat(refusal("--alerts", good + "{\"rule\":\"too_fast\",\"started_at_us\":1}"))
        .isEqualTo(
            ":2: rule: expected a kind of incident, or a rule of which --rule says what it watches"
                + " for, found 'too_fast'");
    assertThat(refusal("--alerts", "{\"rule\":\"speeding\"}"))
        .startsWith(":1: started_at: expected when what it tells of began");
    assertThat(refusal("--alerts", good + "{\"rul\":\"speeding\"}")).contains("did you mean rule?");
    assertThat(refusal("--alerts", "speeding")).startsWith(":1: expected a JSON object");
    assertThat(refusal("--tracks", "{\"camera_id\":\"gate\",\"track_id\":\"t\"}"))
        .isEqualTo(
            ":1: camera_id: expected a camera that the truth has a line of, such as city-cam-1,"
                + " found 'gate'");
    assertThat(refusal("--tracks", "{\"camera_id\":\"city-cam-1\"}")).startsWith(":1: track_id: ");
    assertThat(refusal("--detections", "{\"camera_id\":\"city-cam-1\",\"frame_seq\":600}"))
        .isEqualTo(":1: frame_seq: expected 0 to 599, found 600");
    assertThat(refusal("--detections", "{\"camera_id\":\"city-cam-1\",\"detections\":[{\"x\":3}]}"))
        .isEqualTo(":1: box: expected width and height above 0, found 0.0 x 0.0");
  }

  @Test
  void shouldTakeTheLinesOfTheDocumentation() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "simulator.md"));
    String section = page.substring(page.indexOf("## Scoring a system of your own"));
    String block = section.substring(section.indexOf("```json\n") + 8);
    List<String> lines = block.substring(0, block.indexOf("```")).lines().toList();
    assertThat(lines).hasSize(4);

    JsonNode score =
        score(
            "--alerts",
            Files.writeString(dir.resolve("alerts.jsonl"), lines.get(0)).toString(),
            "--tracks",
            Files.write(dir.resolve("tracks.jsonl"), lines.subList(1, 3)).toString(),
            "--detections",
            Files.writeString(dir.resolve("boxes.jsonl"), lines.get(3)).toString(),
            "--rule",
            "too_fast=speeding");

    assertThat(score.path("by_kind").path("speeding").path("alerts").asInt()).isEqualTo(1);
  }

  /** A short city need not have had all that can go wrong. */
  @Test
  void shouldTakeEveryKindThatIsDocumented() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "simulator.md"));
    List<String> kinds =
        Pattern.compile("\\| kind \\| what is true.*?\n\n", Pattern.DOTALL)
            .matcher(page)
            .results()
            .flatMap(table -> Pattern.compile("\n\\| `(\\w+)` ").matcher(table.group()).results())
            .map(row -> row.group(1))
            .toList();
    assertThat(IncidentKinds.ALL).containsExactlyInAnyOrderElementsOf(kinds);
    List<String> args = new ArrayList<>(List.of("--alerts", alerts("a", List.of()).toString()));
    kinds.forEach(kind -> args.addAll(List.of("--rule", "rule_" + kind + "=" + kind)));
    assertThat(run(args.toArray(String[]::new)).err()).isEmpty();
  }

  @Test
  void shouldAskWhichOfTwoTracksOfOneIdEnds() throws IOException {
    String box = "\"track_id\":\"t\",\"x\":1,\"y\":1,\"width\":9,\"height\":9}\n";
    String one = "{\"camera_id\":\"city-cam-1\",\"frame_seq\":1," + box;
    String two = "{\"camera_id\":\"city-cam-2\",\"frame_seq\":1," + box;
    assertThat(refusal("--tracks", one + two + "{\"track_id\":\"t\",\"state\":\"END\"}"))
        .isEqualTo(
            ":3: camera_id: expected the camera of the track, since several have one of this id:"
                + " city-cam-1, city-cam-2, found ''");
    assertThat(refusal("--tracks", "{\"camera_id\":\"gate\",\"track_id\":\"t\",\"state\":\"END\"}"))
        .startsWith(":1: camera_id: expected a camera that the truth has a line of");
  }

  @Test
  void shouldAskForResultsAndForRulesThatTellOfSomething() throws IOException {
    assertThat(run().status()).isEqualTo(CommandLine.ExitCode.USAGE);
    Answer answer = run("--alerts", alerts("a", List.of()).toString(), "--rule", "a=speding");
    assertThat(answer.status()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(answer.err()).contains("--rule: expected one of ", "speeding", "found speding");
  }

  @Test
  void shouldRefuseATruthThatIsNone() throws IOException {
    Path none = Files.writeString(dir.resolve("none.jsonl"), "");
    String alerts = alerts("speeding", List.of()).toString();
    StringWriter err = new StringWriter();
    String[] args = {"--truth", none.toString(), "--alerts", alerts};
    assertThat(CommandRun.of(new ScoreCommand(), new StringWriter(), err, args)).isEqualTo(1);
    assertThat(err.toString()).contains("none.jsonl: expected a line of type city, found none");
  }

  private record Answer(int status, String out, String err) {}

  private static Answer run(String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> args = new ArrayList<>(List.of("--truth", truth.toString()));
    args.addAll(List.of(more));
    int status = CommandRun.of(new ScoreCommand(), out, err, args.toArray(String[]::new));
    return new Answer(status, out.toString(), err.toString());
  }

  private static JsonNode score(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--json");
    Answer answer = run(args.toArray(String[]::new));
    assertThat(answer.err()).isEmpty();
    return new ObjectMapper().readTree(answer.out());
  }

  /** What is said of a file of results, after its name. */
  private static String refusal(String option, String lines) throws IOException {
    Path file = Files.writeString(dir.resolve("results.jsonl"), lines);
    Answer answer = run(option, file.toString());
    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.err()).startsWith(file.toString());
    return answer.err().strip().substring(file.toString().length());
  }

  private static List<TrueIncident> clear(String kind) {
    return CITY.incidentsUntil(FRAMES).stream()
        .filter(each -> each.kind().equals(kind) && each.clear())
        .filter(each -> each.ends() < FRAMES / 2.0)
        .toList();
  }

  private static TrueIncident clearOtherThan(String kind) {
    return CITY.incidentsUntil(FRAMES).stream()
        .filter(each -> !each.kind().equals(kind) && each.clear())
        .filter(each -> each.ends() < FRAMES / 2.0)
        .findFirst()
        .orElseThrow();
  }

  private static Path alerts(String rule, List<TrueIncident> incidents) throws IOException {
    List<String> lines = new ArrayList<>();
    for (TrueIncident incident : incidents) {
      Instant at = START.plus(Duration.ofMillis(Math.round(1000 * incident.begins())));
      lines.add(
          "{\"rule\":\"%s\",\"started_at\":\"%s\",\"labels\":{\"segment\":\"%s\",\"camera\":\"%s\"}}"
              .formatted(rule, at, incident.place(), incident.cameras().get(0)));
    }
    return Files.write(dir.resolve(rule + ".jsonl"), lines);
  }

  private static List<String> seen(long seq) {
    return CITY.frame(0, seq).stream().map(object -> "{" + box(object.box()) + "}").toList();
  }

  private static List<String> steps(long seq) {
    List<String> lines = new ArrayList<>();
    for (var object : CITY.frame(0, seq)) {
      String track = "\"track_id\":\"%s\"".formatted(object.actorId());
      String speed =
          "\"speed_known\":true,\"speed_mps\":%s,\"speed_sigma_mps\":0.1"
              .formatted(object.speedMps());
      lines.add(
          "{\"camera_id\":\"city-cam-1\",\"frame_seq\":%d,%s,%s,%s}"
              .formatted(seq, track, box(object.box()), speed));
      if (seq % 100 == 99) {
        lines.add("{\"state\":\"END\",%s,%s}".formatted(track, speed));
      }
    }
    return lines;
  }

  private static String box(Box box) {
    return "\"x\":%s,\"y\":%s,\"width\":%s,\"height\":%s"
        .formatted(box.x(), box.y(), box.width(), box.height());
  }
}
