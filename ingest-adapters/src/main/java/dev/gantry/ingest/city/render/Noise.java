package dev.gantry.ingest.city.render;

/** Random numbers that depend on a place only: the grain of surfaces, the choice of a window. */
final class Noise {

  private Noise() {}

  /** A number 0 to 1 of a cell. */
  static double cell(long i, long j, long layer) {
    return (mix(i * 0x1F1F1F1FL + j, layer) >>> 11) * 0x1p-53;
  }

  /** Value noise: numbers 0 to 1 on a grid of spacing 1, blended smoothly between. */
  static double smooth(double x, double y, long layer) {
    double left = Math.floor(x);
    double top = Math.floor(y);
    double fx = ease(x - left);
    double fy = ease(y - top);
    long i = (long) left;
    long j = (long) top;
    double upper = cell(i, j, layer) * (1 - fx) + cell(i + 1, j, layer) * fx;
    double lower = cell(i, j + 1, layer) * (1 - fx) + cell(i + 1, j + 1, layer) * fx;
    return upper * (1 - fy) + lower * fy;
  }

  /** 64 well-mixed bits of two numbers: the finaliser of SplitMix64. */
  static long mix(long one, long other) {
    long z = one + other * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}
