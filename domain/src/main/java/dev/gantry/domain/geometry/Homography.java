package dev.gantry.domain.geometry;

import java.util.List;
import java.util.Optional;

/**
 * The mapping between the pixels of a camera and metres on a flat ground: {@code (X, Y, 1) ~ H (x,
 * y, 1)}.
 *
 * <p>Pixels at or above the horizon have no place on the ground: their denominator is 0 or
 * negative. Ground axes are right-handed seen from above (x to the right of y), so that headings
 * count clockwise from y as on a compass; image rows count downwards. A mapping that would mirror
 * the ground is refused.
 *
 * <p>Immutable. Messages of refusals start with the field of a camera's calibration they are about:
 * {@code points}, {@code matrix} or {@code vanishing}.
 */
public final class Homography {

  /** Share of the largest denominator below which a pixel counts as on the horizon. */
  private static final double HORIZON = 1e-9;

  private final double[] h;
  private final double[] back;
  private final double horizon;

  private Homography(double[] rowMajor) {
    this.h = rowMajor;
    this.back = Matrices.inverse(rowMajor);
    this.horizon =
        HORIZON * Math.max(Math.abs(h[8]), 1e3 * Math.max(Math.abs(h[6]), Math.abs(h[7])));
  }

  /** Of a matrix already known to be regular, not mirrored, its denominator positive on ground. */
  static Homography trusted(double[] rowMajor) {
    return new Homography(rowMajor);
  }

  /**
   * From points whose place is known both in the image and on the ground: exact for four, least
   * squares of the distances in the image for more (Hartley and Zisserman, Multiple View Geometry,
   * algorithms 4.2 and 4.3).
   *
   * @param pixels four or more, pixels
   * @param metres as many, metres
   * @throws IllegalArgumentException when they are too few, on one line, mirrored, swapped, of an
   *     implausible scale, or contradict each other
   */
  public static Homography fromPairs(List<Point> pixels, List<Point> metres) {
    return PairsCalibration.solve(pixels, metres).homography();
  }

  /**
   * From a matrix.
   *
   * @param rowMajor nine finite numbers row by row, from homogeneous pixels to homogeneous metres,
   *     of either sign
   * @throws IllegalArgumentException when it is singular or mirrors the ground
   */
  public static Homography fromMatrix(List<Double> rowMajor) {
    return MatrixCalibration.check(rowMajor);
  }

  /**
   * From vanishing points, in the convention of BrnoCompSpeed: the road plane lies below the camera
   * at 10 units plus the projection of the principal point onto its normal. The y axis of the
   * ground points along {@code vp1}, away from the camera when it lies above the principal point.
   *
   * @param vp1 vanishing point of the direction of travel, pixels
   * @param vp2 vanishing point of the direction across, pixels
   * @param principal principal point, pixels
   * @param scale metres per unit, above 0
   * @throws IllegalArgumentException when no camera has these vanishing points
   */
  public static Homography fromVanishing(Point vp1, Point vp2, Point principal, double scale) {
    return VanishingCalibration.solve(vp1, vp2, principal, scale).homography();
  }

  /**
   * Where a pixel lies on the ground, metres; empty at or above the horizon.
   *
   * @param pixel pixels
   */
  public Optional<Point> toGround(Point pixel) {
    double w = denominator(pixel.x(), pixel.y());
    if (!(w > horizon)) {
      return Optional.empty();
    }
    double x = (h[0] * pixel.x() + h[1] * pixel.y() + h[2]) / w;
    double y = (h[3] * pixel.x() + h[4] * pixel.y() + h[5]) / w;
    return Double.isFinite(x) && Double.isFinite(y)
        ? Optional.of(new Point(x, y))
        : Optional.empty();
  }

  /**
   * Where a point on the ground appears in the image, pixels; empty when it lies behind the camera.
   *
   * @param metres metres
   */
  public Optional<Point> toImage(Point metres) {
    double w = back[6] * metres.x() + back[7] * metres.y() + back[8];
    if (w == 0) {
      return Optional.empty();
    }
    double x = (back[0] * metres.x() + back[1] * metres.y() + back[2]) / w;
    double y = (back[3] * metres.x() + back[4] * metres.y() + back[5]) / w;
    return Double.isFinite(x) && Double.isFinite(y) && denominator(x, y) > horizon
        ? Optional.of(new Point(x, y))
        : Optional.empty();
  }

  /**
   * Metres on the ground per pixel around a pixel; empty at or above the horizon.
   *
   * @param pixel pixels
   */
  public Optional<Jacobian> jacobianAt(Point pixel) {
    return footing(pixel).map(GroundFooting::jacobian);
  }

  /** Where a pixel lies on the ground, and the metres per pixel around it. */
  Optional<GroundFooting> footing(Point pixel) {
    double[] found = new double[GroundFooting.NUMBERS];
    return putFooting(pixel.x(), pixel.y(), found, 0)
        ? Optional.of(GroundFooting.at(found, 0))
        : Optional.empty();
  }

  /** As {@link #footing}, in numbers; see {@link GroundMap#putFooting}. */
  boolean putFooting(double px, double py, double[] into, int at) {
    double w = denominator(px, py);
    if (!(w > horizon)) {
      return false;
    }
    double x = (h[0] * px + h[1] * py + h[2]) / w;
    double y = (h[3] * px + h[4] * py + h[5]) / w;
    into[at] = x;
    into[at + 1] = y;
    into[at + 2] = (h[0] - x * h[6]) / w;
    into[at + 3] = (h[1] - x * h[7]) / w;
    into[at + 4] = (h[3] - y * h[6]) / w;
    into[at + 5] = (h[4] - y * h[7]) / w;
    return Double.isFinite(x) && Double.isFinite(y);
  }

  /**
   * The nine numbers from pixels to metres, row by row; their denominator is positive on ground.
   */
  public List<Double> rowMajor() {
    return java.util.Arrays.stream(h).boxed().toList();
  }

  /** The nine numbers from metres to pixels, row by row, up to a factor. */
  public List<Double> inverse() {
    return java.util.Arrays.stream(back).boxed().toList();
  }

  /** The same view of a ground with its metres multiplied. */
  Homography scaled(double factor) {
    double[] scaled = h.clone();
    for (int i = 0; i < 6; i++) {
      scaled[i] *= factor;
    }
    return new Homography(scaled);
  }

  private double denominator(double x, double y) {
    return h[6] * x + h[7] * y + h[8];
  }
}
