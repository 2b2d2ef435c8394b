package dev.gantry.domain.anomaly;

/** Says what was expected of a reading, and what is unusual about it. */
final class Explanation {

  private final AnomalySettings settings;
  private final Measures measures;
  private final Tails tails;

  Explanation(AnomalySettings settings, Measures measures, Tails tails) {
    this.settings = settings;
    this.measures = measures;
    this.tails = tails;
  }

  /** A band of values around the expected one, in the unit of the series. */
  private record Band(double low, double expected, double high) {

    String words() {
      return Plain.number(low) + " to " + Plain.number(high);
    }
  }

  /** What there is to say of a reading of a series that isn't known well enough yet. */
  Judgement learning(double value, String reason) {
    Band band = band(Watch.VALUE);
    return new Judgement(0, 0, value, band.expected, band.low, band.high, Pattern.LEARNING, reason);
  }

  /** What there is to say of a reading that no measurement can be. */
  Judgement impossible(double value) {
    Band band = band(Watch.VALUE);
    Pattern pattern = value > 0 ? Pattern.SPIKE : Pattern.DROP;
    String reason = Plain.number(value) + " is beyond all that can be measured";
    return new Judgement(1, 1, value, band.expected, band.low, band.high, pattern, reason);
  }

  /**
   * What there is to say of a reading, of which one statistic is the rarest.
   *
   * @param eachTime its score where something wrong is told of each time; {@code score} or more
   */
  Judgement of(double value, Tails.Rarest rarest, double score, double eachTime) {
    Watch watch = rarest.watch();
    Band band = band(watch == Watch.SCATTER || watch == Watch.UNCHANGED ? Watch.VALUE : watch);
    boolean unusual = eachTime >= settings.tellScore();
    return new Judgement(
        score,
        eachTime,
        value,
        band.expected,
        band.low,
        band.high,
        unusual ? watch.pattern(rarest.statistic() >= 0) : Pattern.NONE,
        unusual ? words(value, rarest, band) : "");
  }

  private Band band(Watch watch) {
    double below = watch.hasBelow() ? limit(watch, false) : 0;
    double above = limit(watch, true);
    double median = measures.median();
    return switch (watch) {
      case DAY -> around(measures.day(), below, above);
      case WEEK -> around(measures.week(), below, above);
      case STEP -> {
        double before = measures.before();
        yield new Band(before - below, before, before + above);
      }
      case JUMP -> {
        double before = measures.justBefore();
        yield new Band(before - below, before, before + above);
      }
      case VALUE ->
          new Band(
              Math.min(median - below, measures.day().lowest(measures.atUs(), median)),
              median,
              Math.max(median + above, measures.day().highest(measures.atUs(), median)));
      default -> new Band(median - below, median, median + above);
    };
  }

  private Band around(Season season, double below, double above) {
    double low = season.low(measures.atUs());
    double high = season.high(measures.atUs());
    return new Band(low - below, (low + high) / 2, high + above);
  }

  private double limit(Watch watch, boolean above) {
    return tails.limit(watch, above, settings.alarmEvery(), settings.memory());
  }

  private String words(double value, Tails.Rarest rarest, Band band) {
    String found =
        switch (rarest.watch()) {
          case JUMP, VALUE -> Plain.number(value) + " where " + band.words() + " was expected";
          case SHORT_MEAN, MEAN, STEP ->
              "the last "
                  + rarest.watch().readings()
                  + " readings lie at "
                  + Plain.number(measures.recent().mean(rarest.watch().readings()))
                  + " where "
                  + band.words()
                  + " was expected";
          case DAY -> season(value, rarest.statistic(), band, "day");
          case WEEK -> season(value, rarest.statistic(), band, "week");
          case SCATTER ->
              "the last "
                  + rarest.watch().readings()
                  + " readings scatter by "
                  + Plain.number(rarest.statistic())
                  + " where "
                  + Plain.number(limit(Watch.SCATTER, true))
                  + " was the most expected";
          case UNCHANGED ->
              "the value has been "
                  + Plain.number(value)
                  + " for "
                  + (measures.repeats() + 1)
                  + " readings in a row";
        };
    return measures.constant() > 0
        ? found + "; it was the same in the " + measures.constant() + " readings before"
        : found + "; so unusual once in " + Plain.count(rarest.period()) + " readings";
  }

  private static String season(double value, double outside, Band band, String period) {
    return "of late the readings lie "
        + Plain.number(Math.abs(outside))
        + (outside < 0 ? " below" : " above")
        + " what this time of the "
        + period
        + " brings; now "
        + Plain.number(value)
        + " where "
        + band.words()
        + " was expected";
  }
}
