package dev.gantry.domain.geometry;

/**
 * A point in the plane: pixels from the top left of an image, or metres on the ground, as the
 * context says.
 *
 * @param x to the right in an image
 * @param y downwards in an image
 */
public record Point(double x, double y) {

  public Point {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("point: expected finite x and y, found " + x + ", " + y);
    }
  }

  /** Euclidean distance to another point, in the unit of both. */
  public double distanceTo(Point other) {
    double dx = other.x - x;
    double dy = other.y - y;
    return Math.sqrt(dx * dx + dy * dy);
  }
}
