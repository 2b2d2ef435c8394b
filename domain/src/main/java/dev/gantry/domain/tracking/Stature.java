package dev.gantry.domain.tracking;

import java.nio.ByteBuffer;

/**
 * Whether an object that no detector has named is somebody on foot: as tall and as narrow as people
 * are, seen to walk, and never faster than that. Whoever rides is as tall, but was seen to ride; of
 * what has stood ever since, nobody knows.
 */
final class Stature {

  /** What people are taken for, as detectors call them. */
  static final String ON_FOOT = "person";

  /** Width and height of the box of somebody upright at his place on the ground, metres. */
  private static final double NARROWEST = 0.25;

  private static final double WIDEST = 1.05;
  private static final double SMALLEST = 1.0;
  private static final double TALLEST = 2.4;

  /** Nobody walks as fast, m/s. */
  private static final double RIDING = 3.5;

  /** Standard errors by which a speed is surely more. */
  private static final double SURELY = 1.645;

  /** Who is surely faster, and slower than who rides, walks, m/s. */
  private static final double WALKING = 0.2;

  /** Sightings at such a speed after which it is known to walk. */
  private static final int STEPS = 3;

  /** Sightings at such a speed after which it rides for good. */
  private static final int RIDES = 5;

  /** Fewest sightings that say something, and the share of them that must look so. */
  private static final int FEWEST = 10;

  private static final double MOSTLY = 0.7;

  /** Sightings remembered; then older ones count half. */
  private static final int MOST = 400;

  private int seen;
  private int upright;
  private int walking;
  private int riding;

  /**
   * Takes in a sighting.
   *
   * @param width of its box, metres at its place
   * @param height of its box, metres at its place
   * @param mps its speed, m/s; 0 while that is unknown
   * @param sigma standard error of the speed, m/s
   */
  void see(double width, double height, double mps, double sigma) {
    if (seen == MOST) {
      seen /= 2;
      upright /= 2;
    }
    seen++;
    boolean narrow = width >= NARROWEST && width <= WIDEST;
    boolean alone = narrow && height >= SMALLEST && height <= TALLEST;
    upright += alone ? 1 : 0;
    double least = mps - SURELY * sigma;
    boolean slow = mps + SURELY * sigma < RIDING;
    if (least > WALKING && slow && walking < STEPS) {
      walking++;
    }
    // a box that is of two for a moment leaps
    if (alone && least > RIDING && riding < RIDES) {
      riding++;
    }
  }

  /** Whether it is somebody on foot, as far as was seen. */
  boolean onFoot() {
    return walking >= STEPS && riding < RIDES && seen >= FEWEST && upright >= MOSTLY * seen;
  }

  void write(StateWriter to) {
    to.put((short) seen).put((short) upright).put((byte) walking).put((byte) riding);
  }

  static Stature read(ByteBuffer from) {
    Stature stature = new Stature();
    stature.seen = from.getShort();
    stature.upright = from.getShort();
    stature.walking = from.get();
    stature.riding = from.get();
    return stature;
  }
}
