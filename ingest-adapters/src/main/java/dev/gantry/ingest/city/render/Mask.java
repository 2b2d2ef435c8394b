package dev.gantry.ingest.city.render;

import java.util.Arrays;

/**
 * An amount for each pixel of a picture, 0 to 255. It knows in which part of each row it may be
 * more than 0: most of a picture has none.
 */
final class Mask {

  private final Scan scan;
  private final int width;
  private final byte[] amounts;
  private final int[] from;
  private final int[] to;
  private int share;

  Mask(int width, int height) {
    this.scan = new Scan(width, height);
    this.width = width;
    this.amounts = new byte[width * height];
    this.from = new int[height];
    this.to = new int[height];
    Arrays.fill(from, width);
  }

  void clear() {
    for (int y = 0; y < from.length; y++) {
      if (from[y] < to[y]) {
        Arrays.fill(amounts, y * width + from[y], y * width + to[y], (byte) 0);
      }
    }
    Arrays.fill(from, width);
    Arrays.fill(to, 0);
  }

  /** The first pixel of a row that may have more than 0; the width when none has. */
  int from(int row) {
    return from[row];
  }

  /** The first pixel of a row after the last that may have more than 0; 0 when none has. */
  int to(int row) {
    return to[row];
  }

  private void touch(int row, int first, int end) {
    from[row] = Math.min(from[row], first);
    to[row] = Math.max(to[row], end);
  }

  int at(int pixel) {
    return amounts[pixel] & 0xFF;
  }

  /** Raises the amounts within a polygon to the most. */
  void raise(Polygon polygon) {
    scan.fill(polygon, this::raise);
  }

  private void raise(int y, int first, int end, int[] coverage) {
    touch(y, first, end);
    for (int x = first; x < end; x++) {
      int at = y * width + x;
      amounts[at] = (byte) Math.max(amounts[at] & 0xFF, Math.min(255, coverage[x]));
    }
  }

  /**
   * Adds to the amounts within a polygon.
   *
   * @param more 0 to 255; a sum beyond 255 is 255
   */
  void add(Polygon polygon, int more) {
    share = more;
    scan.fill(polygon, this::add);
  }

  private void add(int y, int first, int end, int[] coverage) {
    touch(y, first, end);
    for (int x = first; x < end; x++) {
      int at = y * width + x;
      amounts[at] = Brightness.plus(amounts[at], Brightness.part(coverage[x], share));
    }
  }
}
