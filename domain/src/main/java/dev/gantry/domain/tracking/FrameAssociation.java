package dev.gantry.domain.tracking;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gives the detections of one frame to tracks predicted to its time, and starts new tracks. */
final class FrameAssociation {

  /** Overlap from which two classes of one detector mean one object. */
  private static final double SAME_OBJECT_IOU = 0.6;

  /** Overlap from which a detection may belong to a track, wherever its middle is. */
  private static final double MIN_IOU = 0.15;

  /** The same for detections of a low score, which must not pull a track away. */
  private static final double MIN_IOU_LOW = 0.3;

  /** Squared Mahalanobis distance up to which one without overlap may (99 % of 2 dimensions). */
  private static final double MAX_DISTANCE = 9.2;

  /**
   * Largest ratio of sizes (roots of areas) of a track and a detection that it does not overlap.
   */
  private static final double MAX_SIZE_RATIO = 2.5;

  /**
   * Farthest from its predicted place that one of known velocity may be found without overlap,
   * sizes.
   */
  private static final double MAX_JUMP = 1.2;

  /** Way back, against its velocity, that a lost track may have made, sizes. */
  private static final double MAX_BACKWARDS = 0.5;

  /** Cost of a missing overlap, of the distance at most, and of another class than the track's. */
  private static final double OVERLAP_COST = 0.6;

  private static final double DISTANCE_COST = 0.2;
  private static final double LABEL_COST = 0.1;

  /** Cost of a detection twice or half the size of the track: it may be a part of the object. */
  private static final double SIZE_COST = 0.25;

  /** Cost of leaving a track without a detection. */
  private static final double ALONE = 0.75;

  /** Share of a track's box that a detection must cover to be of it too. */
  private static final double COVERED = 0.6;

  /** Area of such a detection, in areas of the track's box, from which it is of several objects. */
  private static final double MERGED_AREA = 1.25;

  /** Share of a piece that must lie in the predicted box. */
  private static final double PIECE_INSIDE = 0.7;

  /** Share of an object's box within another from which it may be a part of that. */
  private static final double RIDING_COVERED = 0.9;

  /** Score of a part, in scores of the whole, below which it is taken for one. */
  private static final double RIDING_SCORE = 0.85;

  private final TrackerSettings settings;
  private final List<Track> tracks;
  private final List<Detection> detections;
  private final FrameTime frame;
  private final long elapsedUs;
  private final boolean[] used;
  private final int[] detectionOf;
  private final @Nullable Box[] unionOf;
  private final Box[] predicted;

  /** Sizes (roots of areas) of predicted tracks and of detections. */
  private final double[] sizes;

  private final double[] detectionSizes;

  /**
   * @param tracks predicted to the time of the frame; changed
   * @param detections the usable ones, in the order of a frame
   * @param elapsedUs time since the frame before
   */
  FrameAssociation(
      TrackerSettings settings,
      List<Track> tracks,
      List<Detection> detections,
      FrameTime frame,
      long elapsedUs) {
    this.settings = settings;
    this.tracks = tracks;
    this.detections = detections;
    this.frame = frame;
    this.elapsedUs = elapsedUs;
    this.used = new boolean[this.detections.size()];
    this.detectionOf = new int[tracks.size()];
    this.unionOf = new Box[tracks.size()];
    this.predicted = tracks.stream().map(track -> track.filter().box()).toArray(Box[]::new);
    this.sizes = tracks.stream().mapToDouble(track -> track.filter().size()).toArray();
    this.detectionSizes = detections.stream().mapToDouble(d -> Math.sqrt(d.box().area())).toArray();
    Arrays.fill(detectionOf, -1);
  }

  /** Associates, updates what was seen and starts tracks for what is left. */
  void apply() {
    leaveOutRepeatedBoxes();
    associate(Track::confirmed, this::isHigh, MIN_IOU);
    associate(Track::confirmed, d -> !isHigh(d), MIN_IOU_LOW);
    associate(track -> !track.confirmed(), d -> true, MIN_IOU);
    keepMergedApart();
    joinPieces();
    for (int t = 0; t < detectionOf.length; t++) {
      if (detectionOf[t] >= 0) {
        Detection detection = detections.get(detectionOf[t]);
        Box union = unionOf[t];
        Box box = union == null ? detection.box() : union;
        tracks.get(t).observe(detection, box, isHiddenBelow(t, box), frame);
      }
    }
    countRides();
    start();
  }

  private boolean isHigh(int detection) {
    return detections.get(detection).score() >= settings.highScore();
  }

  private boolean isMotion(int detection) {
    return detections.get(detection).label().equals(Detection.UNCLASSIFIED);
  }

  private void leaveOutRepeatedBoxes() {
    for (int i = 0; i < used.length; i++) {
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

  private void associate(Predicate<Track> which, IntPredicate among, double minIou) {
    int[] rows = new int[detectionOf.length];
    int n = 0;
    for (int t = 0; t < detectionOf.length; t++) {
      if (detectionOf[t] < 0 && which.test(tracks.get(t))) {
        rows[n++] = t;
      }
    }
    int[] columns = new int[used.length];
    int m = 0;
    for (int d = 0; d < used.length; d++) {
      if (!used[d] && among.test(d)) {
        columns[m++] = d;
      }
    }
    if (n == 0 || m == 0) {
      return;
    }
    double[][] costs = new double[n][m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        costs[i][j] = cost(rows[i], columns[j], minIou);
      }
    }
    int[] columnOf = Assignment.solve(costs, m, ALONE);
    for (int i = 0; i < n; i++) {
      if (columnOf[i] >= 0) {
        detectionOf[rows[i]] = columns[columnOf[i]];
        used[columns[columnOf[i]]] = true;
      }
    }
  }

  private double cost(int t, int d, double minIou) {
    Track track = tracks.get(t);
    Detection detection = detections.get(d);
    Box box =
        track.isOfMotion(detection)
            ? PartialBox.asWideAs(PartialBox.asHighAs(detection.box(), predicted[t]), predicted[t])
            : detection.box();
    double iou = predicted[t].iou(box);
    double distance = track.filter().distance(box, Track.BOX_NOISE);
    double ratio = detectionSizes[d] / sizes[t];
    double sizes = Math.max(ratio, 1 / ratio);
    if (iou < minIou && (distance > MAX_DISTANCE || sizes > MAX_SIZE_RATIO)) {
      return Assignment.FORBIDDEN;
    }
    if (track.velocityKnown()
        && ((iou < minIou && isFar(t, detection)) || turnsBack(track, detection))) {
      return Assignment.FORBIDDEN;
    }
    double other = track.detectedAs().equals(detection.label()) ? 0 : LABEL_COST;
    return OVERLAP_COST * (1 - iou)
        + DISTANCE_COST * Math.min(1, distance / MAX_DISTANCE)
        + SIZE_COST * (sizes - 1)
        + other;
  }

  private boolean isFar(int t, Detection detection) {
    return predicted[t].centre().distanceTo(detection.box().centre()) > MAX_JUMP * sizes[t];
  }

  /** Whether a moving track that was lost would have moved back since: that is another object. */
  private boolean turnsBack(Track track, Detection detection) {
    if (track.seenUs() >= frame.atUs() - elapsedUs) {
      return false;
    }
    double vx = track.filter().velocityX();
    double vy = track.filter().velocityY();
    double speed = Math.sqrt(vx * vx + vy * vy);
    Point seen = track.seenBox().bottomCentre();
    Point now = detection.box().bottomCentre();
    double ahead = (now.x() - seen.x()) * vx + (now.y() - seen.y()) * vy;
    return ahead < -MAX_BACKWARDS * track.filter().size() * speed;
  }

  /**
   * Where one detection without a class covers several tracks, as when vehicles pass each other in
   * front of a motion detector, none of them takes its box: they are predicted until it parts.
   */
  private void keepMergedApart() {
    for (int t = 0; t < detectionOf.length; t++) {
      if (detectionOf[t] < 0 || !isMotion(detectionOf[t])) {
        continue;
      }
      boolean several = false;
      for (int other = 0; other < detectionOf.length; other++) {
        if (other != t && detectionOf[other] < 0 && covers(detectionOf[t], other)) {
          tracks.get(other).merged(elapsedUs);
          several = true;
        }
      }
      if (several && covers(detectionOf[t], t)) {
        tracks.get(t).merged(elapsedUs);
        detectionOf[t] = -1;
      }
    }
  }

  private boolean covers(int d, int t) {
    Box box = detections.get(d).box();
    return tracks.get(t).confirmed()
        && predicted[t].intersection(box) >= COVERED * predicted[t].area()
        && box.area() >= MERGED_AREA * predicted[t].area();
  }

  /**
   * Motion detectors break objects into pieces, at a windscreen the colour of the road, for one.
   * Pieces that lie where a confirmed track is expected belong to it, and start no track.
   */
  private void joinPieces() {
    for (int t = 0; t < detectionOf.length; t++) {
      Track track = tracks.get(t);
      if (!track.confirmed() || !track.unclassified() || track.mergedUs() > 0) {
        continue;
      }
      Box union = detectionOf[t] < 0 ? null : detections.get(detectionOf[t]).box();
      int largest = -1;
      for (int d = 0; d < used.length; d++) {
        Box piece = detections.get(d).box();
        if (used[d]
            || !isMotion(d)
            || predicted[t].intersection(piece) < PIECE_INSIDE * piece.area()) {
          continue;
        }
        used[d] = true;
        union = union == null ? piece : union.around(piece);
        largest = largest < 0 || piece.area() > detections.get(largest).box().area() ? d : largest;
      }
      if (largest < 0 || union == null) {
        continue;
      }
      double iou = predicted[t].iou(union);
      if (detectionOf[t] >= 0) {
        boolean better = iou > predicted[t].iou(detections.get(detectionOf[t]).box());
        unionOf[t] = better ? union : null;
      } else if (iou >= MIN_IOU) {
        detectionOf[t] = largest;
        unionOf[t] = union;
      }
    }
  }

  /** Whether the box of another one hides the foot of what a motion detector shows of a track. */
  private boolean isHiddenBelow(int t, Box box) {
    return isMotion(detectionOf[t])
        && detections.stream()
            .filter(nearer -> nearer.score() >= settings.lowScore())
            .anyMatch(nearer -> PartialBox.endsAt(nearer.box(), box, predicted[t]));
  }

  /** Parts of vehicles that a detector takes for objects lie within the vehicle, and score less. */
  private void countRides() {
    for (Track part : tracks) {
      if (part.confirmed() || !part.observed()) {
        continue;
      }
      Box box = part.box();
      for (Track whole : tracks) {
        if (whole != part
            && whole.observed()
            && part.medianScore() < RIDING_SCORE * whole.medianScore()
            && whole.box().intersection(box) >= RIDING_COVERED * box.area()) {
          part.ride();
          break;
        }
      }
    }
  }

  private void start() {
    for (int d = 0; d < used.length && tracks.size() < settings.maxTracks(); d++) {
      if (!used[d] && isHigh(d)) {
        tracks.add(Track.startingAt(detections.get(d), d, frame));
      }
    }
  }
}
