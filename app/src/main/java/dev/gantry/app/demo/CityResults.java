package dev.gantry.app.demo;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.truth.CityScorer;
import dev.gantry.ingest.city.truth.CityTruth;
import dev.gantry.ingest.city.truth.RaisedAlert;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Hands committed results of the simulated city to its scorer. Thread-safe. */
final class CityResults implements DemoJudge {

  private static final double MICROS = 1e6;

  private final CityScorer scorer;
  private final long startUs;
  private final Set<String> alerts = new HashSet<>();

  /**
   * @param startTime event time of the city's beginning
   * @param rules names of the rules that watch it
   */
  CityResults(CityScenario scenario, Instant startTime, Set<String> rules) {
    this.scorer = new CityScorer(new CityTruth(scenario), rules);
    this.startUs = Micros.of(startTime);
  }

  @Override
  public ResultsReader into(ResultsReader reader, TopicCatalogue topics) {
    return reader
        .on(topics.vehicleDetections(), this::add)
        .on(topics.vehicleTracks(), this::add)
        .on(topics.alerts(), this::add);
  }

  synchronized void add(FrameDetections frame) {
    scorer.detections(
        frame.getCameraId(),
        frame.getFrameSeq(),
        frame.getDetections().stream()
            .map(found -> new Box(found.getX(), found.getY(), found.getWidth(), found.getHeight()))
            .toList());
  }

  synchronized void add(TrackUpdate update) {
    if (update.getState() == TrackState.END) {
      if (update.getSpeedKnown()) {
        scorer.trackEnd(update.getTrackId(), update.getSpeedMps());
      }
    } else if (update.getObserved()) {
      Box box = new Box(update.getX(), update.getY(), update.getWidth(), update.getHeight());
      scorer.trackBox(update.getCameraId(), update.getFrameSeq(), update.getTrackId(), box);
    }
  }

  synchronized void add(Alert alert) {
    if (alerts.add(alert.getAlertId())) {
      scorer.alert(
          new RaisedAlert(
              alert.getRule(),
              seconds(alert.getStartedAtUs()),
              seconds(Math.max(alert.getStartedAtUs(), alert.getFiredAtUs())),
              alert.getLabels()));
    }
  }

  private double seconds(long micros) {
    return (micros - startUs) / MICROS;
  }

  @Override
  public synchronized DemoSummary.Score score() {
    return DemoSummary.Score.of(scorer.score());
  }
}
