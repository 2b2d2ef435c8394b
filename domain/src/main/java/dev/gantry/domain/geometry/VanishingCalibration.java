package dev.gantry.domain.geometry;

/**
 * A homography from two vanishing points of perpendicular directions on the ground, as in Dubska et
 * al., Automatic Camera Calibration for Traffic Understanding (BMVC 2014), with the road plane
 * placed as the evaluation code of BrnoCompSpeed places it (Sochor et al., 2017).
 *
 * @param homography from pixels to metres
 * @param focal focal length of the camera, pixels
 * @param height how high it hangs above the ground, metres
 */
record VanishingCalibration(Homography homography, double focal, double height) {

  /** Offset of the road plane in the units that the published scales refer to. */
  private static final double PLANE_OFFSET = 10;

  static VanishingCalibration solve(Point vp1, Point vp2, Point principal, double scale) {
    if (!(scale > 0) || scale == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "vanishing.scale: expected metres per unit above 0, found " + scale);
    }
    double[] a = {vp1.x() - principal.x(), vp1.y() - principal.y(), 0};
    double[] b = {vp2.x() - principal.x(), vp2.y() - principal.y(), 0};
    double focalSquared = -(a[0] * b[0] + a[1] * b[1]);
    if (!(focalSquared > 1)) {
      throw new IllegalArgumentException(
          "vanishing.vp2: expected a vanishing point across the direction of vp1 (an angle above"
              + " 90 degrees around the principal point), found "
              + vp2);
    }
    double focal = Math.sqrt(focalSquared);
    a[2] = focal;
    b[2] = focal;
    double[] normal = PinholeView.unit(PinholeView.cross(a, b));
    // As published the normal points away from the camera, along the optical axis.
    if (normal[2] < 0) {
      normal = PinholeView.scaled(normal, -1);
    }
    double metresBelow =
        scale * Math.abs(PLANE_OFFSET + normal[0] * principal.x() + normal[1] * principal.y());
    // Down is where the rows of the image count to: then the ground lies in front of the camera.
    if (normal[1] < 0) {
      normal = PinholeView.scaled(normal, -1);
    }
    double[] alongY = PinholeView.unit(a);
    double[] alongX = PinholeView.unit(PinholeView.cross(alongY, PinholeView.scaled(normal, -1)));
    double[] h = PinholeView.homography(focal, principal, alongX, alongY, normal, metresBelow);
    if (Matrices.determinant(h) == 0) {
      throw new IllegalArgumentException(
          "vanishing: expected two different vanishing points, found " + vp1 + " and " + vp2);
    }
    return new VanishingCalibration(Homography.trusted(h), focal, metresBelow);
  }
}
