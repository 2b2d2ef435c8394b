package dev.gantry.domain.geometry;

import java.util.Optional;

/**
 * How a lens bends straight lines: radial and tangential distortion after Brown (Photogrammetric
 * Engineering, 1971), with the coefficients as OpenCV gives them. <em>Seen</em> pixels are those of
 * the image, <em>ideal</em> pixels those of a camera with the same focal length and no distortion.
 *
 * @param focalX focal length in pixels along rows, above 0
 * @param focalY focal length in pixels along columns, above 0
 * @param principal where the optical axis meets the image, pixels
 * @param k1 radial, second order
 * @param k2 radial, fourth order
 * @param p1 tangential, along columns
 * @param p2 tangential, along rows
 * @param k3 radial, sixth order
 */
public record Lens(
    double focalX,
    double focalY,
    Point principal,
    double k1,
    double k2,
    double p1,
    double p2,
    double k3) {

  private static final int MAX_STEPS = 30;

  /** Step of the search, in focal lengths, from which the ideal pixel is found. */
  private static final double FOUND = 1e-12;

  public Lens {
    if (!(focalX > 0) || !(focalY > 0) || focalX + focalY == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "lens.focal: expected pixels above 0, found " + focalX + ", " + focalY);
    }
    if (!Double.isFinite(k1 + k2 + p1 + p2 + k3)) {
      throw new IllegalArgumentException(
          "lens.distortion: expected finite coefficients, found %s, %s, %s, %s, %s"
              .formatted(k1, k2, p1, p2, k3));
    }
  }

  /**
   * Checks that each pixel of the image, as far as the principal point says where that ends, has an
   * ideal one.
   *
   * @throws IllegalArgumentException when a corner has none
   */
  void refuseFolded() {
    for (int corner = 0; corner < 4; corner++) {
      Point seen =
          new Point(corner % 2 == 0 ? 0 : 2 * principal.x(), corner < 2 ? 0 : 2 * principal.y());
      if (ideal(seen).isEmpty()) {
        throw new IllegalArgumentException(
            "lens.distortion: expected coefficients that hold up to the corners of the image,"
                + " found that nothing is seen at "
                + seen);
      }
    }
  }

  /**
   * Where a camera without distortion would see what this one sees; empty beyond the rim, where the
   * coefficients fold the image over.
   *
   * @param seen pixels
   */
  public Optional<Point> ideal(Point seen) {
    double[] n = normalised(seen);
    return n.length == 0
        ? Optional.empty()
        : Optional.of(new Point(focalX * n[0] + principal.x(), focalY * n[1] + principal.y()));
  }

  /**
   * Where this camera sees what one without distortion would see.
   *
   * @param ideal pixels
   */
  public Point seen(Point ideal) {
    double[] d = bent((ideal.x() - principal.x()) / focalX, (ideal.y() - principal.y()) / focalY);
    return new Point(focalX * d[0] + principal.x(), focalY * d[1] + principal.y());
  }

  /**
   * Ideal pixels per seen pixel around a seen pixel; empty beyond the rim.
   *
   * @param seen pixels
   */
  Optional<Jacobian> idealPerSeen(Point seen) {
    double[] n = normalised(seen);
    if (n.length == 0) {
      return Optional.empty();
    }
    double[] d = slopes(n[0], n[1]);
    double determinant = d[0] * d[3] - d[1] * d[2];
    return Optional.of(
        new Jacobian(
            d[3] / determinant,
            -d[1] / determinant * focalX / focalY,
            -d[2] / determinant * focalY / focalX,
            d[0] / determinant));
  }

  /** Newton's method from the seen place; an empty array where it leads over the rim. */
  private double[] normalised(Point seen) {
    double targetX = (seen.x() - principal.x()) / focalX;
    double targetY = (seen.y() - principal.y()) / focalY;
    double x = targetX;
    double y = targetY;
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] at = bent(x, y);
      double[] d = slopes(x, y);
      double determinant = d[0] * d[3] - d[1] * d[2];
      if (!(determinant > 0) || !(d[0] + d[3] > 0)) {
        return new double[0];
      }
      double ex = targetX - at[0];
      double ey = targetY - at[1];
      double dx = (d[3] * ex - d[1] * ey) / determinant;
      double dy = (d[0] * ey - d[2] * ex) / determinant;
      x += dx;
      y += dy;
      if (Math.abs(dx) + Math.abs(dy) < FOUND) {
        return new double[] {x, y};
      }
    }
    return new double[0];
  }

  private double[] bent(double x, double y) {
    double r2 = x * x + y * y;
    double radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
    return new double[] {
      x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x),
      y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y
    };
  }

  /** Partial derivatives of {@link #bent}: x by x, x by y, y by x, y by y. */
  private double[] slopes(double x, double y) {
    double r2 = x * x + y * y;
    double radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
    double growth = k1 + r2 * (2 * k2 + 3 * r2 * k3);
    double mixed = 2 * x * y * growth + 2 * p1 * x + 2 * p2 * y;
    return new double[] {
      radial + 2 * x * x * growth + 2 * p1 * y + 6 * p2 * x,
      mixed,
      mixed,
      radial + 2 * y * y * growth + 6 * p1 * y + 2 * p2 * x
    };
  }
}
