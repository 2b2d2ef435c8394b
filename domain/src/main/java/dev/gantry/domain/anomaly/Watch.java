package dev.gantry.domain.anomaly;

/** The statistics of a series that are watched, each in both directions unless it has only one. */
enum Watch {
  /** How far the reading lies from the median of those just before it. */
  JUMP(Pattern.SPIKE, Pattern.DROP, 1),
  /** How far the reading lies from the long-run median. */
  VALUE(Pattern.SPIKE, Pattern.DROP, 1),
  /** How far the mean of the last few readings lies from it. */
  SHORT_MEAN(Pattern.LEVEL_SHIFT, Pattern.LEVEL_SHIFT, 4),
  /** The same for more of them. */
  MEAN(Pattern.LEVEL_SHIFT, Pattern.LEVEL_SHIFT, 24),
  /** How far the mean of the last few readings lies from that of those before. */
  STEP(Pattern.LEVEL_SHIFT, Pattern.LEVEL_SHIFT, 6),
  /** How far the readings of the last while lay outside what this time of the day brings. */
  DAY(Pattern.SEASON, Pattern.SEASON, 1),
  /** The same for this time of the week. */
  WEEK(Pattern.SEASON, Pattern.SEASON, 1),
  /** How much the last readings scatter. */
  SCATTER(Pattern.VARIABILITY, Pattern.NONE, 12),
  /** How unlikely it is, in nats, that the value has not changed for so long. */
  UNCHANGED(Pattern.FLATLINE, Pattern.NONE, 1);

  private final Pattern above;
  private final Pattern below;
  private final int readings;

  Watch(Pattern above, Pattern below, int readings) {
    this.above = above;
    this.below = below;
    this.readings = readings;
  }

  /** What broke when the statistic is unusual. */
  Pattern pattern(boolean isAbove) {
    return isAbove ? above : below;
  }

  /** Whether it can be unusually low as well as unusually high; one that can't is never below 0. */
  boolean hasBelow() {
    return below != Pattern.NONE;
  }

  /** Up to this it is usual in any series. */
  double usual() {
    return this == UNCHANGED ? Repeats.USUAL : 0;
  }

  /** Whether it says where the mean of several readings lies. */
  boolean isOfMeans() {
    return this == SHORT_MEAN || this == MEAN || this == STEP;
  }

  /** How many of the latest readings it is made of. */
  int readings() {
    return readings;
  }
}
