package dev.gantry.detectors;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the camera shows the brightness and colour of the background now: automatic exposure and
 * white balance change whole frames at once when a bright vehicle enters.
 *
 * <p>For each colour it is a gain, the median over the frame of the ratio of pixel to background,
 * so that objects covering less than half of what is compared do not move it. Cameras clip bright
 * parts and compress them before, so each of 16 levels of the background may depart from that gain
 * when enough of its pixels say so.
 */
final class ToneCurve {

  private static final int BINS = 1024;
  private static final float BINS_PER_ONE = 256;

  /** Pixels darker are mostly noise, brighter ones may be clipped. */
  private static final int DARKEST = 16;

  private static final int BRIGHTEST = 240;

  private static final int LEVELS = 16;
  private static final float LEVEL = 256f / LEVELS;
  private static final int MIN_PER_LEVEL = 20;

  /** A level departs from the gain by this factor at most, or an object hides its pixels. */
  private static final float MAX_DEPARTURE = 1.6f;

  /** Pixels by the ratio to their background, for each colour. */
  private final int[][] ratios = new int[3][BINS];

  /** Pixels that were counted by ratio. */
  private final int[] used = new int[3];

  /** Pixels by level of their background and by value, for each colour: 256 values a level. */
  private final int[][] byLevel = new int[3][LEVELS * 256];

  private final double[][] referenceSum = new double[3][LEVELS];
  private final float[][] knots = new float[3][LEVELS];
  private final float[][] departures = new float[3][LEVELS];
  private final int[] knotCount = new int[3];
  private final float[] gain = {1, 1, 1};
  private final float[][] curve = new float[3][257];
  private final float[][] inverse = new float[3][256];

  ToneCurve() {
    for (int c = 0; c < 3; c++) {
      build(c);
    }
  }

  /**
   * Estimates the gain anew; the curve keeps its shape. Good enough for an image that is not
   * aligned with the background yet.
   *
   * @param ignore pixels that showed objects in the last frame; they are left out while enough
   *     others remain
   */
  void estimateGain(WorkImage image, float[] background, byte[] ignore) {
    countRatios(image, background, ignore);
    boolean[] few = new boolean[3];
    for (int c = 0; c < 3; c++) {
      few[c] = used[c] < image.pixels() / 12;
      if (!few[c]) {
        takeGain(c);
      }
    }
    if (few[0] || few[1] || few[2]) {
      countRatios(image, background, null);
    }
    for (int c = 0; c < 3; c++) {
      if (few[c]) {
        takeGain(c);
      }
      build(c);
    }
  }

  /** Where there is next to nothing to compare, such as at night, it stays what it was. */
  private void takeGain(int c) {
    if (used[c] >= 32) {
      gain[c] = Math.max(1 / 16f, median(ratios[c], 0, BINS, used[c]) / BINS_PER_ONE);
    }
  }

  /** Estimates the shape of the curve anew, from an image aligned with the background. */
  void estimateShape(WorkImage image, float[] background, byte[] ignore) {
    countLevels(image, background, ignore);
    for (int c = 0; c < 3; c++) {
      findKnots(c);
      build(c);
    }
  }

  /** Counts every second pixel, which is plenty, in one pass for all colours. */
  private void countRatios(WorkImage image, float[] background, byte @Nullable [] ignore) {
    for (int[] counts : ratios) {
      Arrays.fill(counts, 0);
    }
    Arrays.fill(used, 0);
    int pixels = image.pixels();
    for (int i = 0, p = 0; i < pixels; i += 2, p += 6) {
      if (image.known[i] && (ignore == null || ignore[i] == BackgroundModel.SAME)) {
        countRatio(0, image.bgr[p] & 0xFF, background[p]);
        countRatio(1, image.bgr[p + 1] & 0xFF, background[p + 1]);
        countRatio(2, image.bgr[p + 2] & 0xFF, background[p + 2]);
      }
    }
  }

  private void countRatio(int c, int value, float reference) {
    if (value < BRIGHTEST && reference >= DARKEST && reference < BRIGHTEST) {
      int bin = (int) (value / reference * BINS_PER_ONE);
      ratios[c][Math.min(bin, BINS - 1)]++;
      used[c]++;
    }
  }

  private void countLevels(WorkImage image, float[] background, byte[] ignore) {
    for (int c = 0; c < 3; c++) {
      Arrays.fill(byLevel[c], 0);
      Arrays.fill(referenceSum[c], 0);
    }
    int pixels = image.pixels();
    for (int i = 0, p = 0; i < pixels; i += 2, p += 6) {
      if (image.known[i] && ignore[i] == BackgroundModel.SAME) {
        countLevel(0, image.bgr[p] & 0xFF, background[p]);
        countLevel(1, image.bgr[p + 1] & 0xFF, background[p + 1]);
        countLevel(2, image.bgr[p + 2] & 0xFF, background[p + 2]);
      }
    }
  }

  private void countLevel(int c, int value, float reference) {
    int level = Math.min(LEVELS - 1, (int) (reference / LEVEL));
    byLevel[c][level * 256 + value]++;
    referenceSum[c][level] += reference;
  }

  /** Median of what is counted in some bins, of which the first is 0. */
  private static float median(int[] counts, int from, int bins, int used) {
    int half = used / 2;
    int below = 0;
    for (int bin = 0; bin < bins; bin++) {
      int count = counts[from + bin];
      if (below + count > half) {
        return bin + (half - below) / (float) count;
      }
      below += count;
    }
    return bins - 1;
  }

  /** Points of the curve where enough pixels tell it: their background values and departures. */
  private void findKnots(int c) {
    int count = 0;
    for (int level = 0; level < LEVELS; level++) {
      int here = countOf(c, level);
      float middle = (float) (referenceSum[c][level] / Math.max(1, here));
      if (here >= MIN_PER_LEVEL && middle > DARKEST) {
        // a value v stands for v - 0.5 to v + 0.5
        float value = median(byLevel[c], level * 256, 256, here) - 0.5f;
        float departure = value / (gain[c] * middle);
        if (departure < MAX_DEPARTURE && departure > 1 / MAX_DEPARTURE) {
          knots[c][count] = middle;
          departures[c][count++] = departure;
        }
      }
    }
    knotCount[c] = count;
  }

  private int countOf(int c, int level) {
    int sum = 0;
    for (int value = 0; value < 256; value++) {
      sum += byLevel[c][level * 256 + value];
    }
    return sum;
  }

  private void build(int c) {
    int count = knotCount[c];
    float last = 0;
    int next = 0;
    for (int v = 0; v <= 256; v++) {
      while (next < count && knots[c][next] < v) {
        next++;
      }
      last = Math.max(last, Math.min(255, gain[c] * v * departure(c, v, next)));
      curve[c][v] = last;
    }
    int v = 0;
    for (int shown = 0; shown < 256; shown++) {
      while (v < 255 && curve[c][v + 1] <= shown) {
        v++;
      }
      float step = curve[c][v + 1] - curve[c][v];
      float within = step > 1e-3f ? Math.min(1, (shown - curve[c][v]) / step) : 0;
      inverse[c][shown] = Math.max(0, Math.min(255, v + within));
    }
  }

  /** Between knots by interpolation; beyond the last ones as there. */
  private float departure(int c, int v, int next) {
    int count = knotCount[c];
    if (count == 0) {
      return 1;
    }
    if (next == 0 || next == count) {
      return departures[c][Math.min(next, count - 1)];
    }
    float share = (v - knots[c][next - 1]) / (knots[c][next] - knots[c][next - 1]);
    return departures[c][next - 1] + share * (departures[c][next] - departures[c][next - 1]);
  }

  /** What a background value of a colour plane (blue first) looks like now, 0 to 255. */
  float shown(int channel, float background) {
    int low = Math.min(255, (int) background);
    float share = background - low;
    float[] values = curve[channel];
    return values[low] + share * (values[low + 1] - values[low]);
  }

  /** The background value that looks like this now, 0 to 255. */
  float original(int channel, int shown) {
    return inverse[channel][shown];
  }

  /** Factor on brightness differences. */
  float gain() {
    return 0.114f * gain[0] + 0.587f * gain[1] + 0.299f * gain[2];
  }
}
