package dev.gantry.domain.geometry;

/** Products and inverses of 3 x 3 matrices, row by row in arrays of nine. */
final class Matrices {

  private Matrices() {}

  static double determinant(double[] m) {
    return m[0] * (m[4] * m[8] - m[5] * m[7])
        - m[1] * (m[3] * m[8] - m[5] * m[6])
        + m[2] * (m[3] * m[7] - m[4] * m[6]);
  }

  /** The inverse up to a factor: the adjugate, divided by the determinant. */
  static double[] inverse(double[] m) {
    double d = determinant(m);
    return new double[] {
      (m[4] * m[8] - m[5] * m[7]) / d,
      (m[2] * m[7] - m[1] * m[8]) / d,
      (m[1] * m[5] - m[2] * m[4]) / d,
      (m[5] * m[6] - m[3] * m[8]) / d,
      (m[0] * m[8] - m[2] * m[6]) / d,
      (m[2] * m[3] - m[0] * m[5]) / d,
      (m[3] * m[7] - m[4] * m[6]) / d,
      (m[1] * m[6] - m[0] * m[7]) / d,
      (m[0] * m[4] - m[1] * m[3]) / d
    };
  }

  static double[] product(double[] a, double[] b) {
    double[] c = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        c[3 * row + column] =
            a[3 * row] * b[column]
                + a[3 * row + 1] * b[3 + column]
                + a[3 * row + 2] * b[6 + column];
      }
    }
    return c;
  }

  /** The same mapping with its largest absolute value scaled to 1. */
  static double[] normalised(double[] m, double sign) {
    double largest = 0;
    for (double value : m) {
      largest = Math.max(largest, Math.abs(value));
    }
    double[] scaled = new double[9];
    for (int i = 0; i < 9; i++) {
      scaled[i] = sign * m[i] / largest;
    }
    return scaled;
  }
}
