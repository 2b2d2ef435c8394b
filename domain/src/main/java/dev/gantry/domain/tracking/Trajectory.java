package dev.gantry.domain.tracking;

import java.nio.ByteBuffer;

/**
 * Where the bottom centre of a track was seen, in pixels, so that any calibration can be applied to
 * it: the recent past finely, the whole life coarsely, in constant memory.
 */
final class Trajectory {

  /** Shortest time between two recent samples, so that their number covers the speed window. */
  private static final int RECENT_SPACING_US = 70_000;

  private static final int RECENT = 18;
  private static final int WHOLE = 64;

  private final Samples recent;
  private final Samples whole;

  Trajectory(long startUs) {
    this(new Samples(startUs, RECENT, RECENT_SPACING_US), new Samples(startUs, WHOLE, 0));
  }

  private Trajectory(Samples recent, Samples whole) {
    this.recent = recent;
    this.whole = whole;
  }

  /**
   * Takes in a sighting.
   *
   * @param atUs event time
   * @param x pixels
   * @param y pixels
   */
  void add(long atUs, double x, double y) {
    recent.addDroppingOldest(atUs, x, y);
    whole.addMergingPairs(atUs, x, y);
  }

  Samples recent() {
    return recent;
  }

  Samples whole() {
    return whole;
  }

  void write(StateWriter to) {
    recent.write(to);
    whole.write(to);
  }

  static Trajectory read(ByteBuffer from) {
    Samples recent = Samples.read(from, RECENT);
    return new Trajectory(recent, Samples.read(from, WHOLE));
  }
}
