package dev.gantry.ingest.city;

import java.util.SplittableRandom;

/** Random numbers that are the same on every Java: the seed is all that decides. */
public final class Draws {

  private Draws() {}

  /**
   * A normally distributed number: Box and Muller, A note on the generation of random normal
   * deviates, Annals of Mathematical Statistics 29 (1958).
   */
  public static double normal(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
  }

  /** A hash of two numbers with all bits mixed: SplitMix64's finaliser. */
  public static long mix(long first, long second) {
    long z = first * 0x9E3779B97F4A7C15L + second * 0xD1B54A32D192ED03L + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number from 0 to below 1, from the bits of a hash. */
  public static double uniform(long hash) {
    return (hash >>> 11) * 0x1p-53;
  }

  /**
   * A nearly normal number from the bits of a hash, within 3.5: the sum of four 16-bit uniforms,
   * scaled to variance 1. Cheap, for what is drawn hundreds of thousands of times a second.
   */
  public static double nearlyNormal(long hash) {
    long sum =
        (hash & 0xFFFF) + ((hash >>> 16) & 0xFFFF) + ((hash >>> 32) & 0xFFFF) + (hash >>> 48);
    // Four uniforms on 0..1 have mean 2 and variance 1/3.
    return (sum / 65535.0 - 2) * 1.7320508075688772;
  }
}
