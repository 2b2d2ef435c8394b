package dev.gantry.detectors;

/**
 * Whether what changes keeps the texture of the background at one ratio.
 *
 * <p>A shadow dims by one factor what it falls on; a vehicle replaces it. So where a pixel and its
 * neighbour show different parts of the background, such as a lane marking and the road beside it,
 * equal ratios speak for a shadow, and ratios that differ as if one colour covered both against.
 */
final class RatioPairs {

  /** A pair of pixels tells something when the background differs by this between them. */
  private static final float LEAST_CONTRAST = 8;

  /** And by this share. */
  private static final float LEAST_RELATIVE = 0.12f;

  /**
   * Ratios of a pair are equal when they differ by less than this part of what they do where one
   * colour covers both.
   */
  private static final float EQUAL = 0.3f;

  /** What a ratio is compared with. */
  private static final int[][] BESIDE = Ratios.beside(3, 6);

  private final float[] equal = new float[Ratios.BINS];
  private final float[] all = new float[Ratios.BINS];
  private float total;

  /** Whether two pixels of the background differ enough to tell something. */
  static boolean differ(float first, float second) {
    float contrast = Math.abs(first - second);
    return contrast >= LEAST_CONTRAST && 2 * contrast >= LEAST_RELATIVE * (first + second);
  }

  /**
   * Counts a pair that came to be covered.
   *
   * @param contrast between the two in the background, as a share of their sum
   */
  void add(float first, float second, float contrast) {
    int bin = Ratios.bin((first + second) / 2);
    total++;
    all[bin]++;
    equal[bin] += Math.abs(first - second) < EQUAL * contrast * (first + second) ? 1 : 0;
  }

  /** All pairs that count. */
  float total() {
    return total;
  }

  /** Lets what was seen so far count half. */
  void forgetHalf() {
    for (int bin = 0; bin < Ratios.BINS; bin++) {
      equal[bin] /= 2;
      all[bin] /= 2;
    }
    total /= 2;
  }

  /** Standard errors that pairs of a ratio are equal more often than those some way beside it. */
  double clearness(int bin) {
    double usual = usual(bin);
    return (equal[bin] - usual * all[bin]) / Math.sqrt(1 + all[bin] * usual * (1 - usual));
  }

  /** Share of equal ones among pairs whose ratio is some way beside one. */
  private double usual(int bin) {
    double same = 1;
    double sum = 10;
    for (int beside : BESIDE[bin]) {
      same += equal[beside];
      sum += all[beside];
    }
    return same / sum;
  }
}
