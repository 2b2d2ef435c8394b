package dev.gantry.detectors;

/**
 * Whether the light that is left where something changes crowds around one ratio.
 *
 * <p>Where a shadow falls on plain ground, each of its pixels has the same ratio, whatever casts
 * it; vehicles have ratios of all kinds. So more pixels than beside a ratio speak for it, image by
 * image, and fewer against: their sum, over its standard error as if it were as often the one as
 * the other (a self-normalised sum: de la Peña, Lai and Shao, "Self-Normalized Processes", 2009).
 */
final class RatioCrowd {

  /** What a ratio is compared with. */
  private static final int[][] BESIDE = Ratios.beside(2, 4);

  /** More pixels of an image than this say no more: one bus is not the sun. */
  private static final double MOST = 10;

  private final double[] sums = new double[Ratios.BINS];
  private final double[] squares = new double[Ratios.BINS];

  /** Counts the pixels of an image that came to be covered, by their ratio. */
  void add(int[] pixels) {
    for (int bin = 0; bin < Ratios.BINS; bin++) {
      double more = pixels[bin] - beside(pixels, bin);
      double bounded = Math.max(-MOST, Math.min(MOST, more));
      sums[bin] += bounded;
      squares[bin] += bounded * bounded;
    }
  }

  private static double beside(int[] pixels, int bin) {
    double sum = 0;
    for (int beside : BESIDE[bin]) {
      sum += pixels[beside];
    }
    return sum / BESIDE[bin].length;
  }

  /** Lets what was seen so far count half. */
  void forgetHalf() {
    for (int bin = 0; bin < Ratios.BINS; bin++) {
      sums[bin] /= 2;
      squares[bin] /= 2;
    }
  }

  /** How many standard errors more frequent a ratio is than those beside it. */
  double clearness(int bin) {
    return sums[bin] / Math.sqrt(1 + squares[bin]);
  }
}
