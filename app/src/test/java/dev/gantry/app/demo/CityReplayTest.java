package dev.gantry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SimulatedRecords;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.testkit.OfflineReplay;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The simulated city through the production topologies, without a broker, against its truth. */
final class CityReplayTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long FRAMES = 1_800;

  @Test
  void shouldFindWhatTheTruthOfTheCitySays() {
    // given
    CityScenario scenario = new CityScenario(5, 4, 10, CityScenario.DEFAULT_SECOND_OF_DAY, true);
    SimulatorSettings settings =
        new SimulatorSettings(scenario, START, Pace.UNPACED, OptionalLong.of(FRAMES));
    CityResults results =
        new CityResults(scenario, START, Set.of("speeding", "wrong_way", "stopped_vehicle"));

    // when
    SimulatedRecords records = SimulatedRecords.ofEverything(settings, Clock.systemUTC());
    try (OfflineReplay replay =
        new OfflineReplay(definitions(scenario), TopologiesConfig.DEFAULT, into(results))) {
      Given given = new Given(replay, results);
      for (long seq = 0; seq < FRAMES; seq++) {
        records.frame(seq, given);
      }
      records.end(FRAMES, given);
      replay.settle(Duration.ofMinutes(2));
    }

    // then
    DemoSummary.Score score = results.score();
    assertThat(score.detectionRecall()).isGreaterThan(0.9);
    assertThat(score.speedMaeKmh()).isLessThan(2);
    Map<String, DemoSummary.Kind> kinds = Objects.requireNonNull(score.byKind());
    assertThat(kinds)
        .as("what happened in this city, watched or not")
        .containsKeys("stopped_vehicle", "near_miss")
        .hasEntrySatisfying("speeding", CityReplayTest::allFoundAndNoOther)
        .hasEntrySatisfying("wrong_way", CityReplayTest::allFoundAndNoOther);
  }

  private static void allFoundAndNoOther(DemoSummary.Kind kind) {
    assertThat(kind.incidents()).isPositive();
    assertThat(kind.found()).isEqualTo(kind.incidents());
    assertThat(kind.right()).isEqualTo(kind.alerts());
  }

  private static List<ParsedDefinition> definitions(CityScenario scenario) {
    return GantryProcess.definitionParser()
        .parse(
            Map.of(
                "cameras", CityDefinitions.camerasYaml(scenario),
                "rules", CityDefinitions.rulesYaml()))
        .orThrow();
  }

  private static OfflineReplay.Results into(CityResults results) {
    return new OfflineReplay.Results() {
      @Override
      public void track(TrackUpdate update) {
        results.add(update);
      }

      @Override
      public void alert(Alert alert) {
        results.add(alert);
      }
    };
  }

  private record Given(OfflineReplay replay, CityResults results) implements SimulatedRecords.Sink {

    @Override
    public void detections(FrameDetections frame) {
      results.add(frame);
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
