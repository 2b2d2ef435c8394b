package dev.gantry.topologies.rule;

/**
 * Texts that go into signals and alerts, no longer than anybody reads: an alert is written again at
 * each of its changes, and everything that it says with it.
 */
final class Shortened {

  /** Longest text, characters, without the sign that some was left out. */
  static final int LONGEST = 4_096;

  private Shortened() {}

  /** A text, its end left out where it is too long. */
  static String of(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }
}
