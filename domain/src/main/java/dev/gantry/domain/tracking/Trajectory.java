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

  /** At the beginning of a life the recent samples are the last of all, and not written again. */
  void write(StateWriter to) {
    whole.write(to);
    boolean shared = recent.areLastOf(whole);
    to.put(shared);
    if (shared) {
      to.put((byte) recent.size());
    } else {
      recent.write(to);
    }
  }

  static Trajectory read(ByteBuffer from) {
    Samples whole = Samples.read(from, WHOLE);
    boolean shared = from.get() != 0;
    Samples recent =
        shared ? whole.last(from.get(), RECENT, RECENT_SPACING_US) : Samples.read(from, RECENT);
    return new Trajectory(recent, whole);
  }
}
