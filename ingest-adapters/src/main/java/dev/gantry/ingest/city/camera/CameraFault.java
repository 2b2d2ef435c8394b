package dev.gantry.ingest.city.camera;

import java.util.Locale;

/**
 * Something wrong with a camera or its detector for a while.
 *
 * @param kind what
 * @param begins seconds since the city's beginning
 * @param ends seconds, after the beginning
 */
public record CameraFault(Kind kind, double begins, double ends) {

  /** What can be wrong. */
  public enum Kind {
    /** No frames come, and the camera says so. */
    CAMERA_OFFLINE,
    /** The same picture over and over. */
    CAMERA_FROZEN,
    /** Something hangs before the lens. */
    CAMERA_COVERED,
    /** It looks elsewhere than its calibration says. */
    CAMERA_TURNED,
    /** Pictures come that nobody can decode; of generated detections, none come. */
    DETECTOR_FAILURE;

    /** Its name as truth and rules have it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it is so at a moment. */
  public boolean isAt(double seconds) {
    return seconds >= begins && seconds < ends;
  }
}
