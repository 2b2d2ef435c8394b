package dev.gantry.domain.camera;

/** Which way something goes on a segment. */
public enum Direction {
  /** Less than 90 degrees off the segment's heading. */
  ALONG("along"),
  /** 90 degrees off the segment's heading, or more. */
  AGAINST("against"),
  /** It never moved fast enough to tell. */
  UNKNOWN("");

  private final String word;

  Direction(String word) {
    this.word = word;
  }

  /** As records have it: {@code along}, {@code against} or empty. */
  public String word() {
    return word;
  }

  /** The direction of a word; unknown for any other word. */
  public static Direction of(String word) {
    for (Direction direction : values()) {
      if (direction.word.equals(word)) {
        return direction;
      }
    }
    return UNKNOWN;
  }
}
