package dev.gantry.detectors;

/**
 * A connected region of changed pixels, in pixels of the work image; edges may lie between pixels.
 *
 * @param left left edge
 * @param top upper edge
 * @param right right edge, more than left
 * @param bottom lower edge, more than top
 * @param pixels changed pixels in it
 * @param contrast mean difference to the background, in multiples of what counts as changed
 */
record Blob(double left, double top, double right, double bottom, int pixels, double contrast) {

  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  double area() {
    return width() * height();
  }

  /** Changed share of the box, 0 to 1. */
  double fill() {
    return Math.min(1, pixels / area());
  }

  double centreX() {
    return (left + right) / 2;
  }

  double centreY() {
    return (top + bottom) / 2;
  }

  /** Pixels of empty space to another blob, the larger of both directions; 0 when they touch. */
  double gapTo(Blob other) {
    double x = Math.max(left, other.left) - Math.min(right, other.right);
    double y = Math.max(top, other.top) - Math.min(bottom, other.bottom);
    return Math.max(0, Math.max(x, y));
  }

  double intersection(Blob other) {
    double w = Math.min(right, other.right) - Math.max(left, other.left);
    double h = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    return w <= 0 || h <= 0 ? 0 : w * h;
  }

  /** The part above a row. */
  Blob downTo(double row) {
    return new Blob(left, top, right, row, pixels, contrast);
  }

  Blob union(Blob other) {
    int sum = pixels + other.pixels;
    return new Blob(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom),
        sum,
        (contrast * pixels + other.contrast * other.pixels) / sum);
  }
}
