package dev.gantry.ingest.city.render;

import java.util.Arrays;

/** An amount for each pixel of a picture, 0 to 255. */
final class Mask {

  private final Scan scan;
  private final int width;
  private final byte[] amounts;
  private int share;

  Mask(int width, int height) {
    this.scan = new Scan(width, height);
    this.width = width;
    this.amounts = new byte[width * height];
  }

  void clear() {
    Arrays.fill(amounts, (byte) 0);
  }

  int at(int pixel) {
    return amounts[pixel] & 0xFF;
  }

  /** Raises the amounts within a polygon to the most. */
  void raise(Polygon polygon) {
    scan.fill(polygon, this::raise);
  }

  private void raise(int y, int from, int to, int[] coverage) {
    for (int x = from; x < to; x++) {
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

  private void add(int y, int from, int to, int[] coverage) {
    for (int x = from; x < to; x++) {
      int at = y * width + x;
      amounts[at] = Brightness.plus(amounts[at], Brightness.part(coverage[x], share));
    }
  }
}
