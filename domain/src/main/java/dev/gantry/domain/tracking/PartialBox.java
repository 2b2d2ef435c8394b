package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.Box;

/**
 * Tells when a box shows the upper or the lower part of somebody upright, on foot or riding, whom
 * another one shows: motion detectors miss a shirt or trousers the colour of the road. What is
 * missed of a vehicle is less sharply cut off.
 */
final class PartialBox {

  /** How far edges of the same object lie apart, sizes of the larger box. */
  private static final double SAME_EDGE = 0.25;

  /** Share of the height below which one is a part. */
  private static final double PART = 0.75;

  /** Height of who is upright, in widths. */
  private static final double UPRIGHT = 2;

  private PartialBox() {}

  /** Whether a box is of the same width, at the same place, and ends sooner above or below. */
  static boolean isPart(Box part, Box whole) {
    return whole.height() >= UPRIGHT * whole.width()
        && part.height() < PART * whole.height()
        && alongside(part, whole)
        && (sameTop(part, whole) != sameBottom(part, whole));
  }

  /**
   * A box as it would be with the height of another one that shows the same object, where one of
   * them shows but a part; else as it is.
   */
  static Box asHighAs(Box box, Box other) {
    if (!isPart(box, other) && !isPart(other, box)) {
      return box;
    }
    double y = sameTop(box, other) ? box.y() : box.bottom() - other.height();
    return new Box(box.x(), y, box.width(), other.height());
  }

  /** Whether the lower edge of a part is that of the whole. */
  static boolean sameBottom(Box part, Box whole) {
    return Math.abs(part.bottom() - whole.bottom()) <= tolerance(part, whole);
  }

  private static boolean sameTop(Box part, Box whole) {
    return Math.abs(part.y() - whole.y()) <= tolerance(part, whole);
  }

  private static boolean alongside(Box one, Box other) {
    double tolerance = tolerance(one, other);
    return Math.abs(one.x() - other.x()) <= tolerance
        && Math.abs(one.right() - other.right()) <= tolerance;
  }

  private static double tolerance(Box one, Box other) {
    return SAME_EDGE * Math.sqrt(Math.max(one.area(), other.area()));
  }
}
