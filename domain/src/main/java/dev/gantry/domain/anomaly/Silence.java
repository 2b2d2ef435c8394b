package dev.gantry.domain.anomaly;

/**
 * That a series is silent for longer than it ever is, or that it is heard again.
 *
 * @param over whether it is heard again
 * @param lastUs when it was last heard before, microseconds since the Unix epoch, UTC
 * @param atUs since when the silence is longer than usual, or when it was heard again
 * @param usualUs usual time between two readings, microseconds: the median
 * @param mostUs longest time that still is usual, microseconds
 */
public record Silence(boolean over, long lastUs, long atUs, long usualUs, long mostUs) {

  private static final double SECOND_US = 1e6;

  /** What broke, or is whole again. */
  public Pattern pattern() {
    return over ? Pattern.SILENCE_OVER : Pattern.SILENCE;
  }

  /** How unusual it is, 0 to 1; that a series is heard is not. */
  public double score(AnomalySettings settings) {
    return over ? 0 : settings.scoreOf(SilenceWatch.ONCE_IN);
  }

  /** Time without a reading, seconds. */
  public double seconds() {
    return (atUs - lastUs) / SECOND_US;
  }

  /** Usual time between two readings, seconds. */
  public double usualSeconds() {
    return usualUs / SECOND_US;
  }

  /** Longest time that still is usual, seconds. */
  public double mostSeconds() {
    return mostUs / SECOND_US;
  }

  /** Why, in words and numbers. */
  public String reason() {
    return over
        ? "heard again after " + Plain.number(seconds()) + " s"
        : "nothing heard for %s s, where every %s s is usual"
            .formatted(Plain.number(seconds()), Plain.number(usualSeconds()));
  }
}
