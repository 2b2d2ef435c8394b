package dev.gantry.domain.tracking;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One object over time, as the tracker keeps it between frames. */
final class Track {

  /** Standard deviation of the edges of detections, in sizes. */
  static final double BOX_NOISE = 0.06;

  /** Factor on the noise along a dimension in which the image cuts the object off. */
  private static final double CUT_OFF_NOISE = 3;

  /** Detections after which its velocity is known. */
  private static final int FRESH_HITS = 2;

  /** Speed from which an object at the border counts as leaving, sizes per second. */
  private static final double LEAVING_SPEED = 0.1;

  private final long firstSeq;
  private final int firstIndex;
  private final long startedUs;
  private final BoxFilter filter;
  private final Recognition recognition;
  private Trajectory trajectory;
  private final MotionState motion;
  private final Drift drift;
  private final PassageState passage;
  private final StoredBox first;
  private StoredBox seen;
  private float seenFootX;
  private float seenFootY;
  private long seenSeq;
  private long seenUs;
  private int hits;
  private int frames;
  private int rides;
  private long mergedUs;
  private PartialView view = new PartialView();
  private boolean confirmed;
  private boolean observed;

  /** Whether the camera was turned when it was last seen. */
  private boolean seenTurned;

  /** Made when it is first told. */
  private @Nullable String id;

  private Track(
      long firstSeq,
      int firstIndex,
      long startedUs,
      BoxFilter filter,
      Recognition recognition,
      Trajectory trajectory,
      MotionState motion,
      Drift drift,
      PassageState passage,
      StoredBox first,
      StoredBox seen) {
    this.firstSeq = firstSeq;
    this.firstIndex = firstIndex;
    this.startedUs = startedUs;
    this.filter = filter;
    this.recognition = recognition;
    this.trajectory = trajectory;
    this.motion = motion;
    this.drift = drift;
    this.passage = passage;
    this.first = first;
    this.seen = seen;
  }

  static Track startingAt(Detection detection, int index, FrameTime frame) {
    StoredBox box = StoredBox.of(detection.box());
    Track track =
        new Track(
            frame.seq(),
            index,
            frame.atUs(),
            BoxFilter.startingAt(detection.box(), BOX_NOISE),
            new Recognition(),
            new Trajectory(frame.atUs()),
            new MotionState(),
            new Drift(),
            new PassageState(),
            box,
            box);
    track.seenUs = frame.atUs();
    track.sight(detection, detection.box(), true, frame);
    track.frames = 1;
    return track;
  }

  /**
   * Moves to a new frame, in which it has not been seen so far.
   *
   * @param fade {@link BoxFilter#fade} of as many seconds
   */
  void predict(double seconds, double fade) {
    filter.predict(seconds, fade);
    observed = false;
    frames++;
  }

  /**
   * Takes in the detection it was matched with.
   *
   * @param box where it is: the detection's box, or the union of the pieces it fell into
   * @param hiddenBelow whether somebody nearer hides its lower part
   */
  void observe(Detection detection, Box box, boolean hiddenBelow, FrameTime frame) {
    double across =
        ImageBorder.atLeft(box, frame) || ImageBorder.atRight(box, frame) ? CUT_OFF_NOISE : 1;
    double down =
        ImageBorder.atTop(box, frame) || ImageBorder.atBottom(box, frame) ? CUT_OFF_NOISE : 1;
    boolean predicted = down == 1 && velocityKnown();
    boolean mayChange = predicted && isOfMotion(detection);
    PartialView.Whole whole =
        mayChange
            ? view.complete(
                box, filter.box(), hiddenBelow, standing().stands(), frame.atUs() - seenUs)
            : view.whole(box);
    boolean mayLeap = mayChange || (predicted && standing().stands());
    if (mayLeap && across == 1 && whole.footSeen() && filter.leapsTo(whole.box(), BOX_NOISE)) {
      // what is seen has become another thing, as the next one in a queue, or more or less of it
      trajectory = new Trajectory(frame.atUs());
    }
    filter.update(whole.box(), BOX_NOISE, across, down);
    sight(detection, whole.box(), whole.footSeen(), frame);
  }

  /**
   * @param footSeen whether the lower edge of the box was seen, not concluded
   */
  private void sight(Detection detection, Box box, boolean footSeen, FrameTime frame) {
    double elapsed = (frame.atUs() - seenUs) / 1e6;
    recognition.add(detection, elapsed);
    Point middle = box.centre();
    drift.add(elapsed, middle.x(), middle.y());
    hits++;
    observed = true;
    mergedUs = 0;
    seenSeq = frame.seq();
    seenUs = frame.atUs();
    seen = StoredBox.of(box);
    Point foot = filter.box().bottomCentre();
    seenFootX = (float) foot.x();
    seenFootY = (float) foot.y();
    seenTurned = frame.turned();
    if (seenTurned) {
      trajectory = new Trajectory(frame.atUs());
    } else if (footSeen && ImageBorder.showsGroundContact(box, frame)) {
      Point contact = box.bottomCentre();
      trajectory.add(frame.atUs(), contact.x(), contact.y());
    } else if (footSeen && ImageBorder.cutsOffBelowAlone(box, frame)) {
      trajectory.enter(frame.atUs(), box);
    }
  }

  /** Counts a frame in which it lay within a stronger track, as a part of that object would. */
  void ride() {
    rides++;
  }

  /** Frames in which it was seen within a stronger track. */
  int rides() {
    return rides;
  }

  /** Counts the time for which one detection has covered this track and another. */
  void merged(long elapsedUs) {
    mergedUs += elapsedUs;
  }

  /** Camera, epoch, sequence and rank of its first detection: a replay gives it again. */
  String id(String cameraId, long epoch) {
    if (id == null) {
      id = cameraId + "-" + epoch + "-" + firstSeq + "-" + firstIndex;
    }
    return id;
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

  /** Whether its camera looked elsewhere than it should when it was last seen. */
  boolean seenTurned() {
    return seenTurned;
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

  long startedUs() {
    return startedUs;
  }

  long seenUs() {
    return seenUs;
  }

  long seenSeq() {
    return seenSeq;
  }

  /** What it is: what its detector calls it, or when that has no name, by its size and speed. */
  String label() {
    return unclassified() && motion.onFoot() ? Stature.ON_FOOT : detectedAs();
  }

  /** What its detector calls it. */
  String detectedAs() {
    return recognition.label();
  }

  /** Whether its detector has no name for it. */
  boolean unclassified() {
    return detectedAs().equals(Detection.UNCLASSIFIED);
  }

  /** Whether neither its detector nor that of a detection has a name for it. */
  boolean isOfMotion(Detection detection) {
    return unclassified() && detection.label().equals(Detection.UNCLASSIFIED);
  }

  /** Whether it was seen often enough for its velocity to mean something. */
  boolean velocityKnown() {
    return hits > FRESH_HITS;
  }

  double medianScore() {
    return recognition.medianScore();
  }

  /** How sure the detector was of it lately, 0 to 1. */
  double recentScore() {
    return recognition.recentScore();
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

  PassageState passage() {
    return passage;
  }

  Standing standing() {
    return passage.standing();
  }

  /** Where it was last seen. */
  Box seenBox() {
    return seen.toBox();
  }

  /** Where it is: seen, or predicted. */
  Box box() {
    return observed ? seenBox() : filter.box();
  }

  /** The middle of its lower edge when it was last seen, smoothed. */
  Point latestFoot() {
    return new Point(seenFootX, seenFootY);
  }

  /** Where it was when it was last seen; of one that stands the mean of where it was seen since. */
  Point seenFoot() {
    return standing().place().orElseGet(this::latestFoot);
  }

  /** Where it is: seen, or predicted; one that stands stays where it is. */
  Point foot() {
    return observed || standing().stands() ? seenFoot() : filter.box().bottomCentre();
  }

  /** Whether it was last seen at a border of the image, on its way out. */
  boolean leaving(FrameTime frame) {
    Box box = seenBox();
    double slow = LEAVING_SPEED * filter.size();
    double vx = filter.velocityX();
    double vy = filter.middleVelocityY();
    return (ImageBorder.atLeft(box, frame) && vx < -slow)
        || (ImageBorder.atRight(box, frame) && vx > slow)
        || (ImageBorder.atTop(box, frame) && vy < -slow)
        || (ImageBorder.atBottom(box, frame) && vy > slow);
  }

  /** Way from where it was first seen to where it was last seen, in sizes. */
  double travel() {
    return first.travelTo(seen);
  }

  /** Share of its recent movement that is steady, 0 to 1. */
  double steadiness() {
    return drift.steadiness();
  }

  void write(StateWriter to) {
    to.put(firstSeq).put(firstIndex).put(startedUs);
    filter.write(to);
    recognition.write(to);
    trajectory.write(to);
    motion.write(to);
    drift.write(to);
    passage.write(to);
    first.write(to);
    seen.write(to);
    to.put(seenFootX).put(seenFootY);
    to.put(seenSeq).put(seenUs).put(hits).put(frames).put(rides).put(mergedUs);
    view.write(to);
    to.put(confirmed).put(observed).put(seenTurned);
  }

  static Track read(ByteBuffer from) {
    Track track =
        new Track(
            from.getLong(),
            from.getInt(),
            from.getLong(),
            BoxFilter.read(from),
            Recognition.read(from),
            Trajectory.read(from),
            MotionState.read(from),
            Drift.read(from),
            PassageState.read(from),
            StoredBox.read(from),
            StoredBox.read(from));
    track.seenFootX = from.getFloat();
    track.seenFootY = from.getFloat();
    track.seenSeq = from.getLong();
    track.seenUs = from.getLong();
    track.hits = from.getInt();
    track.frames = from.getInt();
    track.rides = from.getInt();
    track.mergedUs = from.getLong();
    track.view = PartialView.read(from);
    track.confirmed = from.get() != 0;
    track.observed = from.get() != 0;
    track.seenTurned = from.get() != 0;
    return track;
  }
}
