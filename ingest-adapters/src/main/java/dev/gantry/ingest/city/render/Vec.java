package dev.gantry.ingest.city.render;

/**
 * A point or a direction in space, metres: in the city x is east, y north and z up; within an actor
 * x is to its right, y forward from its middle and z up.
 *
 * @param x across
 * @param y along
 * @param z up
 */
public record Vec(double x, double y, double z) {

  /** Straight up. */
  public static final Vec UP = new Vec(0, 0, 1);

  /** The point that is reached from here by another. */
  public Vec plus(Vec other) {
    return new Vec(x + other.x, y + other.y, z + other.z);
  }

  /** The way to here from another point. */
  public Vec minus(Vec other) {
    return new Vec(x - other.x, y - other.y, z - other.z);
  }

  /** The same direction, so many times as long. */
  public Vec times(double factor) {
    return new Vec(factor * x, factor * y, factor * z);
  }

  /** Scalar product. */
  public double dot(Vec other) {
    return x * other.x + y * other.y + z * other.z;
  }

  /** Vector product: at a right angle to both. */
  public Vec cross(Vec other) {
    return new Vec(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  /** The same direction at length 1. */
  public Vec unit() {
    return times(1 / Math.sqrt(dot(this)));
  }

  /** The point that is a share of the way to another: 0 here, 1 there. */
  public Vec towards(Vec other, double share) {
    return plus(other.minus(this).times(share));
  }
}
