package dev.gantry.detectors;

import java.util.Arrays;

/**
 * What a camera sees when nothing is there, pixel by pixel, and what differs from it.
 *
 * <p>Each pixel has a mean colour, a noise (mean absolute difference), and a candidate: the colour
 * that has replaced the background, with the time it has lasted. A candidate that lasts becomes the
 * background. All rates are per second of event time, so the frame rate does not matter.
 *
 * <p>About 40 bytes a pixel: 2.3 MB at 320 x 180.
 */
final class BackgroundModel {

  /** Classes of pixels in {@link #mask}. */
  static final byte SAME = 0;

  static final byte UNKNOWN = 1;
  static final byte SHADOW = 2;
  static final byte WEAK = 3;
  static final byte STRONG = 4;

  /** Brightness that always counts as noise, 0 to 255. */
  private static final float BASE_TOLERANCE = 6;

  private static final float NOISE_FACTOR = 3.5f;

  /** Pixels of misalignment that edges of the background are forgiven. */
  private static final float EDGE_FACTOR = 0.35f;

  private static final float MAX_NOISE = 14;

  /** Ratios of the three colours within a shadow differ by less. */
  private static final float SHADOW_TINT = 0.13f;

  /** Seconds over which changes of a pixel are counted. */
  private static final double FLICKER_SECONDS = 10;

  /** Changes within them that leaves and water make, but passing vehicles do not. */
  private static final float FLICKERING = 8;

  private static final float COLOUR_WEIGHT = 0.5f;

  /** Where {@link #difference} ends. */
  private static final float MAX_DIFFERENCE = 8;

  private static final double MEAN_SECONDS = 8;

  /** Time in which the background takes on a new exposure. */
  private static final double SETTLE_SECONDS = 30;

  /** Above this a background pixel may be clipped, so it may not follow the gain. */
  private static final float CLIPPED = 236;

  private final int width;
  private final int pixels;
  private final float[] mean;
  private final float[] luma;
  private final float[] noise;
  private final float[] candidate;
  private final float[] candidateSeconds;
  private final float[] flicker;

  /** Class of each pixel in the last frame. */
  final byte[] mask;

  /**
   * Difference of each pixel in the last frame, in tolerances, at most 8; 0 where it is no more
   * than what counts as noise everywhere.
   */
  final float[] difference;

  /** Whether the colours of a changed pixel all changed by nearly one factor, as in a shadow. */
  final boolean[] dimmed;

  private double learnedSeconds;

  BackgroundModel(WorkImage first) {
    this.width = first.width;
    this.pixels = first.pixels();
    this.mean = new float[pixels * 3];
    this.luma = first.luma.clone();
    this.noise = new float[pixels];
    this.candidate = new float[pixels * 3];
    this.candidateSeconds = new float[pixels];
    this.flicker = new float[pixels];
    this.mask = new byte[pixels];
    this.difference = new float[pixels];
    this.dimmed = new boolean[pixels];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = first.bgr[i] & 0xFF;
    }
    Arrays.fill(noise, 1.5f);
  }

  /** A background as it was. */
  static final class Kept {
    private final float[] mean;
    private final float[] luma;
    private final float[] noise;

    private Kept(BackgroundModel model) {
      mean = model.mean.clone();
      luma = model.luma.clone();
      noise = model.noise.clone();
    }

    /** Brightness of the mean. */
    float[] luma() {
      return luma;
    }
  }

  /** The background as it is, whatever becomes of it. */
  Kept keep() {
    return new Kept(this);
  }

  /** Goes back to what it was; nothing covers it now, as far as is known. */
  void restore(Kept kept) {
    System.arraycopy(kept.mean, 0, mean, 0, mean.length);
    System.arraycopy(kept.luma, 0, luma, 0, pixels);
    System.arraycopy(kept.noise, 0, noise, 0, pixels);
    Arrays.fill(candidateSeconds, 0);
    Arrays.fill(mask, SAME);
  }

  /** Mean colours, blue first. */
  float[] mean() {
    return mean;
  }

  /** Brightness of the mean. */
  float[] luma() {
    return luma;
  }

  /** Fills {@code shown} with the brightness that the background would have now. */
  void show(ToneCurve tone, float[] shown) {
    for (int i = 0; i < pixels; i++) {
      shown[i] = shown(tone, i);
    }
  }

  /** The same for some pixels and the four beside each; none of them at the border. */
  void show(ToneCurve tone, int[] around, float[] shown) {
    for (int i : around) {
      shown[i] = shown(tone, i);
      shown[i - 1] = shown(tone, i - 1);
      shown[i + 1] = shown(tone, i + 1);
      shown[i - width] = shown(tone, i - width);
      shown[i + width] = shown(tone, i + width);
    }
  }

  private float shown(ToneCurve tone, int i) {
    int p = i * 3;
    return 0.114f * tone.shown(0, mean[p])
        + 0.587f * tone.shown(1, mean[p + 1])
        + 0.299f * tone.shown(2, mean[p + 2]);
  }

  /**
   * Compares an image with the background. Returns the share of known pixels that differ.
   *
   * @param expected receives the brightness that the background would have now
   */
  double compare(WorkImage image, ToneCurve tone, ShadowLight shadow, float[] expected) {
    float gain = tone.gain();
    float base = BASE_TOLERANCE * Math.max(0.75f, Math.min(1.5f, gain));
    int changed = 0;
    int seen = 0;
    for (int i = 0; i < pixels; i++) {
      if (!image.known[i]) {
        mask[i] = UNKNOWN;
        difference[i] = 0;
        continue;
      }
      seen++;
      int p = i * 3;
      float v0 = image.bgr[p] & 0xFF;
      float v1 = image.bgr[p + 1] & 0xFF;
      float v2 = image.bgr[p + 2] & 0xFF;
      float e0 = expected(mean[p], tone.shown(0, mean[p]), v0);
      float e1 = expected(mean[p + 1], tone.shown(1, mean[p + 1]), v1);
      float e2 = expected(mean[p + 2], tone.shown(2, mean[p + 2]), v2);
      expected[i] = 0.114f * e0 + 0.587f * e1 + 0.299f * e2;
      float d = distance(v0 - e0, v1 - e1, v2 - e2);
      if (d <= base) {
        mask[i] = SAME;
        difference[i] = 0;
        continue;
      }
      float tolerance = base + NOISE_FACTOR * noise[i] + EDGE_FACTOR * gain * edge(i);
      difference[i] = Math.min(MAX_DIFFERENCE, d / tolerance);
      if (d <= tolerance) {
        mask[i] = SAME;
        continue;
      }
      if (isShadow(i, v0 / Math.max(1, e0), v1 / Math.max(1, e1), v2 / Math.max(1, e2), shadow)) {
        mask[i] = SHADOW;
      } else {
        mask[i] = d > 2 * tolerance ? STRONG : WEAK;
        changed++;
      }
    }
    return seen == 0 ? 0 : changed / (double) seen;
  }

  /** Whether a changed pixel may be in a shadow, by the share of the light that each colour has. */
  private boolean isShadow(int i, float r0, float r1, float r2, ShadowLight shadow) {
    float least = Math.min(r0, Math.min(r1, r2));
    float most = Math.max(r0, Math.max(r1, r2));
    dimmed[i] = most - least <= SHADOW_TINT;
    return dimmed[i] && least >= shadow.least() && most <= shadow.most();
  }

  /**
   * Difference of two colours: of brightness, or half that of colour, because JPEG keeps colour at
   * half the resolution and smears it around objects.
   */
  private static float distance(float d0, float d1, float d2) {
    float bright = 0.114f * d0 + 0.587f * d1 + 0.299f * d2;
    float colour = Math.max(Math.abs(d0 - bright), Math.abs(d2 - bright));
    return Math.max(Math.abs(bright), COLOUR_WEIGHT * colour);
  }

  /** What is clipped tells little: anything between the curve and the clipped value is expected. */
  private static float expected(float mean, float shown, float value) {
    if (mean >= CLIPPED && shown < mean) {
      return Math.max(shown, Math.min(mean, value));
    }
    return shown >= CLIPPED ? Math.max(CLIPPED, Math.min(shown, value)) : shown;
  }

  /** Largest step of brightness to a neighbour. */
  private float edge(int i) {
    int x = i % width;
    float here = luma[i];
    float step = x > 0 ? Math.abs(here - luma[i - 1]) : 0;
    step = x + 1 < width ? Math.max(step, Math.abs(here - luma[i + 1])) : step;
    step = i >= width ? Math.max(step, Math.abs(here - luma[i - width])) : step;
    return i + width < pixels ? Math.max(step, Math.abs(here - luma[i + width])) : step;
  }

  /**
   * Learns from an image that was compared.
   *
   * @param seconds since the last image
   * @param patience seconds after which what covers a pixel becomes its background, by pixel
   * @param noisy pixels that changed without belonging to an object: their noise grows if they keep
   *     doing so
   */
  void learn(WorkImage image, ToneCurve tone, double seconds, float[] patience, boolean[] noisy) {
    learnedSeconds += seconds;
    float rate =
        (float)
            Math.max(
                1 - Math.exp(-seconds / MEAN_SECONDS), seconds / (learnedSeconds + seconds + 1e-9));
    float noiseRate = (float) (1 - Math.exp(-seconds / 3));
    float fading = (float) Math.exp(-seconds / FLICKER_SECONDS);
    float settling = (float) (1 - Math.exp(-seconds / SETTLE_SECONDS));
    for (int i = 0, p = 0; i < pixels; i++, p += 3) {
      if (mask[i] == UNKNOWN) {
        continue;
      }
      float v0 = tone.original(0, image.bgr[p] & 0xFF);
      float v1 = tone.original(1, image.bgr[p + 1] & 0xFF);
      float v2 = tone.original(2, image.bgr[p + 2] & 0xFF);
      float m0 = mean[p];
      float m1 = mean[p + 1];
      float m2 = mean[p + 2];
      if (mask[i] == SAME) {
        // through the clipped end of the curve nothing comes back
        m0 += rate * (unclipped(m0, v0) - m0);
        m1 += rate * (unclipped(m1, v1) - m1);
        m2 += rate * (unclipped(m2, v2) - m2);
        // bounded, or what is nearly an object would hide the next one
        float off = Math.min(Math.abs(v1 - m1), 2 * noise[i] + 1);
        noise[i] += rate * (off - noise[i]);
        candidateSeconds[i] = 0;
        flicker[i] *= fading;
      } else {
        learnNoise(i, Math.abs(v1 - m1), noisy[i], fading, noiseRate);
        learnCandidate(i, v0, v1, v2, (float) seconds);
        if (candidateSeconds[i] > patience[i]) {
          m0 = candidate[p];
          m1 = candidate[p + 1];
          m2 = candidate[p + 2];
          noise[i] = Math.min(noise[i], 3);
          candidateSeconds[i] = 0;
        }
      }
      // towards what the camera makes of it now, so that the curve becomes straight
      m0 += settling * (tone.shown(0, m0) - m0);
      m1 += settling * (tone.shown(1, m1) - m1);
      m2 += settling * (tone.shown(2, m2) - m2);
      settle(candidate, p, tone, settling);
      mean[p] = m0;
      mean[p + 1] = m1;
      mean[p + 2] = m2;
      luma[i] = 0.114f * m0 + 0.587f * m1 + 0.299f * m2;
    }
  }

  /** Counts the changes of a pixel that is covered: where many are, they are noise. */
  private void learnNoise(int i, float off, boolean noisy, float fading, float rate) {
    boolean begins = candidateSeconds[i] == 0;
    flicker[i] = flicker[i] * fading + (begins && noisy ? 1 : 0);
    if (noisy && flicker[i] > FLICKERING) {
      noise[i] += rate * (Math.min(MAX_NOISE, off) - noise[i]);
    }
  }

  /** Follows the colour that covers a pixel. */
  private void learnCandidate(int i, float v0, float v1, float v2, float seconds) {
    int p = i * 3;
    if (lasts(p, v0, v1, v2)) {
      candidate[p] += 0.3f * (v0 - candidate[p]);
      candidate[p + 1] += 0.3f * (v1 - candidate[p + 1]);
      candidate[p + 2] += 0.3f * (v2 - candidate[p + 2]);
      candidateSeconds[i] += seconds;
    } else {
      candidate[p] = v0;
      candidate[p + 1] = v1;
      candidate[p + 2] = v2;
      candidateSeconds[i] = seconds;
    }
  }

  /** Moves a colour towards what the camera makes of it now, so that the curve becomes straight. */
  private static void settle(float[] colours, int p, ToneCurve tone, float rate) {
    for (int c = 0; c < 3; c++) {
      colours[p + c] += rate * (tone.shown(c, colours[p + c]) - colours[p + c]);
    }
  }

  private static float unclipped(float mean, float value) {
    return mean >= CLIPPED ? mean : value;
  }

  private boolean lasts(int p, float v0, float v1, float v2) {
    return Math.abs(candidate[p] - v0) < 14
        && Math.abs(candidate[p + 1] - v1) < 14
        && Math.abs(candidate[p + 2] - v2) < 14;
  }

  /** Seconds that what covers a pixel has stayed the same; 0 for background. */
  float candidateSeconds(int i) {
    return candidateSeconds[i];
  }
}
