package dev.gantry.domain.anomaly;

/**
 * How an {@link AnomalyDetector} decides. Lengths count readings, so that one setting serves a
 * series of one reading a second and one of one an hour.
 *
 * @param probation readings at the start of a series that are learnt whole, 24 or more: what stands
 *     out after them is learnt cut down; none is judged before these, nor before {@value
 *     Tail#MIN_READINGS}
 * @param memory readings after which what was seen is forgotten, 1,000 to 1,000,000
 * @param alarmEvery how rare a reading must be to score {@link #ALARM_SCORE}: once in so many
 *     readings of a series in which nothing happens, by each of the statistics that are watched;
 *     100 or more
 * @param rest readings after an alarm in which only something far rarer raises another: one
 *     incident, one alarm; 0 or more
 * @param tellScore score from which a reading is worth telling, with its reason; 0.001 to 1
 */
public record AnomalySettings(
    int probation, int memory, double alarmEvery, int rest, double tellScore) {

  /** Score from which a reading is an anomaly, whatever the series. */
  public static final double ALARM_SCORE = .9;

  /** Settings for every series. */
  public static final AnomalySettings DEFAULT = new AnomalySettings(150, 10_000, 4_000, 70, .5);

  private static final double LEAST_SCORE = .001;

  public AnomalySettings {
    within("probation", probation, 24, memory);
    within("memory", memory, 1_000, 1_000_000);
    within("alarm_every", alarmEvery, 100, Double.MAX_VALUE);
    within("rest", rest, 0, memory);
    within("tell_score", tellScore, LEAST_SCORE, 1);
  }

  /** The score of what comes once in so many readings, 0 to 1. */
  double scoreOf(double period) {
    return Double.isInfinite(period)
        ? 1
        : period / (period + alarmEvery * (1 - ALARM_SCORE) / ALARM_SCORE);
  }

  private static void within(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "anomaly."
              + field
              + ": expected "
              + Plain.number(least)
              + " to "
              + Plain.number(most)
              + ", found "
              + Plain.number(value));
    }
  }
}
