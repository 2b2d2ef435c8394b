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
  private double left;
  private double right;

  Scan(int width, int height) {
    this.width = width;
    this.height = height;
    this.change = new int[width + 2];
    this.coverage = new int[width + 2];
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
    int last = (int) Math.min(height - 1, Math.floor(bottom));
    for (int y = (int) Math.max(0, Math.floor(top)); y <= last; y++) {
      fillRow(polygon, y, sink);
    }
  }

  private void fillRow(Polygon polygon, int y, Row sink) {
    int from = width;
    int to = 0;
    for (int line = 0; line < LINES; line++) {
      cross(polygon, y + (line + .5) / LINES);
      if (left < right) {
        int start = (int) (left * PARTS);
        int end = (int) (right * PARTS);
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

  /** Where the polygon begins and ends on a line, within the width. */
  private void cross(Polygon polygon, double line) {
    left = Double.MAX_VALUE;
    right = -Double.MAX_VALUE;
    int size = polygon.size();
    for (int i = 0, before = size - 1; i < size; before = i++) {
      double y0 = polygon.y(before);
      double y1 = polygon.y(i);
      if ((y0 <= line) != (y1 <= line)) {
        double x = polygon.x(before) + (line - y0) / (y1 - y0) * (polygon.x(i) - polygon.x(before));
        left = Math.min(left, x);
        right = Math.max(right, x);
      }
    }
    left = Math.max(0, left);
    right = Math.min(width, right);
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
