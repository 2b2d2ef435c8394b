package dev.gantry.domain.geometry;

/**
 * How a small step in the image moves a point on the ground, to first order: metres per pixel.
 *
 * @param xx metres along x per pixel to the right
 * @param xy metres along x per pixel downwards
 * @param yx metres along y per pixel to the right
 * @param yy metres along y per pixel downwards
 */
public record Jacobian(double xx, double xy, double yx, double yy) {

  /** The steps of another mapping, followed by those of this one. */
  Jacobian after(Jacobian first) {
    return new Jacobian(
        xx * first.xx + xy * first.yx,
        xx * first.xy + xy * first.yy,
        yx * first.xx + yy * first.yx,
        yx * first.xy + yy * first.yy);
  }

  /** Square metres per square pixel; negative because image rows count downwards. */
  public double determinant() {
    return xx * yy - xy * yx;
  }

  /** Metres per pixel, the mean of all directions: the root of the area that a pixel covers. */
  public double metresPerPixel() {
    return Math.sqrt(Math.abs(determinant()));
  }

  /** Metres per pixel to the right: across the view, where a camera stands upright. */
  public double metresPerPixelAcross() {
    return Math.sqrt(xx * xx + yx * yx);
  }

  /**
   * Variance of the ground position along a direction, for independent noise of one pixel in both
   * axes of the image, in square metres.
   *
   * @param ux x of the unit vector of the direction
   * @param uy y of the unit vector of the direction
   */
  public double varianceAlong(double ux, double uy) {
    double right = ux * xx + uy * yx;
    double down = ux * xy + uy * yy;
    return right * right + down * down;
  }

  /** Trace of the ground covariance for independent noise of one pixel, in square metres. */
  public double totalVariance() {
    return xx * xx + xy * xy + yx * yx + yy * yy;
  }
}
