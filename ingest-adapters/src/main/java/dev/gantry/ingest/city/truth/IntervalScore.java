package dev.gantry.ingest.city.truth;

import java.util.OptionalDouble;

/**
 * How many true speeds lie within the 95 % interval stated for them: speed plus and minus {@value
 * #NORMAL_95} standard errors.
 *
 * @param speeds speeds stated
 * @param within of these, those whose interval holds the true speed
 */
public record IntervalScore(long speeds, long within) {

  /** Nothing stated. */
  public static final IntervalScore NONE = new IntervalScore(0, 0);

  /** Two-sided quantile of the standard normal distribution. */
  private static final double NORMAL_95 = 1.96;

  /** One speed, all in m/s. */
  static IntervalScore of(double stated, double sigma, double truth) {
    return new IntervalScore(1, Math.abs(stated - truth) <= NORMAL_95 * sigma ? 1 : 0);
  }

  /** Share of the true speeds within their interval, 0 to 1; absent when none was stated. */
  public OptionalDouble share() {
    return KindScore.share(within, speeds);
  }

  IntervalScore plus(IntervalScore other) {
    return new IntervalScore(speeds + other.speeds, within + other.within);
  }
}
