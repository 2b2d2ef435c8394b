package dev.gantry.domain.geometry;

/**
 * Two points on the ground whose distance somebody has measured.
 *
 * @param from one end, pixels
 * @param to the other end, pixels
 * @param metres their distance, above 0
 * @param direction how they lie to the road
 */
public record KnownDistance(Point from, Point to, double metres, Direction direction) {

  public KnownDistance {
    if (!(metres > 0) || metres == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("metres: expected a length above 0, found " + metres);
    }
  }

  /** How a distance lies to the road. */
  public enum Direction {
    /** Parallel to it, and so to all others along it. */
    ALONG,
    /** At a right angle to it. */
    ACROSS,
    /** Nobody knows. */
    ANY
  }

  KnownDistance between(Point otherFrom, Point otherTo) {
    return new KnownDistance(otherFrom, otherTo, metres, direction);
  }
}
