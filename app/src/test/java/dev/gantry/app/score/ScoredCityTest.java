package dev.gantry.app.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.JsonLine;
import dev.gantry.app.command.CommandRun;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.ingest.CityRecordScorer;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SimulatedRecords;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.truth.CityTruth;
import dev.gantry.ingest.city.truth.TruthFile;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.serde.RecordJson;
import dev.gantry.testkit.OfflineReplay;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionKind;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own results, scored as they come and out of files: the score is the same. */
final class ScoredCityTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final CityScenario SCENARIO = new CityScenario(1, 2, 5, 8 * 3600, true);
  private static final long FRAMES = 600;

  @TempDir private Path dir;
  private final List<String> boxes = new ArrayList<>();
  private final List<String> tracks = new ArrayList<>();
  private final List<String> alerts = new ArrayList<>();

  @Test
  void shouldGiveTheSameScoreForFilesAsForRecords() throws IOException {
    // given
    List<ParsedDefinition> definitions =
        GantryProcess.definitionParser()
            .parse(
                Map.of(
                    "cameras", CityDefinitions.camerasYaml(SCENARIO),
                    "rules", CityDefinitions.rulesYaml()))
            .orThrow();
    CityRecordScorer scorer = new CityRecordScorer(SCENARIO, START, rules(definitions));
    // when
    understand(definitions, scorer);
    scorer.reach(FRAMES - 1);
    // then
    ScoreSummary expected = ScoreSummary.of(scorer.score());
    assertThat(expected.alertRecall()).isGreaterThan(.2);
    assertThat(expected.liveSpeeds()).isNotNull();
    assertThat(scoreOfFiles()).isEqualTo(JsonLine.of(expected));
  }

  private static Set<String> rules(List<ParsedDefinition> definitions) {
    return definitions.stream()
        .filter(definition -> definition.kind() == DefinitionKind.RULE)
        .map(ParsedDefinition::id)
        .collect(Collectors.toSet());
  }

  private void understand(List<ParsedDefinition> definitions, CityRecordScorer scorer) {
    SimulatorSettings settings =
        new SimulatorSettings(SCENARIO, START, Pace.UNPACED, OptionalLong.of(FRAMES));
    SimulatedRecords records = SimulatedRecords.ofEverything(settings, Clock.systemUTC());
    try (OfflineReplay replay =
        new OfflineReplay(definitions, TopologiesConfig.DEFAULT, results(scorer))) {
      Given given = new Given(replay, scorer, boxes);
      for (long seq = 0; seq < FRAMES; seq++) {
        records.frame(seq, given);
      }
      records.end(FRAMES, given);
      replay.settle(Duration.ofMinutes(2));
    }
  }

  private OfflineReplay.Results results(CityRecordScorer scorer) {
    return new OfflineReplay.Results() {
      @Override
      public void track(TrackUpdate update) {
        scorer.add(update);
        tracks.add(RecordJson.line(update));
      }

      @Override
      public void alert(Alert alert) {
        scorer.add(alert);
        alerts.add(RecordJson.line(alert));
      }
    };
  }

  private String scoreOfFiles() throws IOException {
    Path truth = dir.resolve("truth.jsonl");
    try (Writer out = Files.newBufferedWriter(truth)) {
      new TruthFile(new CityTruth(SCENARIO, START), START).write(out, FRAMES);
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        CommandRun.of(
            new ScoreCommand(),
            out,
            err,
            "--truth",
            truth.toString(),
            "--detections",
            Files.write(dir.resolve("boxes.jsonl"), boxes).toString(),
            "--tracks",
            Files.write(dir.resolve("tracks.jsonl"), tracks).toString(),
            "--alerts",
            Files.write(dir.resolve("alerts.jsonl"), alerts).toString(),
            "--json");
    assertThat(status).as(err.toString()).isZero();
    return out.toString().strip();
  }

  private record Given(OfflineReplay replay, CityRecordScorer scorer, List<String> boxes)
      implements SimulatedRecords.Sink {

    @Override
    public void detections(FrameDetections frame) {
      scorer.add(frame);
      boxes.add(RecordJson.line(frame));
      replay.detections(frame);
    }

    @Override
    public void event(CameraEvent event) {
      replay.cameraEvent(event);
    }

    @Override
    public void reading(SensorReading reading) {
      replay.reading(reading);
    }

    @Override
    public void task(TaskEvent event) {
      replay.task(event);
    }

    @Override
    public void signIn(AuthEvent event) {
      replay.signIn(event);
    }
  }
}
