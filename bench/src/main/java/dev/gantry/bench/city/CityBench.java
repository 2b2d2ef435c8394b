package dev.gantry.bench.city;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.domain.detection.DetectorFactory;
import dev.gantry.ingest.CityRecordScorer;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SimulatedRecords;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.sensor.SensorHistory;
import dev.gantry.ingest.city.truth.CityScore;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.testkit.OfflineReplay;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.DefinitionKind;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** One simulated city through the production topologies, held against its truth. */
final class CityBench {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** After the end every alert that is due fires within. */
  private static final Duration SETTLED = Duration.ofMinutes(2);

  /** Frames told of later than this many after do not occur. */
  private static final int FRAMES_BEHIND = 600;

  private final CityScenario scenario;
  private final long frames;
  private final Optional<DetectorFactory> detectors;

  /**
   * @param frames of each camera
   * @param detectors for pictures of the city; without, detections are generated
   */
  CityBench(CityScenario scenario, long frames, Optional<DetectorFactory> detectors) {
    this.scenario = scenario;
    this.frames = frames;
    this.detectors = detectors;
  }

  CityScore run() {
    List<ParsedDefinition> definitions =
        GantryProcess.definitionParser()
            .parse(
                Map.of(
                    "cameras", CityDefinitions.camerasYaml(scenario),
                    "rules", CityDefinitions.rulesYaml()))
            .orThrow();
    Set<String> rules =
        definitions.stream()
            .filter(definition -> definition.kind() == DefinitionKind.RULE)
            .map(ParsedDefinition::id)
            .collect(Collectors.toSet());
    CityRecordScorer scorer = new CityRecordScorer(scenario, START, rules);
    SimulatorSettings settings =
        new SimulatorSettings(scenario, START, Pace.UNPACED, OptionalLong.of(frames));
    SimulatedRecords records = records(settings).withHistory(SensorHistory.UNTIL_JUDGED);
    try (OfflineReplay replay = replay(definitions, into(scorer))) {
      Given given = new Given(replay, scorer);
      for (long seq = 0; seq < frames; seq++) {
        records.frame(seq, given);
        scorer.forgetBefore(seq - FRAMES_BEHIND);
      }
      records.end(frames, given);
      replay.settle(SETTLED);
    }
    return scorer.score();
  }

  private SimulatedRecords records(SimulatorSettings settings) {
    return detectors.isPresent()
        ? SimulatedRecords.ofPictures(settings, Clock.systemUTC())
        : SimulatedRecords.ofEverything(settings, Clock.systemUTC());
  }

  private OfflineReplay replay(List<ParsedDefinition> definitions, OfflineReplay.Results results) {
    TopologiesConfig config = TopologiesConfig.DEFAULT;
    return detectors
        .map(factory -> new OfflineReplay(definitions, config, factory, results))
        .orElseGet(() -> new OfflineReplay(definitions, config, results));
  }

  private static OfflineReplay.Results into(CityRecordScorer scorer) {
    return new OfflineReplay.Results() {
      @Override
      public void detections(FrameDetections frame) {
        scorer.add(frame);
      }

      @Override
      public void track(TrackUpdate update) {
        scorer.add(update);
      }

      @Override
      public void alert(Alert alert) {
        scorer.add(alert);
      }
    };
  }

  /** Gives all records to the topologies; no rule of the city reads tasks. */
  private record Given(OfflineReplay replay, CityRecordScorer scorer)
      implements SimulatedRecords.Sink {

    @Override
    public void picture(Frame frame) {
      replay.picture(frame);
    }

    @Override
    public void detections(FrameDetections frame) {
      scorer.add(frame);
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
