package dev.gantry.domain.anomaly;

/** What a reading, or that none came, broke, as far as it broke anything. */
public enum Pattern {
  /** Nothing unusual. */
  NONE("none"),
  /** Too little is known yet to judge. */
  LEARNING("learning"),
  /** No number, or not later than the reading before; it is left out. */
  UNUSABLE("unusable"),
  /** One reading far above those just before it. */
  SPIKE("spike"),
  /** One reading far below those just before it. */
  DROP("drop"),
  /** The mean of a while lies where it never lay. */
  LEVEL_SHIFT("level_shift"),
  /** The reading is not what this time of the day or the week usually brings. */
  SEASON("season"),
  /** The readings scatter more, or less, than they ever did. */
  VARIABILITY("variability"),
  /** The same value again and again, longer than ever. */
  FLATLINE("flatline"),
  /** No reading for longer than ever is usual. */
  SILENCE("silence"),
  /** What one sensor says at one moment can't all be true. */
  CONTRADICTION("contradiction"),
  /** Readings again after such a silence; nothing is broken any more. */
  SILENCE_OVER("silence_over");

  private final String text;

  Pattern(String text) {
    this.text = text;
  }

  /** The name in records and rules: lower case, words joined by underscores. */
  public String text() {
    return text;
  }
}
