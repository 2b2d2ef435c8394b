package dev.gantry.domain.tracking;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import java.nio.ByteBuffer;

/** One object over time, as the tracker keeps it between frames. */
final class Track {

  /** Standard deviation of the edges of detections, in sizes. */
  static final double BOX_NOISE = 0.06;

  /** Factor on the noise along a dimension in which the image cuts the object off. */
  private static final double CUT_OFF_NOISE = 3;

  /** Distance from the border of the image at which a box counts as cut off, pixels. */
  private static final double BORDER_PX = 2;

  private final long firstSeq;
  private final int firstIndex;
  private final long startedUs;
  private final BoxFilter filter;
  private final MedianScore scores;
  private final LabelVotes votes;
  private final Trajectory trajectory;
  private final MotionState motion;
  private final Drift drift;
  private float firstX;
  private float firstY;
  private float seenX;
  private float seenY;
  private float seenWidth;
  private float seenHeight;
  private long seenSeq;
  private long seenUs;
  private int hits;
  private int frames;
  private long mergedUs;
  private boolean confirmed;
  private boolean observed;

  private Track(
      long firstSeq,
      int firstIndex,
      long startedUs,
      BoxFilter filter,
      MedianScore scores,
      LabelVotes votes,
      Trajectory trajectory,
      MotionState motion,
      Drift drift) {
    this.firstSeq = firstSeq;
    this.firstIndex = firstIndex;
    this.startedUs = startedUs;
    this.filter = filter;
    this.scores = scores;
    this.votes = votes;
    this.trajectory = trajectory;
    this.motion = motion;
    this.drift = drift;
  }

  static Track startingAt(Detection detection, int index, FrameTime frame) {
    Track track =
        new Track(
            frame.seq(),
            index,
            frame.atUs(),
            BoxFilter.startingAt(detection.box(), BOX_NOISE),
            new MedianScore(),
            new LabelVotes(),
            new Trajectory(frame.atUs()),
            new MotionState(),
            new Drift());
    track.seenUs = frame.atUs();
    Point centre = detection.box().centre();
    track.firstX = (float) centre.x();
    track.firstY = (float) centre.y();
    track.sight(detection, detection.box(), frame);
    track.frames = 1;
    return track;
  }

  /** Moves to a new frame, in which it has not been seen so far. */
  void predict(double seconds) {
    filter.predict(seconds);
    observed = false;
    frames++;
  }

  /**
   * Takes in the detection it was matched with.
   *
   * @param box where it is: the detection's box, or the union of the pieces it fell into
   */
  void observe(Detection detection, Box box, FrameTime frame) {
    boolean cutAcross = box.x() <= BORDER_PX || box.right() >= frame.width() - BORDER_PX;
    boolean cutDown = box.y() <= BORDER_PX || box.bottom() >= frame.height() - BORDER_PX;
    filter.update(box, BOX_NOISE, cutAcross ? CUT_OFF_NOISE : 1, cutDown ? CUT_OFF_NOISE : 1);
    sight(detection, box, frame);
  }

  private void sight(Detection detection, Box box, FrameTime frame) {
    scores.add(detection.score());
    votes.add(detection.label(), detection.score());
    Point middle = box.centre();
    drift.add((frame.atUs() - seenUs) / 1e6, middle.x(), middle.y());
    hits++;
    observed = true;
    mergedUs = 0;
    seenSeq = frame.seq();
    seenUs = frame.atUs();
    seenX = (float) box.x();
    seenY = (float) box.y();
    seenWidth = (float) box.width();
    seenHeight = (float) box.height();
    if (groundContactSeen(box, frame)) {
      Point contact = box.bottomCentre();
      trajectory.add(frame.atUs(), contact.x(), contact.y(), Math.sqrt(box.area()));
    }
  }

  /** Whether the middle of the lower edge is that of the object, not that of the image's border. */
  private static boolean groundContactSeen(Box box, FrameTime frame) {
    return box.x() > BORDER_PX
        && box.right() < frame.width() - BORDER_PX
        && box.bottom() < frame.height() - BORDER_PX;
  }

  /** Counts the time for which one detection has covered this track and another. */
  void merged(long elapsedUs) {
    mergedUs += elapsedUs;
  }

  void confirm() {
    confirmed = true;
  }

  boolean confirmed() {
    return confirmed;
  }

  boolean observed() {
    return observed;
  }

  int hits() {
    return hits;
  }

  /** Frames since the first detection, it included. */
  int frames() {
    return frames;
  }

  long mergedUs() {
    return mergedUs;
  }

  long firstSeq() {
    return firstSeq;
  }

  int firstIndex() {
    return firstIndex;
  }

  long startedUs() {
    return startedUs;
  }

  long seenUs() {
    return seenUs;
  }

  long seenSeq() {
    return seenSeq;
  }

  String label() {
    return votes.winner();
  }

  boolean unclassified() {
    return label().equals(Detection.UNCLASSIFIED);
  }

  double medianScore() {
    return scores.value();
  }

  BoxFilter filter() {
    return filter;
  }

  Trajectory trajectory() {
    return trajectory;
  }

  MotionState motion() {
    return motion;
  }

  /** Where it was last seen. */
  Box seenBox() {
    return new Box(seenX, seenY, seenWidth, seenHeight);
  }

  /** Where it is: seen, or predicted. */
  Box box() {
    return observed ? seenBox() : filter.box();
  }

  /** Way from where it was first seen to where it was last seen, in sizes. */
  double travel() {
    Point centre = seenBox().centre();
    double dx = centre.x() - firstX;
    double dy = centre.y() - firstY;
    return Math.sqrt((dx * dx + dy * dy) / ((double) seenWidth * seenHeight));
  }

  /** Share of its recent movement that is steady, 0 to 1. */
  double steadiness() {
    return drift.steadiness();
  }

  void write(StateWriter to) {
    to.put(firstSeq).put(firstIndex).put(startedUs);
    filter.write(to);
    scores.write(to);
    votes.write(to);
    trajectory.write(to);
    motion.write(to);
    drift.write(to);
    to.put(firstX).put(firstY).put(seenX).put(seenY).put(seenWidth).put(seenHeight);
    to.put(seenSeq).put(seenUs).put(hits).put(frames).put(mergedUs).put(confirmed).put(observed);
  }

  static Track read(ByteBuffer from) {
    Track track =
        new Track(
            from.getLong(),
            from.getInt(),
            from.getLong(),
            BoxFilter.read(from),
            MedianScore.read(from),
            LabelVotes.read(from),
            Trajectory.read(from),
            MotionState.read(from),
            Drift.read(from));
    track.firstX = from.getFloat();
    track.firstY = from.getFloat();
    track.seenX = from.getFloat();
    track.seenY = from.getFloat();
    track.seenWidth = from.getFloat();
    track.seenHeight = from.getFloat();
    track.seenSeq = from.getLong();
    track.seenUs = from.getLong();
    track.hits = from.getInt();
    track.frames = from.getInt();
    track.mergedUs = from.getLong();
    track.confirmed = from.get() != 0;
    track.observed = from.get() != 0;
    return track;
  }
}
