package dev.gantry.detectors;

/**
 * How much light cast shadows leave, learned from what passes.
 *
 * <p>In sunshine the light that is left crowds around one ratio where shadows fall ({@link
 * RatioCrowd}), and there it keeps the texture of the ground ({@link RatioPairs}); in rain and at
 * night neither. Both are asked together (Stouffer's method: the sum of standard errors over the
 * root of two). A pixel tells once, when it comes to be covered: what stands would outweigh all
 * that passes. Until anything was seen, all that may be a shadow counts as one.
 *
 * <p>That shadows keep texture is from Sanin, Sanderson and Lovell, "Shadow detection: a survey and
 * comparative evaluation", Pattern Recognition 45 (2012); that a scene has one factor, from
 * Martel-Brisson and Zaccarin, PAMI 29 (2007).
 */
final class ShadowLight {

  /** Before anything is known, a shadow leaves this share of the light at least. */
  private static final float DARKEST = 0.5f;

  /** At most. */
  private static final float LIGHTEST = 0.97f;

  /** Darker background tells little. */
  private static final float LEAST_LUMA = 30;

  /** Share of the clearest ratio's standard errors that those beside it have, to be shadows too. */
  private static final double FOOT = 0.25;

  /** Pairs, told again in each image, before anything is concluded. */
  private static final int ENOUGH = 60;

  /** Pairs after which the older ones count half. */
  private static final int MOST = 3000;

  /** Standard errors before shadows are known. */
  private static final double CLEAR = 4.5;

  /** The same where shadows were known before. */
  private static final double STILL_CLEAR = 2;

  /** Work pixels that the edge of a shadow is soft. */
  private static final int SOFT = 2;

  /** Noise of a single pixel's ratio. */
  private static final float MARGIN = 0.02f;

  private final RatioPairs pairs = new RatioPairs();
  private final RatioCrowd crowd = new RatioCrowd();
  private final int[] edges;

  /** Whether a pixel had changed in the image before. */
  private final boolean[] covered;

  private int seen;
  private boolean sunny;
  private float least = DARKEST;
  private float most = LIGHTEST;

  ShadowLight(int pixels) {
    this.edges = new int[pixels];
    this.covered = new boolean[pixels];
  }

  /** Learns from an image whose mask was computed with what was known before. */
  void learn(WorkImage image, float[] expected, byte[] mask, boolean[] dimmed) {
    for (int y = 0; y + 1 < image.height; y++) {
      for (int x = 0; x + 1 < image.width; x++) {
        int i = y * image.width + x;
        if (mask[i] >= BackgroundModel.SHADOW) {
          learn(image.luma, expected, mask, i, i + 1);
          learn(image.luma, expected, mask, i, i + image.width);
        }
      }
    }
    crowd.add(cover(image.luma, expected, mask, dimmed));
    if (pairs.total() > MOST) {
      pairs.forgetHalf();
      crowd.forgetHalf();
    }
    if (seen == ENOUGH) {
      decide();
    }
  }

  private void learn(float[] luma, float[] expected, byte[] mask, int i, int j) {
    if (mask[j] < BackgroundModel.SHADOW || !RatioPairs.differ(expected[i], expected[j])) {
      return;
    }
    float first = luma[i] / expected[i];
    float second = luma[j] / expected[j];
    if (Ratios.contains(first) && Ratios.contains(second)) {
      seen = Math.min(ENOUGH, seen + 1);
      if (!covered[i] || !covered[j]) {
        float sum = expected[i] + expected[j];
        pairs.add(first, second, Math.abs(expected[i] - expected[j]) / sum);
      }
    }
  }

  /** Remembers what is covered, and counts what has come to be, by its ratio. */
  private int[] cover(float[] luma, float[] expected, byte[] mask, boolean[] dimmed) {
    var counts = new int[Ratios.BINS];
    for (int i = 0; i < mask.length; i++) {
      boolean covers = mask[i] >= BackgroundModel.SHADOW;
      if (covers && !covered[i] && dimmed[i] && expected[i] > LEAST_LUMA) {
        float ratio = luma[i] / expected[i];
        if (Ratios.contains(ratio)) {
          counts[Ratios.bin(ratio)]++;
        }
      }
      covered[i] = covers;
    }
    return counts;
  }

  private void decide() {
    int peak = 0;
    for (int bin = 1; bin < Ratios.SUNNY_BINS; bin++) {
      peak = clearness(bin) > clearness(peak) ? bin : peak;
    }
    sunny = clearness(peak) > (sunny ? STILL_CLEAR : CLEAR);
    int from = peak;
    int to = peak;
    double foot = FOOT * clearness(peak);
    while (from > 0 && clearness(from - 1) >= foot) {
      from--;
    }
    while (to + 1 < Ratios.BINS && clearness(to + 1) >= foot) {
      to++;
    }
    least = sunny ? Ratios.least(from) - MARGIN : 1;
    most = sunny ? Ratios.least(to + 1) + MARGIN : 0;
  }

  private double clearness(int bin) {
    return (pairs.clearness(bin) + crowd.clearness(bin)) / Math.sqrt(2);
  }

  /** Counts the soft edges of shadows to them: what changed beside them and is but lighter. */
  void addEdges(WorkImage image, float[] expected, byte[] mask) {
    if (!sunny) {
      return;
    }
    int end = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] == BackgroundModel.SHADOW) {
        edges[end++] = i;
      }
    }
    int from = 0;
    for (int depth = 0; depth < SOFT; depth++) {
      int to = end;
      for (int n = from; n < to; n++) {
        end = addBeside(edges[n], end, image, expected, mask);
      }
      from = to;
    }
  }

  private int addBeside(int i, int count, WorkImage image, float[] expected, byte[] mask) {
    int end = count;
    int x = i % image.width;
    for (int side = 0; side < 4; side++) {
      int step = side < 2 ? 1 : image.width;
      int j = side % 2 == 0 ? i - step : i + step;
      boolean inside = side > 1 || (side == 0 ? x > 0 : x + 1 < image.width);
      if (inside && j >= 0 && j < mask.length && mask[j] >= BackgroundModel.WEAK) {
        float ratio = image.luma[j] / Math.max(1, expected[j]);
        if (ratio > least && ratio < LIGHTEST) {
          mask[j] = BackgroundModel.SHADOW;
          edges[end++] = j;
        }
      }
    }
    return end;
  }

  /** The least share of the light that a shadow leaves, 0 to 1; above {@link #most} for none. */
  float least() {
    return least;
  }

  /** The largest share of the light that a shadow leaves, 0 to 1. */
  float most() {
    return most;
  }
}
