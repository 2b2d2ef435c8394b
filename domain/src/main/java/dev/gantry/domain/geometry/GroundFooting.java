package dev.gantry.domain.geometry;

/**
 * The ground under a pixel.
 *
 * @param place metres
 * @param jacobian metres per pixel there
 */
public record GroundFooting(Point place, Jacobian jacobian) {

  /** How many numbers it is: x and y of the place, xx, xy, yx and yy of the Jacobian. */
  public static final int NUMBERS = 6;

  /** That of these numbers. */
  static GroundFooting at(double[] numbers, int at) {
    return new GroundFooting(new Point(numbers[at], numbers[at + 1]), jacobianAt(numbers, at));
  }

  /** The Jacobian of these numbers. */
  public static Jacobian jacobianAt(double[] numbers, int at) {
    return new Jacobian(numbers[at + 2], numbers[at + 3], numbers[at + 4], numbers[at + 5]);
  }

  void put(double[] into, int at) {
    into[at] = place.x();
    into[at + 1] = place.y();
    into[at + 2] = jacobian.xx();
    into[at + 3] = jacobian.xy();
    into[at + 4] = jacobian.yx();
    into[at + 5] = jacobian.yy();
  }
}
