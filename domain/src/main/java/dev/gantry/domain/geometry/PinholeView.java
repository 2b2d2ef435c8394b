package dev.gantry.domain.geometry;

/**
 * A camera with square pixels and no distortion over a plane, in its own axes: right, down, ahead.
 */
final class PinholeView {

  private PinholeView() {}

  /**
   * Its homography; the origin of the ground lies below the camera.
   *
   * @param focal focal length, pixels
   * @param principal principal point, pixels
   * @param groundX unit vector along x on the ground
   * @param groundY unit vector along y on the ground
   * @param down unit vector down to the ground
   * @param height of the camera above the ground, metres
   */
  static double[] homography(
      double focal,
      Point principal,
      double[] groundX,
      double[] groundY,
      double[] down,
      double height) {
    double[] camera = {
      1, 0, -principal.x(),
      0, 1, -principal.y(),
      0, 0, focal
    };
    double[] plane = {
      height * groundX[0],
      height * groundX[1],
      height * groundX[2],
      height * groundY[0],
      height * groundY[1],
      height * groundY[2],
      down[0],
      down[1],
      down[2]
    };
    return Matrices.product(plane, camera);
  }

  static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  static double[] unit(double[] v) {
    return scaled(v, 1 / Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]));
  }

  static double[] scaled(double[] v, double factor) {
    return new double[] {v[0] * factor, v[1] * factor, v[2] * factor};
  }

  /** {@code a * x + b * y}. */
  static double[] combined(double a, double[] x, double b, double[] y) {
    return new double[] {a * x[0] + b * y[0], a * x[1] + b * y[1], a * x[2] + b * y[2]};
  }
}
