package dev.gantry.bench.tracking;

/**
 * What of a sequence is not scored.
 *
 * @param sequence its name
 * @param what and why
 */
record LeftOut(String sequence, String what) {

  String words() {
    return sequence + ": " + what;
  }
}
