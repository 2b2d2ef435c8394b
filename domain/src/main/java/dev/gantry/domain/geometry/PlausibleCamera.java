package dev.gantry.domain.geometry;

import java.util.Locale;

/**
 * What a camera over a road, yard or hall can be. Beyond that millimetres were taken for metres, or
 * a scale slipped.
 */
public final class PlausibleCamera {

  /** Metres per pixel where it sees finest: cameras for licence plates reach 0.4 mm. */
  static final double FINEST_METRES = 4e-4;

  /** Metres per pixel from which nobody can tell who drives from who stands. */
  private static final double COARSEST_METRES = 10;

  /** The same where the size of the image is not stated, and it may end above what is looked at. */
  static final double FINEST_METRES_UNSTATED = 1e-4;

  /** Lower than the bonnet of a car. */
  private static final double LOWEST_METRES = .2;

  /** Higher than drones and balloons may go. */
  private static final double HIGHEST_METRES = 1_000;

  /** Angles that a lens opens across the image, degrees: from a telescope to a fisheye. */
  private static final double NARROWEST_DEG = .5;

  private static final double WIDEST_DEG = 160;

  private PlausibleCamera() {}

  /** Whether a camera may see ground like this, metres per pixel. */
  public static boolean isScale(double metres) {
    return isScale(metres, FINEST_METRES);
  }

  private static boolean isScale(double metres, double least) {
    return metres >= least && metres <= COARSEST_METRES;
  }

  /** What {@link #isScale} takes, in words without the unit. */
  public static String scales() {
    return scales(FINEST_METRES);
  }

  private static String scales(double least) {
    return String.format(Locale.ROOT, "%.4f to %.0f", least, COARSEST_METRES);
  }

  /**
   * Refuses ground that is finer or coarser than any camera sees it.
   *
   * @param field the field to name
   * @param finest metres per pixel where the camera sees finest
   * @param least the least that may be
   */
  static void requireScale(String field, double finest, double least) {
    if (!isScale(finest, least)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: expected %s metres per pixel where the camera sees finest, found %.3g",
              field,
              scales(least),
              finest));
    }
  }

  /**
   * Refuses a camera that hangs lower or higher than any does.
   *
   * @param field the field to name
   * @param metres its height above the ground
   */
  static void requireHeight(String field, double metres) {
    if (!(metres >= LOWEST_METRES && metres <= HIGHEST_METRES)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: expected a camera %.1f to %.0f m above the ground, found %.3g m",
              field,
              LOWEST_METRES,
              HIGHEST_METRES,
              metres));
    }
  }

  /**
   * Refuses a focal length that no lens has for an image of such a size.
   *
   * @param field the field to name
   * @param focal pixels
   * @param principal the middle of the image, pixels; where it is none the size is not known
   */
  static void requireFocal(String field, double focal, Point principal) {
    double half = Math.hypot(principal.x(), principal.y());
    if (!(principal.x() > 0 && principal.y() > 0)) {
      return;
    }
    double shortest = half / Math.tan(Math.toRadians(WIDEST_DEG / 2));
    double longest = half / Math.tan(Math.toRadians(NARROWEST_DEG / 2));
    if (!(focal >= shortest && focal <= longest)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: expected a focal length of %.0f to %.0f pixels, with the middle of the image at"
                  + " %s, found %.0f",
              field,
              shortest,
              longest,
              principal,
              focal));
    }
  }
}
