package dev.gantry.ingest.city.render;

import java.util.Arrays;

/**
 * Finds which share of each pixel a convex polygon covers: exactly across, over {@value #LINES}
 * lines in each row.
 */
final class Scan {

  /** Takes what a polygon covers in a row. */
  interface Row {

    /**
     * Takes one row.
     *
     * @param y row
     * @param from first pixel that may be covered
     * @param to first pixel after the last
     * @param coverage by pixel of the row: 0 for none to 256 for all of it
     */
    void covered(int y, int from, int to, int[] coverage);
  }

  private static final int LINES = 4;

  /** Parts of a pixel's width: with the lines they make 256. */
  private static final int PARTS = 64;

  private final int width;
  private final int height;
  private final int[] change;
  private final int[] coverage;

  /** Where the polygon begins and ends on each line; the wrong way round where it isn't. */
  private final double[] left;

  private final double[] right;

  Scan(int width, int height) {
    this.width = width;
    this.height = height;
    this.change = new int[width + 2];
    this.coverage = new int[width + 2];
    this.left = new double[LINES * height];
    this.right = new double[LINES * height];
  }

  void fill(Polygon polygon, Row sink) {
    if (polygon.isEmpty()) {
      return;
    }
    double top = Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (int i = 0; i < polygon.size(); i++) {
      top = Math.min(top, polygon.y(i));
      bottom = Math.max(bottom, polygon.y(i));
    }
    int first = (int) Math.max(0, Math.floor(top));
    int last = (int) Math.min(height - 1, Math.floor(bottom));
    if (first <= last) {
      cross(polygon, LINES * first, LINES * (last + 1));
      for (int y = first; y <= last; y++) {
        fillRow(y, sink);
      }
    }
  }

  private void fillRow(int y, Row sink) {
    int from = width;
    int to = 0;
    for (int line = LINES * y; line < LINES * (y + 1); line++) {
      double begin = Math.max(0, left[line]);
      double finish = Math.min(width, right[line]);
      if (begin < finish) {
        int start = (int) (begin * PARTS);
        int end = (int) (finish * PARTS);
        from = Math.min(from, start / PARTS);
        to = Math.max(to, Math.min(width, end / PARTS + 1));
        step(start, 1);
        step(end, -1);
      }
    }
    if (from < to) {
      sum(from, to);
      sink.covered(y, from, to, coverage);
    }
  }

  /** Finds where a polygon begins and ends on the lines of some rows. */
  private void cross(Polygon polygon, int first, int end) {
    Arrays.fill(left, first, end, Double.MAX_VALUE);
    Arrays.fill(right, first, end, -Double.MAX_VALUE);
    int size = polygon.size();
    for (int i = 0, before = size - 1; i < size; before = i++) {
      cross(polygon.x(before), polygon.y(before), polygon.x(i), polygon.y(i));
    }
  }

  /**
   * Widens what is known of the lines that a side crosses: those from one end to below the other.
   */
  private void cross(double x0, double y0, double x1, double y1) {
    int end = Math.min(left.length, linesAbove(Math.max(y0, y1)));
    for (int line = linesAbove(Math.min(y0, y1)); line < end; line++) {
      double x = x0 + ((line + .5) / LINES - y0) / (y1 - y0) * (x1 - x0);
      left[line] = Math.min(left[line], x);
      right[line] = Math.max(right[line], x);
    }
  }

  /** How many lines of the picture are above a height: the index of the first that isn't. */
  private static int linesAbove(double y) {
    return (int) Math.max(0, Math.ceil(LINES * y - .5));
  }

  private void step(int part, int sign) {
    int within = part % PARTS;
    change[part / PARTS] += sign * (PARTS - within);
    change[part / PARTS + 1] += sign * within;
  }

  private void sum(int from, int to) {
    int sum = 0;
    for (int x = from; x < to; x++) {
      sum += change[x];
      coverage[x] = sum;
    }
    Arrays.fill(change, from, Math.min(change.length, to + 2), 0);
  }
}
