package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.Draws;

/** Random numbers that depend on a place only: the grain of surfaces, the choice of a window. */
final class Noise {

  private Noise() {}

  /** A number 0 to 1 of a cell. */
  static double cell(long i, long j, long layer) {
    return Draws.uniform(Draws.mix(i * 0x1F1F1F1FL + j, layer));
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

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}
