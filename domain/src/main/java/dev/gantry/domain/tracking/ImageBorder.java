package dev.gantry.domain.tracking;

import dev.gantry.domain.geometry.Box;

/** Where the border of the image cuts boxes off; nowhere when the size of the image is unknown. */
final class ImageBorder {

  /** Distance from the border at which it cuts a box off, in sides of the image. */
  private static final double BORDER = 0.01;

  private static final double MIN_BORDER_PX = 2;

  private ImageBorder() {}

  static boolean atLeft(Box box, FrameTime frame) {
    return frame.sized() && box.x() <= width(frame.width());
  }

  static boolean atRight(Box box, FrameTime frame) {
    return frame.sized() && box.right() >= frame.width() - width(frame.width());
  }

  static boolean atTop(Box box, FrameTime frame) {
    return frame.sized() && box.y() <= width(frame.height());
  }

  static boolean atBottom(Box box, FrameTime frame) {
    return frame.sized() && box.bottom() >= frame.height() - width(frame.height());
  }

  /**
   * Whether the middle of the lower edge is that of the object, not that of the image's border,
   * from which the edge of a box that is cut off trembles away as far as any edge does.
   */
  static boolean showsGroundContact(Box box, FrameTime frame) {
    if (!frame.sized()) {
      return true;
    }
    double across = Math.max(width(frame.width()), Track.BOX_NOISE * box.width());
    double down = Math.max(width(frame.height()), Track.BOX_NOISE * box.height());
    return box.x() > across
        && box.right() < frame.width() - across
        && box.bottom() < frame.height() - down;
  }

  /** Whether all of an object may be seen but its lower edge. */
  static boolean cutsOffBelowAlone(Box box, FrameTime frame) {
    double across = Math.max(width(frame.width()), Track.BOX_NOISE * box.width());
    return frame.sized()
        && box.x() > across
        && box.right() < frame.width() - across
        && box.y() > width(frame.height());
  }

  private static double width(int side) {
    return Math.max(MIN_BORDER_PX, BORDER * side);
  }
}
