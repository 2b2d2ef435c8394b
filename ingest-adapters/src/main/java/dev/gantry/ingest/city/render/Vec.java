package dev.gantry.ingest.city.render;

/**
 * A point or a direction in space, metres: in the city x is east, y north and z up; within an actor
 * x is to its right, y forward from its middle and z up.
 */
record Vec(double x, double y, double z) {

  static final Vec UP = new Vec(0, 0, 1);

  Vec plus(Vec other) {
    return new Vec(x + other.x, y + other.y, z + other.z);
  }

  Vec minus(Vec other) {
    return new Vec(x - other.x, y - other.y, z - other.z);
  }

  Vec times(double factor) {
    return new Vec(factor * x, factor * y, factor * z);
  }

  double dot(Vec other) {
    return x * other.x + y * other.y + z * other.z;
  }

  Vec cross(Vec other) {
    return new Vec(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  /** The same direction at length 1. */
  Vec unit() {
    return times(1 / Math.sqrt(dot(this)));
  }

  /** The point that is a share of the way to another: 0 here, 1 there. */
  Vec towards(Vec other, double share) {
    return plus(other.minus(this).times(share));
  }
}
