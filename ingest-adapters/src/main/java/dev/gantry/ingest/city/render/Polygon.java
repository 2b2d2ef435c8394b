package dev.gantry.ingest.city.render;

import java.util.Arrays;

/** A convex polygon in the image, used again and again. */
final class Polygon {

  private double[] x = new double[32];
  private double[] y = new double[32];
  private double[] hullX = new double[64];
  private double[] hullY = new double[64];
  private int size;

  void clear() {
    size = 0;
  }

  void add(double u, double v) {
    if (size == x.length) {
      x = Arrays.copyOf(x, 2 * size);
      y = Arrays.copyOf(y, 2 * size);
      hullX = new double[4 * size];
      hullY = new double[4 * size];
    }
    x[size] = u;
    y[size] = v;
    size++;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size < 3;
  }

  double x(int corner) {
    return x[corner];
  }

  double y(int corner) {
    return y[corner];
  }

  /** Leaves the convex hull of its points: Andrew's monotone chain. */
  void hull() {
    sort();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      kept = append(kept, 0, i);
    }
    int lower = kept - 1;
    for (int i = size - 2; i >= 0; i--) {
      kept = append(kept, lower, i);
    }
    size = Math.max(0, kept - 1);
    System.arraycopy(hullX, 0, x, 0, size);
    System.arraycopy(hullY, 0, y, 0, size);
  }

  /** By x, then y; there are few of them. */
  private void sort() {
    for (int i = 1; i < size; i++) {
      double u = x[i];
      double v = y[i];
      int at = i;
      while (at > 0 && (x[at - 1] > u || (x[at - 1] == u && y[at - 1] > v))) {
        x[at] = x[at - 1];
        y[at] = y[at - 1];
        at--;
      }
      x[at] = u;
      y[at] = v;
    }
  }

  private int append(int kept, int start, int point) {
    int end = kept;
    while (end >= start + 2 && turn(end, point) <= 0) {
      end--;
    }
    hullX[end] = x[point];
    hullY[end] = y[point];
    return end + 1;
  }

  private double turn(int end, int point) {
    return (hullX[end - 1] - hullX[end - 2]) * (y[point] - hullY[end - 2])
        - (hullY[end - 1] - hullY[end - 2]) * (x[point] - hullX[end - 2]);
  }

  /** Leaves the part within a frame: Sutherland and Hodgman's clipping. */
  void clip(double width, double height) {
    cut(1, 0, 0);
    cut(-1, 0, width);
    cut(0, 1, 0);
    cut(0, -1, height);
  }

  /** Leaves the part where a x + b y + c is 0 or more. */
  private void cut(double a, double b, double c) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int next = i + 1 == size ? 0 : i + 1;
      double here = a * x[i] + b * y[i] + c;
      double there = a * x[next] + b * y[next] + c;
      if (here >= 0) {
        hullX[kept] = x[i];
        hullY[kept++] = y[i];
      }
      if (here * there < 0) {
        double share = here / (here - there);
        hullX[kept] = x[i] + share * (x[next] - x[i]);
        hullY[kept++] = y[i] + share * (y[next] - y[i]);
      }
    }
    size = 0;
    for (int i = 0; i < kept; i++) {
      add(hullX[i], hullY[i]);
    }
  }
}
