package dev.gantry.app.demo;

import dev.gantry.app.score.ScoreSummary;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Speeds;
import dev.gantry.ingest.scene.Scene;
import dev.gantry.ingest.scene.SceneScorer;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.util.HashSet;
import java.util.Set;

/** Hands committed results of the rendered scene to its scorer. Thread-safe. */
final class SceneResults implements DemoJudge {

  private final SceneScorer scorer;
  private final Set<String> alerts = new HashSet<>();

  SceneResults(long seed) {
    scorer = new SceneScorer(seed);
  }

  @Override
  public ResultsReader into(ResultsReader reader, TopicCatalogue topics) {
    return reader
        .on(topics.vehicleDetections(), this::add)
        .on(topics.vehicleTracks(), this::add)
        .on(topics.alerts(), this::add);
  }

  private synchronized void add(FrameDetections frame) {
    if (frame.getCameraId().equals(Scene.CAMERA_ID)) {
      scorer.detections(
          frame.getFrameSeq(),
          frame.getDetections().stream()
              .map(
                  found -> new Box(found.getX(), found.getY(), found.getWidth(), found.getHeight()))
              .toList());
    }
  }

  private synchronized void add(TrackUpdate update) {
    if (!update.getCameraId().equals(Scene.CAMERA_ID)) {
      return;
    }
    if (update.getObserved() && update.getState() != TrackState.END) {
      Box box = new Box(update.getX(), update.getY(), update.getWidth(), update.getHeight());
      scorer.trackBox(update.getTrackId(), update.getFrameSeq(), box);
    }
    if (update.getSpeedKnown()) {
      scorer.trackSpeed(update.getTrackId(), Speeds.toKmh(update.getSpeedMps()));
    }
  }

  private synchronized void add(Alert alert) {
    if (alerts.add(alert.getAlertId())) {
      scorer.alert(alert.getRule(), alert.getLabels().getOrDefault("track", ""));
    }
  }

  @Override
  public synchronized ScoreSummary score() {
    return ScoreSummary.of(scorer.score());
  }
}
