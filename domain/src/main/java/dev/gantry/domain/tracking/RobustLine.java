package dev.gantry.domain.tracking;

/**
 * A line through values over time, by reweighted least squares with Tukey's weights.
 *
 * @param slope value per second
 * @param sigma standard error of the slope: from the residuals pooled with the variance assumed,
 *     and widened by (1 + r) / (1 - r) for residuals that correlate from sample to sample by r
 */
record RobustLine(double slope, double sigma) {

  /** Fewest points of a line with an error. */
  static final int MIN_POINTS = 4;

  private static final int ROUNDS = 6;

  /**
   * Residual in standard deviations from which a point counts nothing. Wide, as the median of the
   * local velocities has left out what is wrong: half of it still counts five ninths.
   */
  private static final double TUKEY = 9;

  /** Residuals in standard deviations beyond which they add no more to the error. */
  private static final double CLIP = 3;

  /** Standard deviation over the median distance from the middle, of normal values. */
  private static final double DEVIATIONS = 1.4826;

  /** Samples that the assumed noise counts as, against the residuals. */
  private static final double PRIOR_SAMPLES = 3;

  /**
   * Fits a line.
   *
   * @param t seconds
   * @param values as many
   * @param weights inverse variances assumed of the values
   * @param startSlope a slope to start from
   */
  static RobustLine fit(double[] t, double[] values, double[] weights, double startSlope) {
    int n = t.length;
    double[] roots = new double[n];
    double[] residuals = new double[n];
    double[] scratch = new double[n];
    double slope = startSlope;
    for (int i = 0; i < n; i++) {
      roots[i] = Math.sqrt(weights[i]);
      scratch[i] = values[i] - slope * t[i];
    }
    double intercept = median(scratch, n);
    double scale = 1;
    double spread = 0;
    for (int round = 0; round < ROUNDS; round++) {
      standardise(t, values, roots, slope, intercept, residuals);
      scale = scaleOf(residuals, scratch);
      double sw = 0;
      double st = 0;
      double sv = 0;
      for (int i = 0; i < n; i++) {
        double share = residuals[i] / (TUKEY * scale);
        double counts = Math.max(0, 1 - share * share);
        scratch[i] = weights[i] * counts * counts;
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
    standardise(t, values, roots, slope, intercept, residuals);
    return new RobustLine(slope, Math.sqrt(variance(residuals, scale) / spread));
  }

  /**
   * Residuals in assumed standard deviations.
   *
   * @param roots of the weights
   */
  private static void standardise(
      double[] t,
      double[] values,
      double[] roots,
      double slope,
      double intercept,
      double[] residuals) {
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = (values[i] - intercept - slope * t[i]) * roots[i];
    }
  }

  private static double scaleOf(double[] residuals, double[] scratch) {
    for (int i = 0; i < residuals.length; i++) {
      scratch[i] = Math.abs(residuals[i]);
    }
    return scale(scratch, residuals.length);
  }

  /** Variance of a standardised residual, widened for what correlates. */
  private static double variance(double[] residuals, double scale) {
    double sum = 0;
    double lagged = 0;
    double before = 0;
    for (double residual : residuals) {
      double clipped = Math.max(-CLIP * scale, Math.min(CLIP * scale, residual));
      sum += clipped * clipped;
      lagged += clipped * before;
      before = clipped;
    }
    double correlation = sum == 0 ? 0 : Math.max(0, Math.min(0.8, lagged / sum));
    double pooled = (sum + PRIOR_SAMPLES) / (residuals.length - 2 + PRIOR_SAMPLES);
    return pooled * (1 + correlation) / (1 - correlation);
  }

  /**
   * Standard deviation of normal values, by the median of how far they lie off, and 1 if it is
   * less. Reorders them. As a rule most lie within 1, which is seen without looking for the median.
   *
   * @param n number of values, 1 or more
   */
  static double scale(double[] off, int n) {
    int within = 0;
    for (int i = 0; i < n; i++) {
      within += DEVIATIONS * off[i] <= 1 ? 1 : 0;
    }
    return within > n / 2 ? 1 : Math.max(1, DEVIATIONS * median(off, n));
  }

  /** Median of the first n values, 1 or more; reorders them. */
  static double median(double[] values, int n) {
    double upper = select(values, n, n / 2);
    if (n % 2 == 1) {
      return upper;
    }
    double lower = values[0];
    for (int i = 1; i < n / 2; i++) {
      lower = Math.max(lower, values[i]);
    }
    return (lower + upper) / 2;
  }

  /**
   * The value that would be at an index if the first n were sorted; lesser ones end up before it
   * (Hoare, Algorithm 65: Find, Communications of the ACM 4, 1961). Values are parted by moves that
   * depend on no branch (Lomuto's scheme): a processor guesses the sides of such values wrongly
   * half of the time.
   */
  private static double select(double[] values, int n, int index) {
    int from = 0;
    int to = n - 1;
    while (from < to) {
      double pivot = values[index];
      values[index] = values[to];
      int less = from;
      for (int i = from; i < to; i++) {
        double value = values[i];
        values[i] = values[less];
        values[less] = value;
        less += value < pivot ? 1 : 0;
      }
      values[to] = values[less];
      values[less] = pivot;
      if (less == index) {
        return pivot;
      }
      from = less < index ? less + 1 : from;
      to = less < index ? to : less - 1;
    }
    return values[index];
  }
}
