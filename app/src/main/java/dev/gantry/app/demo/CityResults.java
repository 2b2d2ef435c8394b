package dev.gantry.app.demo;

import dev.gantry.app.score.ScoreSummary;
import dev.gantry.ingest.CityRecordScorer;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.Set;

/**
 * Hands committed results of the simulated city to its scorer, which keeps what is still needed of
 * them: a demo goes on for as long as somebody looks. Thread-safe.
 */
final class CityResults implements DemoJudge {

  private final CityRecordScorer scorer;

  /**
   * @param startTime event time of the city's beginning
   * @param rules names of the rules that watch it
   */
  CityResults(CityScenario scenario, Instant startTime, Set<String> rules) {
    this.scorer = new CityRecordScorer(scenario, startTime, rules);
  }

  @Override
  public ResultsReader into(ResultsReader reader, TopicCatalogue topics) {
    return reader
        .on(topics.vehicleDetections(), this::add)
        .on(topics.vehicleTracks(), this::add)
        .on(topics.alerts(), this::add);
  }

  synchronized void add(FrameDetections frame) {
    scorer.addOfThisRun(frame);
    scorer.forgetWhatIsThrough();
  }

  synchronized void add(TrackUpdate update) {
    scorer.add(update);
    scorer.forgetWhatIsThrough();
  }

  synchronized void add(Alert alert) {
    scorer.add(alert);
  }

  @Override
  public synchronized ScoreSummary score() {
    return ScoreSummary.of(scorer.score());
  }
}
