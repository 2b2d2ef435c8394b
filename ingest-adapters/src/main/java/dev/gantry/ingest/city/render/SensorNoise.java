package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.Draws;
import java.util.SplittableRandom;

/** Noise of the image sensor: brightness of each pixel, normally distributed, other each frame. */
final class SensorNoise {

  /** Standard deviation by day, of 255 steps; at night the sensor amplifies more. */
  private static final double DAY_SIGMA = 1.5;

  private static final double NIGHT_SIGMA = 2.4;

  /** Values kept for all cameras: a power of two, more than a frame has pixels. */
  private static final int KEPT = 1 << 18;

  /** What stands for a standard deviation of 1 in what is kept. */
  private static final int UNIT = 16;

  private static final byte[] NORMAL = new byte[KEPT];

  static {
    var random = new SplittableRandom(1);
    for (int i = 0; i < KEPT; i++) {
      double value = UNIT * Draws.normal(random);
      NORMAL[i] = (byte) Math.round(Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, value)));
    }
  }

  private final long seed;

  SensorNoise(long seed) {
    this.seed = seed;
  }

  /** Adds the noise of a frame to its pixels, three bytes each. */
  void addTo(byte[] pixels, boolean night, long seq) {
    int gain = (int) (256 / UNIT * (night ? NIGHT_SIGMA : DAY_SIGMA));
    int at = (int) Draws.mix(seed, seq) & (KEPT - 1);
    for (int i = 0; i + 2 < pixels.length; i += 3) {
      int noise = (NORMAL[at] * gain + 128) >> 8;
      at = (at + 1) & (KEPT - 1);
      pixels[i] = Brightness.plus(pixels[i], noise);
      pixels[i + 1] = Brightness.plus(pixels[i + 1], noise);
      pixels[i + 2] = Brightness.plus(pixels[i + 2], noise);
    }
  }
}
