package dev.gantry.domain.geometry;

/** Makes correlated residuals independent and of variance 1, by the root of their covariance. */
final class Whitening {

  private final double[][] root;

  private Whitening(double[][] root) {
    this.root = root;
  }

  /**
   * By Cholesky's decomposition.
   *
   * @param covariance symmetric, positive definite
   */
  static Whitening of(double[][] covariance) {
    int n = covariance.length;
    double[][] root = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = covariance[i][j];
        for (int k = 0; k < j; k++) {
          sum -= root[i][k] * root[j][k];
        }
        root[i][j] = i == j ? Math.sqrt(sum) : sum / root[j][j];
      }
    }
    return new Whitening(root);
  }

  double[] apply(double[] residuals) {
    double[] white = new double[residuals.length];
    for (int i = 0; i < white.length; i++) {
      double sum = residuals[i];
      for (int k = 0; k < i; k++) {
        sum -= root[i][k] * white[k];
      }
      white[i] = sum / root[i][i];
    }
    return white;
  }
}
