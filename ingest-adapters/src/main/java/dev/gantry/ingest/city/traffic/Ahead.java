package dev.gantry.ingest.city.traffic;

/**
 * The next obstacle in a lane.
 *
 * @param gap free road before it, metres; may be below 0 for a vehicle that is alongside
 * @param speed its speed, m/s
 */
record Ahead(double gap, double speed) {

  /** Further than anybody looks. */
  static final double SIGHT_METRES = 120;

  /** A free road. */
  static final Ahead NOTHING = new Ahead(1e6, 100);

  static Ahead standing(double gap) {
    return new Ahead(gap, 0);
  }

  boolean isNothing() {
    return gap >= NOTHING.gap;
  }

  /** The one that allows less. */
  Ahead orCloser(Ahead other) {
    return other.gap < gap ? other : this;
  }
}
