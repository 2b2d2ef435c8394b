package dev.gantry.bench.tracking;

import dev.gantry.domain.tracking.CameraTracker;
import dev.gantry.domain.tracking.DetectedFrame;
import dev.gantry.domain.tracking.TrackerSettings;
import dev.gantry.domain.tracking.TrackerState;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;

/**
 * How many boxes a second the production tracker takes in on one core: by the processor time of
 * this thread, without Kafka, without encoding, without calibration.
 */
final class TrackerSpeed {

  private static final long SECOND = 1_000_000_000L;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final CameraTracker tracker = new CameraTracker(TrackerSettings.DEFAULT);
  private final List<List<DetectedFrame>> sequences;

  /**
   * @param sequences tracked over and over
   */
  TrackerSpeed(List<TestSequence> sequences) {
    this.sequences = sequences.stream().map(ProductionTracker::frames).toList();
  }

  /**
   * Boxes a second.
   *
   * @param seconds processor time to measure for; as much goes before it, for the Java compiler
   */
  long boxesPerSecond(int seconds) {
    run(seconds * SECOND);
    return run(seconds * SECOND);
  }

  private long run(long nanos) {
    long began = threads.getCurrentThreadCpuTime();
    long boxes = 0;
    long used;
    do {
      for (List<DetectedFrame> sequence : sequences) {
        boxes += track(sequence);
      }
      used = threads.getCurrentThreadCpuTime() - began;
    } while (used < nanos);
    return Math.round(boxes * (double) SECOND / used);
  }

  private long track(List<DetectedFrame> frames) {
    TrackerState state = TrackerState.empty("camera");
    long boxes = 0;
    for (DetectedFrame frame : frames) {
      boxes += frame.detections().size();
      var unused = tracker.advance(state, frame, Optional.empty());
    }
    return boxes;
  }
}
