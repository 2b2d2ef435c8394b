package dev.gantry.domain.tracking;

import java.util.OptionalDouble;

/**
 * The rectangle of ground that an object covers, and how it moves.
 *
 * @param x of its middle, metres
 * @param y of its middle, metres
 * @param ux x of the unit vector along which it is long
 * @param uy y of that vector
 * @param length metres
 * @param width metres
 * @param vx m/s along x
 * @param vy m/s along y
 */
record Footprint(
    double x, double y, double ux, double uy, double length, double width, double vx, double vy) {

  /**
   * When two touch if both go on as they do, seconds; empty when they pass each other, and when
   * they overlap already. The theorem of separating axes over time: convex shapes touch once their
   * shadows on the normals of all sides overlap.
   */
  OptionalDouble timeToTouch(Footprint other) {
    Overlap overlap = new Overlap();
    overlap.along(ux, uy, this, other);
    overlap.along(-uy, ux, this, other);
    overlap.along(other.ux, other.uy, this, other);
    overlap.along(-other.uy, other.ux, this, other);
    return overlap.from > 0 && overlap.from < overlap.to
        ? OptionalDouble.of(overlap.from)
        : OptionalDouble.empty();
  }

  /** Half the length of its shadow on an axis, metres. */
  private double reach(double ax, double ay) {
    return (length * Math.abs(ux * ax + uy * ay) + width * Math.abs(ux * ay - uy * ax)) / 2;
  }

  /** From when to when the shadows overlap on all axes so far, seconds. */
  private static final class Overlap {

    /** Slower shadows do not move, m/s. */
    private static final double STILL = 1e-9;

    private double from = Double.NEGATIVE_INFINITY;
    private double to = Double.POSITIVE_INFINITY;

    void along(double ax, double ay, Footprint a, Footprint b) {
      double apart = (b.x - a.x) * ax + (b.y - a.y) * ay;
      double closing = (a.vx - b.vx) * ax + (a.vy - b.vy) * ay;
      double reach = a.reach(ax, ay) + b.reach(ax, ay);
      if (Math.abs(closing) < STILL) {
        to = Math.abs(apart) < reach ? to : Double.NEGATIVE_INFINITY;
        return;
      }
      double first = (apart - reach) / closing;
      double last = (apart + reach) / closing;
      from = Math.max(from, Math.min(first, last));
      to = Math.min(to, Math.max(first, last));
    }
  }
}
