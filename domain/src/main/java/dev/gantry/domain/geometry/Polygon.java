package dev.gantry.domain.geometry;

import java.util.List;

/**
 * A simple polygon, in pixels or in metres. Corners may go either way round; the last is joined to
 * the first.
 */
public final class Polygon {

  private final double[] xs;
  private final double[] ys;
  private final double minX;
  private final double minY;
  private final double maxX;
  private final double maxY;

  private Polygon(double[] xs, double[] ys) {
    this.xs = xs;
    this.ys = ys;
    this.minX = java.util.Arrays.stream(xs).min().orElseThrow();
    this.maxX = java.util.Arrays.stream(xs).max().orElseThrow();
    this.minY = java.util.Arrays.stream(ys).min().orElseThrow();
    this.maxY = java.util.Arrays.stream(ys).max().orElseThrow();
  }

  /**
   * Makes a polygon.
   *
   * @param corners 3 or more
   * @throws IllegalArgumentException when there are fewer than 3, or they enclose no area, or two
   *     sides cross
   */
  public static Polygon of(List<Point> corners) {
    if (corners.size() < 3) {
      throw new IllegalArgumentException("expected 3 corners or more, found " + corners.size());
    }
    Polygon polygon =
        new Polygon(
            corners.stream().mapToDouble(Point::x).toArray(),
            corners.stream().mapToDouble(Point::y).toArray());
    double extent = Math.hypot(polygon.maxX - polygon.minX, polygon.maxY - polygon.minY);
    if (!(polygon.area() > 1e-9 * extent * extent)) {
      throw new IllegalArgumentException("expected corners around an area, found all on one line");
    }
    polygon.requireSimple();
    return polygon;
  }

  /** Whether the polygon holds a point; its sides and corners belong to it. */
  public boolean contains(Point point) {
    double x = point.x();
    double y = point.y();
    if (x < minX || x > maxX || y < minY || y > maxY) {
      return false;
    }
    boolean inside = false;
    for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
      if (onSide(x, y, i, j)) {
        return true;
      }
      boolean straddles = ys[i] > y != ys[j] > y;
      if (straddles && x < (xs[j] - xs[i]) * (y - ys[i]) / (ys[j] - ys[i]) + xs[i]) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** Enclosed area, above 0, in the square of the unit of the corners. */
  public double area() {
    double twice = 0;
    for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
      twice += xs[j] * ys[i] - xs[i] * ys[j];
    }
    return Math.abs(twice) / 2;
  }

  /**
   * Heading of the longest side, the first of equals: degrees clockwise from the y axis, from 0 up
   * to 180.
   */
  public double longestSideDeg() {
    double longest = 0;
    double degrees = 0;
    for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
      double dx = xs[i] - xs[j];
      double dy = ys[i] - ys[j];
      if (dx * dx + dy * dy > longest) {
        longest = dx * dx + dy * dy;
        degrees = Math.toDegrees(Math.atan2(dx, dy));
      }
    }
    return (degrees + 360) % 180;
  }

  private boolean onSide(double x, double y, int i, int j) {
    double cross = (xs[j] - xs[i]) * (y - ys[i]) - (ys[j] - ys[i]) * (x - xs[i]);
    return cross == 0
        && x >= Math.min(xs[i], xs[j])
        && x <= Math.max(xs[i], xs[j])
        && y >= Math.min(ys[i], ys[j])
        && y <= Math.max(ys[i], ys[j]);
  }

  private void requireSimple() {
    int n = xs.length;
    for (int i = 0; i < n; i++) {
      for (int j = i + 2; j < n; j++) {
        boolean neighbours = i == 0 && j == n - 1;
        if (!neighbours && cross(i, j)) {
          throw new IllegalArgumentException(
              "expected corners in order around the area, found side %d crossing side %d"
                  .formatted(i + 1, j + 1));
        }
      }
    }
  }

  private boolean cross(int i, int j) {
    int i2 = (i + 1) % xs.length;
    int j2 = (j + 1) % xs.length;
    return side(i, i2, j) * side(i, i2, j2) < 0 && side(j, j2, i) * side(j, j2, i2) < 0;
  }

  private double side(int from, int to, int of) {
    return Math.signum(
        (xs[to] - xs[from]) * (ys[of] - ys[from]) - (ys[to] - ys[from]) * (xs[of] - xs[from]));
  }
}
