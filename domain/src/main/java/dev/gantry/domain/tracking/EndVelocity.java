package dev.gantry.domain.tracking;

/**
 * Speed at the end of a trace, by least squares of a way with constant acceleration over the last
 * seconds, and over the longest of several such windows that agrees with the shorter ones: an
 * object that drives evenly is measured over its whole path, one that brakes over its last second,
 * and its speed does not lag behind.
 *
 * <p>Windows are chosen by the intersection of confidence intervals (Goldenshluger and Nemirovski,
 * Mathematical Methods of Statistics 6, 1997; Katkovnik, IEEE Transactions on Signal Processing 47,
 * 1999). Accelerations are taken to be normal beforehand, since what traffic does in a second is
 * known better than what far pixels say.
 *
 * @param mps along the direction, m/s
 * @param sigma its standard error by the noise of the samples, m/s
 */
record EndVelocity(double mps, double sigma) {

  /** Ends of the windows, seconds back; the last takes in everything. */
  private static final double[] WINDOWS = {1.2, 2, 3.5, 6, 10, Double.POSITIVE_INFINITY};

  /** Standard deviation of accelerations, m/s². */
  static final double ACCELERATION = 2;

  /** Half width of the intervals that must meet, in standard errors. */
  private static final double MEETING = 0.6;

  /** Variance of samples over what is assumed of them, since their errors last for a while. */
  private static final double LASTING = 20;

  /** Part of the difference between a window and the narrowest that counts as an error. */
  private static final double MISSED = 0.5;

  private static final int MIN_SAMPLES = 4;

  /**
   * @param trace from the oldest to the newest sample
   * @param ux x of the unit vector of the direction
   * @param uy y of the unit vector of the direction
   */
  static EndVelocity of(GroundTrace trace, double ux, double uy) {
    int last = trace.size() - 1;
    Sums sums = new Sums();
    EndVelocity chosen = new EndVelocity(0, Double.POSITIVE_INFINITY);
    double narrowest = Double.NaN;
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    int i = last;
    for (double window : WINDOWS) {
      int before = i;
      while (i >= 0 && trace.seconds(last) - trace.seconds(i) <= window) {
        double way = ux * (trace.x(i) - trace.x(last)) + uy * (trace.y(i) - trace.y(last));
        double weight = 1 / (LASTING * trace.varianceAlong(i, ux, uy));
        sums.add(trace.seconds(i) - trace.seconds(last), way, weight);
        i--;
      }
      if (last - i < MIN_SAMPLES || i == before) {
        continue;
      }
      EndVelocity solved = sums.solve();
      narrowest = Double.isNaN(narrowest) ? solved.mps : narrowest;
      EndVelocity wider = solved.besides(narrowest);
      low = Math.max(low, wider.mps - MEETING * wider.sigma);
      high = Math.min(high, wider.mps + MEETING * wider.sigma);
      if (low > high) {
        break;
      }
      chosen = wider;
    }
    return chosen;
  }

  /**
   * With what it differs from the narrowest window as an error too: it may have missed a change.
   */
  private EndVelocity besides(double narrowest) {
    double missed = MISSED * (mps - narrowest);
    return new EndVelocity(mps, Math.sqrt(sigma * sigma + missed * missed));
  }

  /** Weighted sums over samples: of powers of time, and of the way by them. */
  private static final class Sums {

    private double s0;
    private double s1;
    private double s2;
    private double s3;
    private double s4;
    private double x0;
    private double x1;
    private double x2;

    void add(double t, double way, double weight) {
      double half = t * t / 2;
      s0 += weight;
      s1 += weight * t;
      s2 += weight * t * t;
      s3 += weight * t * half;
      s4 += weight * half * half;
      x0 += weight * way;
      x1 += weight * way * t;
      x2 += weight * way * half;
    }

    /** Solves for place, speed and acceleration at the end, by Cramer's rule for the speed. */
    EndVelocity solve() {
      double h = s2 / 2;
      double a = s4 + 1 / (ACCELERATION * ACCELERATION);
      double determinant =
          s0 * (s2 * a - s3 * s3) - s1 * (s1 * a - s3 * h) + h * (s1 * s3 - s2 * h);
      double speed = s0 * (x1 * a - s3 * x2) - x0 * (s1 * a - s3 * h) + h * (s1 * x2 - x1 * h);
      double variance = (s0 * a - h * h) / determinant;
      return new EndVelocity(speed / determinant, Math.sqrt(variance));
    }
  }
}
