package dev.gantry.domain.anomaly;

/**
 * How unusual one reading is.
 *
 * @param score 0 (usual) to 1; one threshold serves every series, see {@link
 *     AnomalySettings#ALARM_SCORE}. What keeps happening is usual, and an alarm rests the series
 * @param scoreEachTime the same by what the series does while nothing is wrong with it, however
 *     often something was lately; {@code score} or more
 * @param actual the reading, in its own unit
 * @param expected what was expected, in the unit of the reading
 * @param expectedLow lower end of the expected band, in the unit of the reading
 * @param expectedHigh upper end of the expected band, in the unit of the reading
 * @param pattern what broke
 * @param reason why, in words and numbers; empty when it is usual
 */
public record Judgement(
    double score,
    double scoreEachTime,
    double actual,
    double expected,
    double expectedLow,
    double expectedHigh,
    Pattern pattern,
    String reason) {

  /** For a reading that is left out; nothing was expected of it. */
  static Judgement unusable(double value, String reason) {
    return new Judgement(0, 0, value, value, value, value, Pattern.UNUSABLE, reason);
  }
}
