package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.Draws;
import java.util.SplittableRandom;

/** Noise of the image sensor: brightness of each pixel, normally distributed, other each frame. */
final class SensorNoise {

  /** Standard deviation by day, of 255 steps; at night the sensor amplifies more. */
  private static final double DAY_SIGMA = 1.5;

  private static final double NIGHT_SIGMA = 2.4;

  /** Values kept: a power of two, several times a frame. */
  private static final int KEPT = 1 << 20;

  private final byte[] values = new byte[KEPT];
  private final long seed;

  SensorNoise(long seed, boolean night) {
    this.seed = seed;
    double sigma = night ? NIGHT_SIGMA : DAY_SIGMA;
    var random = new SplittableRandom(Draws.mix(seed, 1));
    for (int i = 0; i < KEPT; i++) {
      double value = sigma * Draws.normal(random);
      values[i] = (byte) Math.round(Math.max(-5 * sigma, Math.min(5 * sigma, value)));
    }
  }

  /** Adds the noise of a frame to its pixels, three bytes each. */
  void addTo(byte[] pixels, long seq) {
    int at = (int) Draws.mix(seed, seq) & (KEPT - 1);
    for (int i = 0; i + 2 < pixels.length; i += 3) {
      int noise = values[at];
      at = (at + 1) & (KEPT - 1);
      pixels[i] = Brightness.plus(pixels[i], noise);
      pixels[i + 1] = Brightness.plus(pixels[i + 1], noise);
      pixels[i + 2] = Brightness.plus(pixels[i + 2], noise);
    }
  }
}
