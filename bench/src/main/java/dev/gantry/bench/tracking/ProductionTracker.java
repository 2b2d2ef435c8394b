package dev.gantry.bench.tracking;

import dev.gantry.domain.tracking.CameraTracker;
import dev.gantry.domain.tracking.DetectedFrame;
import dev.gantry.domain.tracking.TrackStep;
import dev.gantry.domain.tracking.TrackerSettings;
import dev.gantry.domain.tracking.TrackerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gantry's tracker as it runs in TRACKING, with the settings it ships with. An answer is a step
 * with the frame it was told at, where the track is seen: nothing is filled in later, and places
 * that are only predicted do not count.
 */
final class ProductionTracker implements SequenceTracker {

  private static final long EPOCH = 1;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final CameraTracker tracker = new CameraTracker(TrackerSettings.DEFAULT);

  @Override
  public List<List<Placed>> track(TestSequence sequence) {
    TrackerState state = TrackerState.empty(sequence.name());
    Map<String, Integer> ids = new HashMap<>();
    List<List<Placed>> placed = new ArrayList<>();
    for (DetectedFrame frame : frames(sequence)) {
      List<Placed> inFrame = new ArrayList<>();
      for (TrackStep step : tracker.advance(state, frame, Optional.empty()).steps()) {
        if (step.phase() != TrackStep.Phase.END && step.observed()) {
          int id = ids.computeIfAbsent(step.trackId(), unknown -> ids.size() + 1);
          inFrame.add(new Placed(id, step.box(), step.score()));
        }
      }
      placed.add(inFrame);
    }
    return placed;
  }

  /** A sequence as the tracker takes it in. */
  static List<DetectedFrame> frames(TestSequence sequence) {
    List<DetectedFrame> frames = new ArrayList<>();
    for (TestFrame frame : sequence.frames()) {
      long nanos = Math.round(frames.size() / sequence.fps() * 1e9);
      frames.add(
          new DetectedFrame(
              sequence.name(),
              EPOCH,
              frames.size(),
              START.plus(Duration.ofNanos(nanos)),
              sequence.width(),
              sequence.height(),
              frame.detections()));
    }
    return frames;
  }
}
