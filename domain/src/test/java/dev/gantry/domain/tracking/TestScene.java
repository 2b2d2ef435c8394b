package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.tracking.TrackStep.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A made-up scene before one camera: objects that move, a detector that errs, a tracker. */
final class TestScene {

  static final int WIDTH = 1280;
  static final int HEIGHT = 720;
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random;
  private final List<DoubleFunction<Optional<Detection>>> objects = new ArrayList<>();
  private double jitter;
  private double missRate;
  private double falseRate;

  TestScene(long seed) {
    this.random = new Random(seed);
  }

  /** An object of a class, visible between two times in seconds. */
  TestScene object(String label, double from, double to, DoubleFunction<Box> place) {
    objects.add(
        t ->
            t < from || t >= to
                ? Optional.empty()
                : clipped(place.apply(t)).map(box -> new Detection(label, 0.8, box)));
    return this;
  }

  /** What a detector gives for an object at a time in seconds. */
  TestScene detections(DoubleFunction<Optional<Detection>> seen) {
    objects.add(seen);
    return this;
  }

  /** Errors of the detector: noise of the edges in sizes, share of misses, false boxes a frame. */
  TestScene detector(double edgeNoise, double misses, double falseBoxes) {
    jitter = edgeNoise;
    missRate = misses;
    falseRate = falseBoxes;
    return this;
  }

  /** Frames at a constant rate. */
  List<DetectedFrame> frames(double fps, double seconds) {
    List<DetectedFrame> frames = new ArrayList<>();
    for (int seq = 0; seq < fps * seconds; seq++) {
      frames.add(frame(seq, seq / fps));
    }
    return frames;
  }

  DetectedFrame frame(long seq, double t) {
    List<Detection> detections = new ArrayList<>();
    for (DoubleFunction<Optional<Detection>> object : objects) {
      object
          .apply(t)
          .filter(d -> random.nextDouble() >= missRate)
          .flatMap(this::jittered)
          .ifPresent(detections::add);
    }
    if (random.nextDouble() < falseRate) {
      Box box = new Box(random.nextDouble() * 1100, random.nextDouble() * 600, 40, 40);
      detections.add(new Detection("car", 0.45, box));
    }
    detections.sort(Detection.FRAME_ORDER);
    Instant at = START.plus(Duration.ofNanos(Math.round(t * 1e9)));
    return new DetectedFrame("cam", 1, seq, at, WIDTH, HEIGHT, detections);
  }

  private Optional<Detection> jittered(Detection d) {
    if (jitter == 0) {
      return Optional.of(d);
    }
    double s = jitter * Math.sqrt(d.box().area());
    Box box = d.box();
    double x = box.x() + s * random.nextGaussian();
    double y = box.y() + s * random.nextGaussian();
    double right = Math.max(x + 1, box.right() + s * random.nextGaussian());
    double bottom = Math.max(y + 1, box.bottom() + s * random.nextGaussian());
    return clipped(new Box(x, y, right - x, bottom - y))
        .map(b -> new Detection(d.label(), d.score(), b));
  }

  static Optional<Box> clipped(Box box) {
    double x = Math.max(0, box.x());
    double y = Math.max(0, box.y());
    double right = Math.min(WIDTH, box.right());
    double bottom = Math.min(HEIGHT, box.bottom());
    return right - x < 2 || bottom - y < 2
        ? Optional.empty()
        : Optional.of(new Box(x, y, right - x, bottom - y));
  }

  static List<TrackStep> track(List<DetectedFrame> frames) {
    return track(frames, Optional.empty());
  }

  static List<TrackStep> track(List<DetectedFrame> frames, Optional<CameraGeometry> geometry) {
    return track(frames, geometry, UnaryOperator.identity());
  }

  /** All steps of all frames and of the end of the stream. */
  static List<TrackStep> track(
      List<DetectedFrame> frames,
      Optional<CameraGeometry> geometry,
      UnaryOperator<TrackerState> betweenFrames) {
    CameraTracker tracker = new CameraTracker(TrackerSettings.DEFAULT);
    TrackerState state = TrackerState.empty("cam");
    List<TrackStep> steps = new ArrayList<>();
    for (DetectedFrame frame : frames) {
      steps.addAll(tracker.advance(state, frame, geometry).steps());
      state = betweenFrames.apply(state);
    }
    steps.addAll(tracker.end(state, geometry));
    return steps;
  }

  /** Steps by track, in order of their NEW. */
  static Map<String, List<TrackStep>> byTrack(List<TrackStep> steps) {
    return steps.stream()
        .collect(
            Collectors.groupingBy(TrackStep::trackId, LinkedHashMap::new, Collectors.toList()));
  }

  static List<TrackStep> ends(List<TrackStep> steps) {
    return steps.stream().filter(step -> step.phase() == Phase.END).toList();
  }

  /** Twelve objects on all sides, with a detector that misses, jitters and makes things up. */
  static TestScene crowded(long seed) {
    Random random = new Random(seed);
    TestScene scene = new TestScene(seed).detector(0.06, 0.15, 0.2);
    for (int i = 0; i < 12; i++) {
      double x = random.nextDouble() * 1000;
      double y = random.nextDouble() * 600;
      double vx = 200 * random.nextGaussian();
      double vy = 80 * random.nextGaussian();
      double size = 30 + 90 * random.nextDouble();
      double from = 4 * random.nextDouble();
      scene.object(
          i % 3 == 0 ? "truck" : "car",
          from,
          from + 5,
          t -> new Box(x + vx * (t - from), y + vy * (t - from), size, size * 0.7));
    }
    return scene;
  }

  static DetectedFrame withDetections(DetectedFrame f, List<Detection> detections, int width) {
    return new DetectedFrame(
        f.cameraId(), f.streamEpoch(), f.frameSeq(), f.capturedAt(), width, f.height(), detections);
  }

  /** The last of the steps. */
  static TrackStep last(List<TrackStep> steps) {
    return steps.get(steps.size() - 1);
  }

  static TrackStep asUpdate(TrackStep s) {
    return new TrackStep(
        s.trackId(),
        Phase.UPDATE,
        s.streamEpoch(),
        s.frameSeq(),
        s.at(),
        s.startedAt(),
        s.hits(),
        s.label(),
        s.score(),
        s.box(),
        s.observed(),
        s.speedPxPerSecond(),
        s.ground(),
        s.segment(),
        s.limitMps(),
        s.direction(),
        s.wrongWay(),
        s.aimedSeconds(),
        s.zones(),
        s.passage(),
        Optional.empty());
  }
}
