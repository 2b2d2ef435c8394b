package dev.gantry.bench.anomaly;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.ingest.CityRecordScorer;
import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SimulatedRecords;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.sensor.SensorHistory;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.testkit.OfflineReplay;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The readings of a simulated city of four cameras through TRAFFIC, MATCH and ALERTING, with the
 * rule that the city ships; the alerts against the city's truth.
 */
final class CityAnomalyBench {

  private static final Set<String> RULES =
      Set.of("flow_anomaly", "reading_anomaly", "sensor_silent", "sensor_stuck");
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final int CAMERAS = 4;
  private static final int FRAMES_A_SECOND = 1;

  private final CityScenario scenario;
  private final CityRecordScorer scorer;
  private long readings;

  /**
   * @param seed another seed is another city
   */
  CityAnomalyBench(long seed) {
    this.scenario =
        new CityScenario(seed, CAMERAS, FRAMES_A_SECOND, CityScenario.DEFAULT_SECOND_OF_DAY, true);
    this.scorer = new CityRecordScorer(scenario, START, RULES);
  }

  /**
   * Runs and scores.
   *
   * @param time so long of the city's time
   */
  CityAnomalyResult run(Duration time) {
    long frames = time.toSeconds() * FRAMES_A_SECOND;
    SimulatedRecords records =
        SimulatedRecords.withoutCameras(
                new SimulatorSettings(scenario, START, Pace.UNPACED, OptionalLong.of(frames)))
            .withHistory(SensorHistory.UNTIL_JUDGED);
    try (OfflineReplay replay =
        new OfflineReplay(rules(), TopologiesConfig.DEFAULT, intoScorer())) {
      ReadingsOnly sink = new ReadingsOnly(replay);
      for (long seq = 0; seq < frames; seq++) {
        records.frame(seq, sink);
        scorer.reach(seq);
        scorer.forgetBefore(seq);
      }
      replay.settle(Duration.ofMinutes(2));
    }
    return CityAnomalyResult.of(time, readings, scorer.score().byKind(), RULES, scorer.missed());
  }

  private static List<ParsedDefinition> rules() {
    return GantryProcess.definitionParser()
        .parse("rules of the city", CityDefinitions.rulesYaml())
        .orThrow()
        .stream()
        .filter(rule -> RULES.contains(rule.id()))
        .toList();
  }

  private OfflineReplay.Results intoScorer() {
    return new OfflineReplay.Results() {
      @Override
      public void alert(Alert alert) {
        scorer.add(alert);
      }
    };
  }

  private final class ReadingsOnly implements SimulatedRecords.Sink {

    private final OfflineReplay replay;

    ReadingsOnly(OfflineReplay replay) {
      this.replay = replay;
    }

    @Override
    public void reading(SensorReading reading) {
      readings++;
      replay.reading(reading);
    }
  }
}
