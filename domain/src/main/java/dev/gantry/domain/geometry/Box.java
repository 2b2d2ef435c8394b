package dev.gantry.domain.geometry;

/**
 * An axis-parallel box in an image, in pixels, origin at the top left.
 *
 * @param x left edge
 * @param y top edge
 * @param width more than 0
 * @param height more than 0
 */
public record Box(double x, double y, double width, double height) {

  public Box {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("box: expected finite x and y, found " + x + ", " + y);
    }
    if (!(width > 0) || !(height > 0) || width + height == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "box: expected width and height above 0, found " + width + " x " + height);
    }
  }

  /** Right edge. */
  public double right() {
    return x + width;
  }

  /** Bottom edge. */
  public double bottom() {
    return y + height;
  }

  /** Area in square pixels. */
  public double area() {
    return width * height;
  }

  /** Middle of the box. */
  public Point centre() {
    return new Point(x + width / 2, y + height / 2);
  }

  /** Middle of the lower edge: where an upright object touches the ground. */
  public Point bottomCentre() {
    return new Point(x + width / 2, y + height);
  }

  /** Area shared with another box in square pixels, 0 or more. */
  public double intersection(Box other) {
    double w = Math.min(right(), other.right()) - Math.max(x, other.x);
    double h = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
    return w <= 0 || h <= 0 ? 0 : w * h;
  }

  /** The smallest box around this and another one. */
  public Box around(Box other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    return new Box(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** Intersection over union with another box, 0 to 1. */
  public double iou(Box other) {
    double shared = intersection(other);
    return shared / (area() + other.area() - shared);
  }
}
