package dev.gantry.bench.speed;

import dev.gantry.domain.geometry.Point;

/**
 * A line in an image: the pixels where {@code a x + b y + c} is 0.
 *
 * @param a along x
 * @param b along y
 * @param c constant
 */
record ImageLine(double a, double b, double c) {

  double at(Point pixel) {
    return a * pixel.x() + b * pixel.y() + c;
  }

  double distanceTo(Point pixel) {
    return Math.abs(at(pixel)) / Math.hypot(a, b);
  }

  /** Whether a pixel lies between two lines, however they are signed. */
  static boolean between(Point pixel, ImageLine one, ImageLine other) {
    double sense = one.a * other.a + one.b * other.b;
    return one.at(pixel) * other.at(pixel) * sense <= 0;
  }
}
