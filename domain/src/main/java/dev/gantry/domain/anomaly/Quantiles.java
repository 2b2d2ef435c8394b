package dev.gantry.domain.anomaly;

/** Quantiles of sorted values. */
final class Quantiles {

  private Quantiles() {}

  /** A quantile, interpolated between its neighbours; {@code share} is 0 to 1. */
  static double of(double[] ascending, double share) {
    double at = share * (ascending.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, ascending.length - 1);
    return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
  }
}
