package dev.gantry.topologies.processor;

import dev.gantry.domain.tracking.CameraTracker;
import dev.gantry.domain.tracking.DetectedFrame;
import dev.gantry.topologies.processor.TrackedCamera.LastFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * A tracked camera, and the frames that it took in since it was last written. One thread.
 *
 * <p>A commit comes after a frame or two of most cameras, and these are a tenth of what is known of
 * a camera by then: so they are written instead, and all of it after {@value #MOST_FRAMES} frames.
 */
public final class KeptCamera {

  /** Frames since the whole was written, at most: a restart takes them all in again. */
  static final int MOST_FRAMES = 8;

  /** With more detections in a frame, or a label that no track takes, the whole is written. */
  static final int MOST_DETECTIONS = 50;

  private TrackedCamera camera;
  private final List<DetectedFrame> taken = new ArrayList<>();

  /** Whether the whole is to be written, since frames do not tell what became of it. */
  private boolean whole;

  /** How many times it was written. */
  private long writes;

  /** Frames since the whole was written. */
  private int sinceWhole;

  /** A camera of which nothing was written yet. */
  public KeptCamera(TrackedCamera camera) {
    this.camera = camera;
    this.whole = true;
  }

  private KeptCamera(TrackedCamera camera, long writes) {
    this.camera = camera;
    this.writes = writes;
  }

  /**
   * A camera as it was written whole.
   *
   * @param writes how many times it had been written by then
   */
  static KeptCamera written(TrackedCamera camera, long writes) {
    return new KeptCamera(camera, writes);
  }

  /** The camera as it is. */
  public TrackedCamera camera() {
    return camera;
  }

  /**
   * The tracker has taken a frame in.
   *
   * @param last what is to be kept of the frame
   */
  public void take(DetectedFrame frame, LastFrame last) {
    boolean defined = last.cameraVersion() == camera.lastFrame().cameraVersion();
    camera = new TrackedCamera(last, camera.tracker());
    if (defined && !whole && sinceWhole < MOST_FRAMES && isSmall(frame)) {
      taken.add(frame);
      sinceWhole++;
    } else {
      change();
    }
  }

  private static boolean isSmall(DetectedFrame frame) {
    return frame.detections().size() <= MOST_DETECTIONS
        && frame.detections().stream()
            .allMatch(box -> box.label().length() <= CameraTracker.LONGEST_LABEL);
  }

  /** The tracker was changed by something else than a frame. */
  public void change() {
    whole = true;
    taken.clear();
  }

  /** After a restart the tracker has taken in again what was written after the whole. */
  void takenAgain(TakenFrames frames) {
    camera = new TrackedCamera(frames.last(), camera.tracker());
    writes = frames.write();
    sinceWhole += frames.frames().size();
  }

  /** Begins the next write, and tells whether it has to be of the whole. */
  boolean beginWrite() {
    writes++;
    return whole || taken.isEmpty();
  }

  /** Ends a write. */
  void endWrite(boolean ofWhole) {
    taken.clear();
    if (ofWhole) {
      whole = false;
      sinceWhole = 0;
    }
  }

  /** How many times it was written. */
  long writes() {
    return writes;
  }

  /** Frames that were taken in since it was last written, oldest first. */
  List<DetectedFrame> taken() {
    return taken;
  }
}
