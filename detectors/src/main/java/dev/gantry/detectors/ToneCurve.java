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
  private static final int MIN_PER_LEVEL = 20;

  /** A level departs from the gain by this factor at most, or an object hides its pixels. */
  private static final float MAX_DEPARTURE = 1.6f;

  private final int[] histogram = new int[BINS];
  private final int[][] byLevel = new int[LEVELS][256];
  private final float[] gain = {1, 1, 1};
  private final float[][] curve = new float[3][257];
  private final float[][] inverse = new float[3][256];

  ToneCurve() {
    for (int c = 0; c < 3; c++) {
      build(c, new float[LEVELS]);
    }
  }

  /**
   * Estimates anew.
   *
   * @param ignore pixels that showed objects in the last frame; they are left out while enough
   *     others remain
   */
  void estimate(WorkImage image, float[] background, byte[] ignore) {
    for (int c = 0; c < 3; c++) {
      int used = count(image, background, ignore, c);
      if (used < image.pixels() / 12) {
        used = count(image, background, null, c);
      }
      // next to nothing to compare, such as at night: keep what was
      if (used >= 32) {
        gain[c] = Math.max(1 / 16f, median(used));
      }
      build(c, departures(c));
    }
  }

  private int count(WorkImage image, float[] background, byte @Nullable [] ignore, int c) {
    Arrays.fill(histogram, 0);
    for (int[] level : byLevel) {
      Arrays.fill(level, 0);
    }
    int used = 0;
    // every second pixel is plenty
    for (int i = 0; i < image.pixels(); i += 2) {
      if (!image.known[i] || (ignore != null && ignore[i] != BackgroundModel.SAME)) {
        continue;
      }
      int value = image.bgr[i * 3 + c] & 0xFF;
      float reference = background[i * 3 + c];
      byLevel[level(reference)][value]++;
      if (value < BRIGHTEST && reference >= DARKEST && reference < BRIGHTEST) {
        int bin = (int) (value / reference * BINS_PER_ONE);
        histogram[Math.min(bin, BINS - 1)]++;
        used++;
      }
    }
    return used;
  }

  private static int level(float reference) {
    return Math.min(LEVELS - 1, (int) (reference / (256f / LEVELS)));
  }

  private float median(int used) {
    return median(histogram, used) / BINS_PER_ONE;
  }

  private static float median(int[] counts, int used) {
    int half = used / 2;
    int below = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      if (below + counts[bin] > half) {
        return bin + (half - below) / (float) counts[bin];
      }
      below += counts[bin];
    }
    return counts.length - 1;
  }

  /** Factor on the gain of each level; 0 where nothing is known. */
  private float[] departures(int c) {
    float[] departures = new float[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      int used = Arrays.stream(byLevel[level]).sum();
      float middle = (level + 0.5f) * (256f / LEVELS);
      if (used >= MIN_PER_LEVEL && middle > DARKEST) {
        float departure = median(byLevel[level], used) / (gain[c] * middle);
        boolean plausible = departure < MAX_DEPARTURE && departure > 1 / MAX_DEPARTURE;
        departures[level] = plausible ? departure : 0;
      }
    }
    return departures;
  }

  private void build(int c, float[] departures) {
    float last = 0;
    for (int v = 0; v <= 256; v++) {
      float at = v / (256f / LEVELS) - 0.5f;
      int low = Math.max(0, Math.min(LEVELS - 1, (int) Math.floor(at)));
      int high = Math.min(LEVELS - 1, low + 1);
      float share = Math.max(0, Math.min(1, at - low));
      float departure = known(departures[low]) * (1 - share) + known(departures[high]) * share;
      float value = Math.min(255, gain[c] * v * departure);
      last = Math.max(last, value);
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

  private static float known(float departure) {
    return departure == 0 ? 1 : departure;
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
