package dev.gantry.domain.geometry;

import java.util.List;

/** Checks a homography that is given as a matrix and turns it the right way round. */
final class MatrixCalibration {

  /**
   * A horizon farther down than any image reaches belongs to a camera that looks straight down:
   * then the ground lies on the near side of it.
   */
  private static final double FARTHEST_ROW = 20_000;

  private MatrixCalibration() {}

  static Homography check(List<Double> rowMajor) {
    if (rowMajor.size() != 9) {
      throw new IllegalArgumentException(
          "matrix: expected 9 numbers, row by row, found " + rowMajor.size());
    }
    for (int i = 0; i < 9; i++) {
      if (!Double.isFinite(rowMajor.get(i))) {
        throw new IllegalArgumentException(
            "matrix[%d]: expected a finite number, found %s".formatted(i, rowMajor.get(i)));
      }
    }
    double[] m = rowMajor.stream().mapToDouble(Double::doubleValue).toArray();
    double determinant = Matrices.determinant(m);
    double size = Math.cbrt(Math.abs(rowNorm(m, 0) * rowNorm(m, 3) * rowNorm(m, 6)));
    if (!(Math.abs(determinant) > 1e-15 * size * size * size)) {
      throw new IllegalArgumentException(
          "matrix: expected a regular matrix, found one with determinant " + determinant);
    }
    double[] turned = Matrices.normalised(m, groundSide(m));
    if (Matrices.determinant(turned) > 0) {
      throw new IllegalArgumentException(
          "matrix: expected ground axes with x to the right of y seen from above, found them"
              + " mirrored; negate the first row (x) or the second (y)");
    }
    return Homography.trusted(turned);
  }

  /** The sign that makes the denominator positive on the ground: below the horizon. */
  private static double groundSide(double[] m) {
    if (m[7] == 0) {
      return m[8] < 0 ? -1 : 1;
    }
    double horizonRow = -m[8] / m[7];
    return Math.signum(horizonRow > FARTHEST_ROW ? -m[7] : m[7]);
  }

  private static double rowNorm(double[] m, int from) {
    return Math.hypot(Math.hypot(m[from], m[from + 1]), m[from + 2]);
  }
}
