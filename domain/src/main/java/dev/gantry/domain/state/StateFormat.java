package dev.gantry.domain.state;

/** Checks the first byte of a state that was stored in a binary form of its own. */
public final class StateFormat {

  private StateFormat() {}

  /**
   * Refuses a state of another format.
   *
   * @param state what it is the state of, in words
   * @throws IllegalArgumentException when the formats differ
   */
  public static void require(byte expected, byte found, String state) {
    if (expected != found) {
      throw new IllegalArgumentException(
          state + ": expected state of format " + expected + ", found " + found);
    }
  }
}
