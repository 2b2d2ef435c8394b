package dev.gantry.domain.traffic;

/** Checks the first byte of a state. */
final class StateFormat {

  private StateFormat() {}

  static void require(byte expected, byte found, String state) {
    if (expected != found) {
      throw new IllegalArgumentException(
          state + ": expected state of format " + expected + ", found " + found);
    }
  }
}
