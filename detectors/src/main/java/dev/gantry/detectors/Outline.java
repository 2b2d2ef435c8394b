package dev.gantry.detectors;

import java.util.Arrays;

/**
 * Finds the edges of a blob to a fraction of a pixel.
 *
 * <p>Profiles of its difference to the background are taken along both axes. An edge is where the
 * profile reaches half of what it is just inside, which is the true edge for any blur that is the
 * same on both sides.
 */
final class Outline {

  /** Share of the mean difference that a pixel must reach to count. */
  private static final float RELATIVE = 0.3f;

  /** Pixels inside an edge among which its plateau is sought, at most: beyond mirrors and blur. */
  private static final int INSIDE = 3;

  /** And at most this share of the smaller side: a head is narrower than its shoulders. */
  private static final double INSIDE_SHARE = 1 / 6.0;

  private final int width;
  private final int height;
  private final float[] columns;
  private final float[] rows;

  Outline(int width, int height) {
    this.width = width;
    this.height = height;
    this.columns = new float[width];
    this.rows = new float[height];
  }

  /**
   * A blob within a rectangle of pixels.
   *
   * @param labels number of the blob at each pixel
   * @param label its number
   * @param difference to the background, in tolerances
   */
  Blob of(
      int[] labels,
      int label,
      float[] difference,
      int left,
      int top,
      int right,
      int bottom,
      int pixels,
      double contrast) {
    Arrays.fill(columns, 0);
    Arrays.fill(rows, 0);
    float least = Math.max(1, RELATIVE * (float) contrast);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int i = y * width + x;
        if (labels[i] == label && difference[i] >= least) {
          columns[x] += difference[i];
          rows[y] += difference[i];
        }
      }
    }
    int side = Math.min(right - left, bottom - top);
    int inside = Math.max(1, Math.min(INSIDE, (int) Math.round(INSIDE_SHARE * side)));
    double exactLeft = first(columns, left, right, inside);
    double exactRight = last(columns, left, right, width, inside);
    double exactTop = first(rows, top, bottom, inside);
    double exactBottom = last(rows, top, bottom, height, inside);
    boolean sound = exactRight - exactLeft >= 1 && exactBottom - exactTop >= 1;
    return sound
        ? new Blob(exactLeft, exactTop, exactRight, exactBottom, pixels, contrast)
        : new Blob(left, top, right, bottom, pixels, contrast);
  }

  private static double first(float[] profile, int from, int to, int inside) {
    int at = from;
    while (at < to - 1 && profile[at] == 0) {
      at++;
    }
    // an object cut by the image's edge has no edge of its own there
    if (at == 0) {
      return 0;
    }
    float half = plateau(profile, at, 1, to, inside) / 2;
    while (at < to - 1 && profile[at] < half) {
      at++;
    }
    float before = profile[at - 1];
    return at + 0.5 - (profile[at] - half) / Math.max(1e-6, profile[at] - before);
  }

  private static double last(float[] profile, int from, int to, int end, int inside) {
    int at = to - 1;
    while (at > from && profile[at] == 0) {
      at--;
    }
    if (at == end - 1) {
      return end;
    }
    float half = plateau(profile, at, -1, from - 1, inside) / 2;
    while (at > from && profile[at] < half) {
      at--;
    }
    float after = profile[at + 1];
    return at + 0.5 + (profile[at] - half) / Math.max(1e-6, profile[at] - after);
  }

  private static float plateau(float[] profile, int at, int step, int end, int inside) {
    float most = 0;
    for (int n = 0; n < inside && at + n * step != end; n++) {
      most = Math.max(most, profile[at + n * step]);
    }
    return most;
  }
}
