package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.Box;

/**
 * Tells when a box shows less or more of an object than another one: the upper or the lower part of
 * somebody upright, on foot or riding, since motion detectors miss a shirt or trousers the colour
 * of the road (what is missed of a vehicle is less sharply cut off); the shadow beside him; what
 * somebody nearer leaves to be seen.
 */
final class PartialBox {

  /** How far edges of the same object lie apart, sizes of the larger box. */
  private static final double SAME_EDGE = 0.25;

  /** Share of the height below which one is a part. */
  private static final double PART = 0.75;

  /** Height of who is upright, in widths. */
  private static final double UPRIGHT = 2;

  /** Widths of somebody from which a box has more in it than him. */
  private static final double SHADOWED = 1.5;

  /** Pixels that he is wider by at least: detectors see the edges of who is far away coarsely. */
  private static final double COARSE = 3;

  /** How far the edges at his other side lie apart, in his widths. */
  private static final double ONE_SIDE = 0.4;

  /** Distance at which two boxes touch, pixels. */
  private static final double TOUCHING = 3;

  /** Share of a box's width below which somebody nearer begins, for him to hide its lower part. */
  private static final double COVERED = 0.5;

  /** How much sooner a box ends, pixels, whose lower part is hidden. */
  private static final double SOONER = 1;

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

  /**
   * A box as it would be with the shadow beside somebody upright that another one has, or without:
   * whether a motion detector takes that for a part of him changes from frame to frame. Else as it
   * is. A shadow lies on one side: the edges on the other are the same.
   */
  static Box asWideAs(Box box, Box other) {
    boolean isNarrower = box.width() < other.width();
    Box narrow = isNarrower ? box : other;
    Box wide = isNarrower ? other : box;
    double left = Math.abs(box.x() - other.x());
    double right = Math.abs(box.right() - other.right());
    boolean beside =
        narrow.height() >= UPRIGHT * narrow.width()
            && wide.width() >= Math.max(SHADOWED * narrow.width(), narrow.width() + COARSE)
            && wide.width() <= narrow.height()
            && sameTop(narrow, wide)
            && sameBottom(narrow, wide)
            && Math.min(left, right) <= ONE_SIDE * narrow.width();
    double x = left <= right ? box.x() : box.right() - other.width();
    return beside ? new Box(x, box.y(), other.width(), box.height()) : box;
  }

  /**
   * Whether somebody nearer hides the lower part of what a box shows: his box begins where that one
   * ends, sooner than expected.
   *
   * @param expected the box as it would be
   */
  static boolean endsAt(Box nearer, Box box, Box expected) {
    double across = Math.min(box.right(), nearer.right()) - Math.max(box.x(), nearer.x());
    return Math.abs(nearer.y() - box.bottom()) <= TOUCHING
        && across >= COVERED * box.width()
        && nearer.bottom() >= expected.bottom()
        && box.bottom() < expected.bottom() - SOONER;
  }

  /** A box that goes on down to a line, unless it ends below that, pixels. */
  static Box downTo(Box box, double bottom) {
    return new Box(box.x(), box.y(), box.width(), Math.max(box.height(), bottom - box.y()));
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
