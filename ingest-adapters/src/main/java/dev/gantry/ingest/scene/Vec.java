package dev.gantry.ingest.scene;

/**
 * A point or a direction in space, metres: x across, y along, z up.
 *
 * @param x across
 * @param y along
 * @param z up
 */
record Vec(double x, double y, double z) {

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
    return times(1 / StrictMath.sqrt(dot(this)));
  }

  /** The point that is a share of the way to another: 0 here, 1 there. */
  Vec towards(Vec other, double share) {
    return plus(other.minus(this).times(share));
  }

  /** Turned by half a turn about the z axis when asked to. */
  Vec turned(boolean turn) {
    return turn ? new Vec(-x, -y, z) : this;
  }
}
