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

  private static final byte[] DAY;
  private static final byte[] NIGHT;

  static {
    byte[] normal = normal();
    DAY = amounts(normal, DAY_SIGMA);
    NIGHT = amounts(normal, NIGHT_SIGMA);
  }

  private final long seed;

  SensorNoise(long seed) {
    this.seed = seed;
  }

  private static byte[] normal() {
    var random = new SplittableRandom(1);
    var normal = new byte[KEPT];
    for (int i = 0; i < KEPT; i++) {
      double value = UNIT * Draws.normal(random);
      normal[i] = (byte) Math.round(Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, value)));
    }
    return normal;
  }

  /** What is added to pixels, for each of their three bytes: the same for all three. */
  private static byte[] amounts(byte[] normal, double sigma) {
    int gain = (int) (256 / UNIT * sigma);
    var amounts = new byte[3 * KEPT];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = (byte) ((normal[i / 3] * gain + 128) >> 8);
    }
    return amounts;
  }

  /** Adds the noise of a frame to its pixels, three bytes each. */
  void addTo(byte[] pixels, boolean night, long seq) {
    byte[] amounts = night ? NIGHT : DAY;
    int from = 3 * ((int) Draws.mix(seed, seq) & (KEPT - 1));
    int done = 0;
    while (done < pixels.length) {
      int count = Math.min(pixels.length - done, amounts.length - from);
      Brightness.plusEach(pixels, done, amounts, from, count);
      done += count;
      from = 0;
    }
  }
}
