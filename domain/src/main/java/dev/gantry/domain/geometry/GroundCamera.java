package dev.gantry.domain.geometry;

/**
 * A camera with square pixels over flat ground.
 *
 * @param focal focal length, pixels
 * @param tilt downwards from the horizon, radians
 * @param roll around the optical axis, radians
 * @param height above the ground, metres
 * @param azimuth of the y axis of the ground, clockwise from where the camera looks, radians
 * @param principal principal point, pixels
 */
record GroundCamera(
    double focal, double tilt, double roll, double height, double azimuth, Point principal) {

  /** From parameters of the order of 1: focal length and height by their logarithms. */
  static GroundCamera of(double[] parameters, Point principal) {
    return new GroundCamera(
        Math.exp(parameters[0]),
        parameters[1],
        parameters[2],
        Math.exp(parameters[3]),
        parameters[4],
        principal);
  }

  Homography homography() {
    return Homography.trusted(
        PinholeView.homography(focal, principal, groundX(), groundY(), down(), height));
  }

  /** Length of a distance as this camera sees it, metres; not a number beyond the horizon. */
  double length(KnownDistance distance) {
    double[] step = step(distance.from(), distance.to());
    return Math.hypot(step[0], step[1]);
  }

  /** From one pixel to another along x and y of the ground, metres; not a number beyond. */
  double[] step(Point from, Point to) {
    double[] down = down();
    double[] a = onGround(from, down);
    double[] b = onGround(to, down);
    double[] apart = PinholeView.combined(1, b, -1, a);
    return new double[] {dot(groundX(), apart), dot(groundY(), apart)};
  }

  private double[] onGround(Point pixel, double[] down) {
    double[] ray = {pixel.x() - principal.x(), pixel.y() - principal.y(), focal};
    double below = dot(down, ray);
    return PinholeView.scaled(ray, below > 0 ? height / below : Double.NaN);
  }

  private double[] down() {
    return new double[] {
      -Math.sin(roll) * Math.cos(tilt), Math.cos(roll) * Math.cos(tilt), Math.sin(tilt)
    };
  }

  /** Where the camera looks, on the ground. */
  private double[] ahead() {
    double[] down = down();
    return PinholeView.unit(PinholeView.combined(1, new double[] {0, 0, 1}, -down[2], down));
  }

  private double[] right() {
    return PinholeView.cross(ahead(), PinholeView.scaled(down(), -1));
  }

  private double[] groundY() {
    return PinholeView.combined(Math.cos(azimuth), ahead(), Math.sin(azimuth), right());
  }

  private double[] groundX() {
    return PinholeView.combined(Math.cos(azimuth), right(), -Math.sin(azimuth), ahead());
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }
}
