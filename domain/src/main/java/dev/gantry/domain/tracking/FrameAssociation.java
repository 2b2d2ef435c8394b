package dev.gantry.domain.tracking;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Gives the detections of one frame to tracks predicted to its time, and starts new tracks. */
final class FrameAssociation {

  /** Overlap from which two classes of one detector mean one object. */
  private static final double SAME_OBJECT_IOU = 0.65;

  /** Overlap from which a detection may belong to a track, wherever its middle is. */
  private static final double MIN_IOU = 0.2;

  /** Squared Mahalanobis distance up to which one without overlap may (99.9 % of 2 dimensions). */
  private static final double MAX_DISTANCE = 13.8;

  /** Largest ratio of sizes (roots of areas) of a track and its detection. */
  private static final double MAX_SIZE_RATIO = 2.5;

  /** Share of a track's box that a detection must cover to be of it too. */
  private static final double COVERED = 0.6;

  /** Area of such a detection, in areas of the track's box, from which it is of several objects. */
  private static final double MERGED_AREA = 1.2;

  /** Cost of leaving a track without a detection. */
  private static final double ALONE = 1.0;

  private final TrackerSettings settings;
  private final List<Track> tracks;
  private final List<Detection> detections;
  private final FrameTime frame;
  private final long elapsedUs;
  private final boolean[] used;
  private final int[] detectionOf;

  FrameAssociation(
      TrackerSettings settings,
      List<Track> tracks,
      List<Detection> detections,
      FrameTime frame,
      long elapsedUs) {
    this.settings = settings;
    this.tracks = tracks;
    this.detections = detections.subList(0, Math.min(detections.size(), settings.maxDetections()));
    this.frame = frame;
    this.elapsedUs = elapsedUs;
    this.used = new boolean[this.detections.size()];
    this.detectionOf = new int[tracks.size()];
    java.util.Arrays.fill(detectionOf, -1);
  }

  /** Associates, updates what was seen and starts tracks for what is left. */
  void apply() {
    leaveOutRepeatedBoxes();
    associate(Track::confirmed, d -> detections.get(d).score() >= settings.highScore());
    associate(Track::confirmed, d -> detections.get(d).score() < settings.highScore());
    associate(track -> !track.confirmed(), d -> true);
    keepMergedApart();
    for (int t = 0; t < detectionOf.length; t++) {
      if (detectionOf[t] >= 0) {
        Detection detection = detections.get(detectionOf[t]);
        tracks.get(t).observe(detection, detection.box(), frame);
      }
    }
    start();
  }

  /**
   * Where one detection without a class covers several tracks, as when vehicles pass each other in
   * front of a motion detector, none of them takes its box: they are predicted until it parts.
   */
  private void keepMergedApart() {
    for (int t = 0; t < detectionOf.length; t++) {
      if (detectionOf[t] < 0) {
        continue;
      }
      Detection detection = detections.get(detectionOf[t]);
      boolean several = false;
      for (int other = 0; other < detectionOf.length; other++) {
        if (other != t && detectionOf[other] < 0 && covers(detection, tracks.get(other))) {
          tracks.get(other).merged(elapsedUs);
          several = true;
        }
      }
      if (several && covers(detection, tracks.get(t))) {
        tracks.get(t).merged(elapsedUs);
        detectionOf[t] = -1;
      }
    }
  }

  private static boolean covers(Detection detection, Track track) {
    Box predicted = track.filter().box();
    return track.confirmed()
        && detection.label().equals(Detection.UNCLASSIFIED)
        && predicted.intersection(detection.box()) >= COVERED * predicted.area()
        && detection.box().area() >= MERGED_AREA * predicted.area();
  }

  private void leaveOutRepeatedBoxes() {
    for (int i = 0; i < detections.size(); i++) {
      Detection detection = detections.get(i);
      used[i] = detection.score() < settings.lowScore();
      for (int j = 0; j < i && !used[i]; j++) {
        Detection stronger = detections.get(j);
        used[i] =
            !used[j]
                && !stronger.label().equals(detection.label())
                && stronger.box().iou(detection.box()) >= SAME_OBJECT_IOU;
      }
    }
  }

  private void associate(Predicate<Track> which, IntPredicate among) {
    List<Integer> rows = new ArrayList<>();
    for (int t = 0; t < detectionOf.length; t++) {
      if (detectionOf[t] < 0 && which.test(tracks.get(t))) {
        rows.add(t);
      }
    }
    List<Integer> columns = new ArrayList<>();
    for (int d = 0; d < used.length; d++) {
      if (!used[d] && among.test(d)) {
        columns.add(d);
      }
    }
    if (rows.isEmpty() || columns.isEmpty()) {
      return;
    }
    double[][] costs = new double[rows.size()][columns.size()];
    for (int i = 0; i < rows.size(); i++) {
      Track track = tracks.get(rows.get(i));
      Box predicted = track.filter().box();
      for (int j = 0; j < columns.size(); j++) {
        costs[i][j] = cost(track, predicted, detections.get(columns.get(j)));
      }
    }
    int[] columnOf = Assignment.solve(costs, columns.size(), ALONE);
    for (int i = 0; i < columnOf.length; i++) {
      if (columnOf[i] >= 0) {
        detectionOf[rows.get(i)] = columns.get(columnOf[i]);
        used[columns.get(columnOf[i])] = true;
      }
    }
  }

  private static double cost(Track track, Box predicted, Detection detection) {
    double iou = predicted.iou(detection.box());
    double ratio = Math.sqrt(detection.box().area()) / track.filter().size();
    double sizes = Math.max(ratio, 1 / ratio);
    double distance = track.filter().distance(detection.box(), Track.BOX_NOISE);
    boolean near = distance <= MAX_DISTANCE && sizes <= MAX_SIZE_RATIO;
    if (iou < MIN_IOU && !near) {
      return Assignment.FORBIDDEN;
    }
    double other = track.label().equals(detection.label()) ? 0 : 0.1;
    return 0.7 * (1 - iou) + 0.2 * Math.min(1, distance / MAX_DISTANCE) + other;
  }

  private void start() {
    for (int d = 0; d < used.length && tracks.size() < settings.maxTracks(); d++) {
      if (!used[d] && detections.get(d).score() >= settings.highScore()) {
        tracks.add(Track.startingAt(detections.get(d), d, frame));
      }
    }
  }
}
