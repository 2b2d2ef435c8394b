package dev.gantry.ingest.scene;

import dev.gantry.ingest.city.Draws;
import java.util.Random;

/**
 * Noise of the image sensor: brightness of each pixel, normally distributed, standard deviation
 * {@value #SIGMA} of 255 steps, other in every frame.
 */
final class SensorNoise {

  static final double SIGMA = 1.6;

  /** Values kept: a power of two, several times a frame. */
  private static final int KEPT = 1 << 20;

  private final byte[] values = new byte[KEPT];
  private final long seed;

  SensorNoise(long seed) {
    this.seed = seed;
    var random = new Random(seed);
    for (int i = 0; i < KEPT; i++) {
      values[i] = (byte) Math.round(Math.max(-8, Math.min(8, SIGMA * random.nextGaussian())));
    }
  }

  /** Adds the noise of a frame to its pixels, three bytes each. */
  void addTo(byte[] pixels, long seq) {
    int at = (int) Draws.mix(seed, seq) & (KEPT - 1);
    for (int i = 0; i + 2 < pixels.length; i += 3) {
      int noise = values[at];
      at = (at + 1) & (KEPT - 1);
      pixels[i] = added(pixels[i], noise);
      pixels[i + 1] = added(pixels[i + 1], noise);
      pixels[i + 2] = added(pixels[i + 2], noise);
    }
  }

  private static byte added(byte pixel, int noise) {
    int value = (pixel & 0xFF) + noise;
    return (byte) Math.max(0, Math.min(255, value));
  }
}
