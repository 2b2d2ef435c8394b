package dev.gantry.domain.geometry;

import java.util.List;

/**
 * Solves a homography from point pairs and says what is wrong with pairs that have none.
 *
 * @param homography the one that meets the pairs best
 * @param deviations those one standard error away from it
 */
record PairsCalibration(Homography homography, List<Homography> deviations) {

  /** Height of a triangle over its longest side below which its corners count as on one line. */
  private static final double COLLINEAR = 0.005;

  /** Ratio of the two smallest eigenvalues' scale below which the pairs leave a choice. */
  private static final double AMBIGUOUS = 1e-9;

  /** Misfit of a pair, as a share of the extent of all, beyond which the pairs contradict. */
  private static final double CONTRADICTION = 0.1;

  static PairsCalibration solve(List<Point> pixels, List<Point> metres) {
    if (pixels.size() != metres.size()) {
      throw new IllegalArgumentException(
          "points: expected as many pixels as metres, found %d and %d"
              .formatted(pixels.size(), metres.size()));
    }
    if (pixels.size() < 4) {
      throw new IllegalArgumentException(
          "points: expected 4 pairs or more, found " + pixels.size());
    }
    refuseDegenerate(pixels, "pixel");
    refuseDegenerate(metres, "metres");
    double[] h = directLinearTransform(pixels, metres);
    h = Matrices.normalised(h, denominator(h, pixels.get(0)) < 0 ? -1 : 1);
    refuseSwapped(h, pixels);
    Homography homography = Homography.trusted(h);
    refuseMirrored(homography, pixels);
    refuseContradiction(homography, pixels, metres);
    ReprojectionFit fit = ReprojectionFit.of(homography, pixels, metres);
    return new PairsCalibration(fit.homography(), fit.deviations());
  }

  private static double[] directLinearTransform(List<Point> pixels, List<Point> metres) {
    double[] fromPixels = conditioner(pixels);
    double[] fromMetres = conditioner(metres);
    double[][] normal = new double[9][9];
    for (int i = 0; i < pixels.size(); i++) {
      double x = fromPixels[0] * pixels.get(i).x() + fromPixels[2];
      double y = fromPixels[4] * pixels.get(i).y() + fromPixels[5];
      double u = fromMetres[0] * metres.get(i).x() + fromMetres[2];
      double v = fromMetres[4] * metres.get(i).y() + fromMetres[5];
      addOuter(normal, new double[] {-x, -y, -1, 0, 0, 0, u * x, u * y, u});
      addOuter(normal, new double[] {0, 0, 0, -x, -y, -1, v * x, v * y, v});
    }
    SymmetricEigen eigen = SymmetricEigen.of(normal);
    if (!(eigen.value(1) > AMBIGUOUS * eigen.value(8))) {
      throw new IllegalArgumentException(
          "points: expected 4 pairs of which no three lie on one line, found none");
    }
    double[] conditioned = eigen.vector(0);
    return Matrices.product(
        Matrices.inverse(fromMetres), Matrices.product(conditioned, fromPixels));
  }

  /** Moves the centroid to the origin and the mean distance from it to the root of 2. */
  static double[] conditioner(List<Point> points) {
    double cx = points.stream().mapToDouble(Point::x).average().orElseThrow();
    double cy = points.stream().mapToDouble(Point::y).average().orElseThrow();
    Point centroid = new Point(cx, cy);
    double mean = points.stream().mapToDouble(centroid::distanceTo).average().orElseThrow();
    double scale = Math.sqrt(2) / mean;
    return new double[] {scale, 0, -scale * cx, 0, scale, -scale * cy, 0, 0, 1};
  }

  private static void addOuter(double[][] sum, double[] row) {
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < row.length; j++) {
        sum[i][j] += row[i] * row[j];
      }
    }
  }

  private static void refuseDegenerate(List<Point> points, String field) {
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (points.get(i).equals(points.get(j))) {
          throw new IllegalArgumentException(
              "points[%d].%s: expected a point of its own, found the same as points[%d].%s: %s"
                  .formatted(i, field, j, field, points.get(i)));
        }
      }
    }
    if (widestTriangle(points) < COLLINEAR) {
      throw new IllegalArgumentException(
          "points[].%s: expected points around an area, found all on one line".formatted(field));
    }
    if (points.size() == 4) {
      for (int left = 0; left < 4; left++) {
        int[] rest = java.util.stream.IntStream.range(0, 4).filter(others(left)).toArray();
        if (flatness(points.get(rest[0]), points.get(rest[1]), points.get(rest[2])) < COLLINEAR) {
          throw new IllegalArgumentException(
              "points[%d], points[%d], points[%d]: expected no three %s on one line, found them so"
                  .formatted(rest[0], rest[1], rest[2], field));
        }
      }
    }
  }

  private static java.util.function.IntPredicate others(int left) {
    return i -> i != left;
  }

  private static double widestTriangle(List<Point> points) {
    double widest = 0;
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < i; j++) {
        for (int k = 0; k < j; k++) {
          widest = Math.max(widest, flatness(points.get(i), points.get(j), points.get(k)));
        }
      }
    }
    return widest;
  }

  /** Height of a triangle over its longest side, 0 to 0.87. */
  private static double flatness(Point a, Point b, Point c) {
    double longest = Math.max(a.distanceTo(b), Math.max(b.distanceTo(c), c.distanceTo(a)));
    double twiceArea =
        Math.abs((b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x()));
    return twiceArea / (longest * longest);
  }

  private static double denominator(double[] h, Point pixel) {
    return h[6] * pixel.x() + h[7] * pixel.y() + h[8];
  }

  private static void refuseSwapped(double[] h, List<Point> pixels) {
    for (int i = 1; i < pixels.size(); i++) {
      if (!(denominator(h, pixels.get(i)) > 0)) {
        throw new IllegalArgumentException(
            "points: expected all on one side of the horizon, found points[%d] beyond it;"
                    .formatted(i)
                + " two pairs may be swapped");
      }
    }
  }

  private static void refuseMirrored(Homography homography, List<Point> pixels) {
    for (Point pixel : pixels) {
      if (!(homography.jacobianAt(pixel).orElseThrow().determinant() < 0)) {
        throw new IllegalArgumentException(
            "points: expected ground axes with x to the right of y seen from above, found metres"
                + " mirrored; negate x or y of all of them");
      }
    }
  }

  private static void refuseContradiction(
      Homography homography, List<Point> pixels, List<Point> metres) {
    double extent = 0;
    double worst = 0;
    int at = 0;
    for (int i = 0; i < pixels.size(); i++) {
      extent = Math.max(extent, metres.get(0).distanceTo(metres.get(i)));
      double misfit = homography.toGround(pixels.get(i)).orElseThrow().distanceTo(metres.get(i));
      if (misfit > worst) {
        worst = misfit;
        at = i;
      }
    }
    if (worst > CONTRADICTION * extent) {
      throw new IllegalArgumentException(
          "points[%d]: expected a pair that agrees with the others, found it %.2f m off"
              .formatted(at, worst));
    }
  }
}
