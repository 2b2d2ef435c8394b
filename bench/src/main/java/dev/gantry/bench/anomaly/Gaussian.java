package dev.gantry.bench.anomaly;

/** The normal distribution. */
final class Gaussian {

  private static final double[] ERFC = {
    -1.26551223,
    1.00002368,
    .37409196,
    .09678418,
    -.18628806,
    .27886807,
    -1.13520398,
    1.48851587,
    -.82215223,
    .17087277
  };

  private Gaussian() {}

  /** Probability of a value further than {@code z} standard deviations above the mean, z from 0. */
  static double beyond(double z) {
    return .5 * erfc(z / Math.sqrt(2));
  }

  /** Complementary error function for x from 0 by a Chebyshev fit, relative error below 1.2e-7. */
  private static double erfc(double x) {
    double t = 1 / (1 + x / 2);
    double sum = 0;
    for (int i = ERFC.length - 1; i >= 0; i--) {
      sum = sum * t + ERFC[i];
    }
    return t * Math.exp(-x * x + sum);
  }
}
