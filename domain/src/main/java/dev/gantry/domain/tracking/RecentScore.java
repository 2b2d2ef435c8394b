package dev.gantry.domain.tracking;

import java.nio.ByteBuffer;

/**
 * How sure the detector has been of an object lately: the mean of its scores, in which a score
 * counts half as much for each tenth of a second since. An object that comes near is seen ever
 * better; the median of its whole life would long speak against it.
 */
final class RecentScore {

  /** Time in which the weight of a score falls to 1/e, seconds: a half each tenth of a second. */
  private static final double MEMORY = 0.144;

  private float sum;
  private float weight;

  /**
   * Takes in a score.
   *
   * @param elapsed seconds since the score before
   */
  void add(double elapsed, double score) {
    double fade = StrictMath.exp(-elapsed / MEMORY);
    sum = (float) (sum * fade + score);
    weight = (float) (weight * fade + 1);
  }

  /** The mean, 0 to 1; 0 without scores. */
  double value() {
    return weight > 0 ? (double) sum / weight : 0;
  }

  void write(StateWriter to) {
    to.put(sum).put(weight);
  }

  static RecentScore read(ByteBuffer from) {
    RecentScore recent = new RecentScore();
    recent.sum = from.getFloat();
    recent.weight = from.getFloat();
    return recent;
  }
}
