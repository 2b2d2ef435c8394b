package dev.gantry.domain.tracking;

import java.util.Arrays;
import java.util.Optional;

/**
 * Velocity over ground of a trace, by robust regression of the way along the direction of travel on
 * time.
 *
 * <p>Start: the median of the slopes between samples half the trace apart (Theil's incomplete
 * method). Then reweighted least squares with Huber's weights, each sample weighed by the inverse
 * of its variance along the direction of travel, so that the far field's coarse pixels count
 * little. The standard error is that of the slope, from the residuals pooled with the variance
 * assumed, and widened by (1 + r) / (1 - r) for residuals that correlate from sample to sample by
 * r.
 *
 * @param x metres per second along x
 * @param y metres per second along y
 * @param sigma standard error of the speed, metres per second
 */
record GroundVelocity(double x, double y, double sigma) {

  private static final int ROUNDS = 3;

  /**
   * Error of a speed that no number of samples averages out, as a share of it. The lower edge of a
   * box is not where the wheels touch the ground: 15 cm above it under a camera 7.5 m up is 2 %. A
   * good calibration adds about 1 % (the known distances of BrnoCompSpeed, by its best one).
   */
  private static final double SYSTEMATIC = 0.02;

  /** Residual in standard deviations from where Huber's weights fall. */
  private static final double HUBER = 1.5;

  /** Samples that the assumed noise counts as, against the residuals. */
  private static final double PRIOR_SAMPLES = 3;

  double speed() {
    return Math.sqrt(x * x + y * y);
  }

  /** Degrees clockwise from the y axis, 0 to 360. */
  double headingDeg() {
    double degrees = StrictMath.toDegrees(StrictMath.atan2(x, y));
    double positive = degrees < 0 ? degrees + 360 : degrees;
    return positive >= 360 ? 0 : positive;
  }

  /**
   * Fits samples {@code from} (inclusive) to {@code to} (exclusive); empty when they are too few or
   * too close in time.
   */
  static Optional<GroundVelocity> fit(
      GroundTrace trace, int from, int to, int minSamples, double minSeconds) {
    int n = to - from;
    if (n < minSamples || trace.seconds(to - 1) - trace.seconds(from) < minSeconds) {
      return Optional.empty();
    }
    double[] t = new double[n];
    double[] along = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      t[i] = trace.seconds(from + i);
      along[i] = trace.x(from + i);
    }
    double vx = medianSlope(t, along);
    for (int i = 0; i < n; i++) {
      along[i] = trace.y(from + i);
    }
    double vy = medianSlope(t, along);
    double speed = Math.sqrt(vx * vx + vy * vy);
    double ux = speed > 1e-9 ? vx / speed : 0;
    double uy = speed > 1e-9 ? vy / speed : 1;
    for (int i = 0; i < n; i++) {
      along[i] = ux * trace.x(from + i) + uy * trace.y(from + i);
      weights[i] = 1 / trace.varianceAlong(from + i, ux, uy);
    }
    Line line = Line.robust(t, along, weights, speed);
    double systematic = SYSTEMATIC * line.slope;
    double sigma = Math.sqrt(line.sigma * line.sigma + systematic * systematic);
    GroundVelocity velocity = new GroundVelocity(line.slope * ux, line.slope * uy, sigma);
    return Double.isFinite(velocity.speed()) && Double.isFinite(sigma)
        ? Optional.of(velocity)
        : Optional.empty();
  }

  private static double medianSlope(double[] t, double[] values) {
    int half = t.length / 2;
    double[] slopes = new double[t.length - half];
    int n = 0;
    for (int i = 0; i + half < t.length; i++) {
      double dt = t[i + half] - t[i];
      if (dt > 0) {
        slopes[n++] = (values[i + half] - values[i]) / dt;
      }
    }
    return n == 0 ? 0 : median(slopes, n);
  }

  private static double median(double[] values, int n) {
    Arrays.sort(values, 0, n);
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
  }

  /** A robust line through values over time. */
  private record Line(double slope, double sigma) {

    static Line robust(double[] t, double[] values, double[] weights, double startSlope) {
      int n = t.length;
      double[] residuals = new double[n];
      double[] scratch = new double[n];
      double slope = startSlope;
      for (int i = 0; i < n; i++) {
        scratch[i] = values[i] - slope * t[i];
      }
      double intercept = median(scratch, n);
      double scale = 1;
      double spread = 0;
      for (int round = 0; round < ROUNDS; round++) {
        scale = standardise(t, values, weights, slope, intercept, residuals, scratch);
        double sw = 0;
        double st = 0;
        double sv = 0;
        for (int i = 0; i < n; i++) {
          scratch[i] = weights[i] * Math.min(1, HUBER * scale / Math.abs(residuals[i]));
          sw += scratch[i];
          st += scratch[i] * t[i];
          sv += scratch[i] * values[i];
        }
        double meanT = st / sw;
        double meanV = sv / sw;
        spread = 0;
        double covariance = 0;
        for (int i = 0; i < n; i++) {
          double dt = t[i] - meanT;
          spread += scratch[i] * dt * dt;
          covariance += scratch[i] * dt * (values[i] - meanV);
        }
        slope = covariance / spread;
        intercept = meanV - slope * meanT;
      }
      standardise(t, values, weights, slope, intercept, residuals, scratch);
      return new Line(slope, Math.sqrt(variance(residuals, scale) / spread));
    }

    /** Residuals in assumed standard deviations; returns their robust scale, 1 or more. */
    private static double standardise(
        double[] t,
        double[] values,
        double[] weights,
        double slope,
        double intercept,
        double[] residuals,
        double[] scratch) {
      for (int i = 0; i < t.length; i++) {
        residuals[i] = (values[i] - intercept - slope * t[i]) * Math.sqrt(weights[i]);
        scratch[i] = Math.abs(residuals[i]);
      }
      return Math.max(1, 1.4826 * median(scratch, t.length));
    }

    /** Variance of a standardised residual, widened for what correlates. */
    private static double variance(double[] residuals, double scale) {
      double sum = 0;
      double lagged = 0;
      double before = 0;
      for (double residual : residuals) {
        double clipped = Math.max(-2 * HUBER * scale, Math.min(2 * HUBER * scale, residual));
        sum += clipped * clipped;
        lagged += clipped * before;
        before = clipped;
      }
      double correlation = sum == 0 ? 0 : Math.max(0, Math.min(0.8, lagged / sum));
      double pooled = (sum + PRIOR_SAMPLES) / (residuals.length - 2 + PRIOR_SAMPLES);
      return pooled * (1 + correlation) / (1 - correlation);
    }
  }
}
