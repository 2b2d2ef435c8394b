package dev.gantry.detectors;

/**
 * How much light cast shadows leave, learned from what passes.
 *
 * <p>A shadow dims what it falls on by one factor and keeps its texture; a vehicle replaces it. So
 * where a changed pixel and its neighbour show different parts of the background, such as a lane
 * marking and the road beside it, equal ratios to the background speak for a shadow and unequal
 * ones against. In sunshine these ratios crowd around one value; in rain and at night around none.
 * The idea of keeping texture is that of Sanin, Sanderson and Lovell, "Shadow detection: a survey
 * and comparative evaluation", Pattern Recognition 45 (2012); that of one factor for a scene, of
 * Martel-Brisson and Zaccarin, PAMI 29 (2007). Until enough was seen, all that may be a shadow
 * counts as one.
 */
final class ShadowLight {

  /** Before anything is known, a shadow leaves this share of the light at least. */
  private static final float DARKEST = 0.5f;

  /** At most. */
  private static final float LIGHTEST = 0.97f;

  /** A pair of pixels tells something when the background differs by this between them. */
  private static final float LEAST_CONTRAST = 8;

  /** And by this share. */
  private static final float LEAST_RELATIVE = 0.12f;

  /** Ratios of a pair that differ by less are equal. */
  private static final float EQUAL = 0.06f;

  /** Ratios that are looked at: darker is hardly a shadow, lighter hardly a change. */
  private static final float FROM = 0.36f;

  private static final float TO = 0.86f;

  private static final int BINS = 25;
  private static final float BIN = (TO - FROM) / BINS;

  /** Share of the most frequent ratio's pairs that neighbouring ones have, to be of shadows too. */
  private static final float FOOT = 0.2f;

  /** Pairs before anything is concluded. */
  private static final int ENOUGH = 60;

  /** Pairs after which the older ones count half. */
  private static final int MOST = 3000;

  /** How much more frequent than those beside it the ratio of shadows is. */
  private static final float SHARP = 5;

  /** Work pixels that the edge of a shadow is soft. */
  private static final int SOFT = 2;

  /** Noise of a single pixel's ratio. */
  private static final float MARGIN = 0.02f;

  private final float[] equal = new float[BINS];
  private final int[] edges;
  private float total;
  private boolean sunny;
  private float least = DARKEST;
  private float most = LIGHTEST;

  ShadowLight(int pixels) {
    this.edges = new int[pixels];
  }

  /** Learns from an image whose mask was computed with what was known before. */
  void learn(WorkImage image, float[] expected, byte[] mask) {
    for (int y = 0; y + 1 < image.height; y++) {
      for (int x = 0; x + 1 < image.width; x++) {
        int i = y * image.width + x;
        if (mask[i] >= BackgroundModel.SHADOW) {
          learn(image.luma, expected, mask, i, i + 1);
          learn(image.luma, expected, mask, i, i + image.width);
        }
      }
    }
    if (total > MOST) {
      for (int bin = 0; bin < BINS; bin++) {
        equal[bin] *= 0.5f;
      }
      total *= 0.5f;
    }
    decide();
  }

  private void learn(float[] luma, float[] expected, byte[] mask, int i, int j) {
    float contrast = Math.abs(expected[i] - expected[j]);
    float sum = expected[i] + expected[j];
    if (mask[j] < BackgroundModel.SHADOW
        || contrast < LEAST_CONTRAST
        || 2 * contrast < LEAST_RELATIVE * sum) {
      return;
    }
    float first = luma[i] / expected[i];
    float second = luma[j] / expected[j];
    if (Math.min(first, second) < FROM || Math.max(first, second) >= TO) {
      return;
    }
    total++;
    if (Math.abs(first - second) < EQUAL) {
      equal[(int) (((first + second) / 2 - FROM) / BIN)]++;
    }
  }

  private void decide() {
    if (total < ENOUGH) {
      return;
    }
    int peak = 0;
    for (int bin = 1; bin < BINS; bin++) {
      peak = equal[bin] > equal[peak] ? bin : peak;
    }
    sunny = equal[peak] > ENOUGH / 4f && equal[peak] > SHARP * beside(peak);
    int from = peak;
    int to = peak;
    while (from > 0 && equal[from - 1] >= FOOT * equal[peak]) {
      from--;
    }
    while (to + 1 < BINS && equal[to + 1] >= FOOT * equal[peak]) {
      to++;
    }
    least = sunny ? FROM + from * BIN - MARGIN : 1;
    most = sunny ? FROM + (to + 1) * BIN + MARGIN : 0;
  }

  /** How frequent the ratios some way beside one are. */
  private float beside(int peak) {
    float sum = 0;
    for (int off = 3; off <= 5; off++) {
      sum += peak >= off ? equal[peak - off] : 0;
      sum += peak + off < BINS ? equal[peak + off] : 0;
    }
    return sum / 6;
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
