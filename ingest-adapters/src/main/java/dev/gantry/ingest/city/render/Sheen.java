package dev.gantry.ingest.city.render;

/**
 * What a wet road mirrors of one body: of the parts that lie in one line of sight only the one that
 * is painted last. Used by one thread at a time.
 */
final class Sheen {

  private final Scan scan;
  private final int width;
  private final int[] colours;
  private final short[] covered;
  private int colour;
  private int left;
  private int right;
  private int top;
  private int bottom;

  Sheen(int width, int height) {
    this.scan = new Scan(width, height);
    this.width = width;
    this.colours = new int[width * height];
    this.covered = new short[width * height];
    clear();
  }

  /** Takes in a part. */
  void add(Polygon outline, Colour light) {
    colour = light.rgb();
    scan.fill(outline, this::add);
  }

  private void add(int y, int from, int to, int[] coverage) {
    left = Math.min(left, from);
    right = Math.max(right, to);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    for (int x = from; x < to; x++) {
      int at = y * width + x;
      if (coverage[x] >= covered[at] && coverage[x] > 0) {
        colours[at] = colour;
        covered[at] = (short) coverage[x];
      }
    }
  }

  /**
   * Lays it over a picture, and begins anew.
   *
   * @param share 0 for nothing to 1 for opaque
   */
  void layOver(Canvas canvas, double share) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int at = y * width + x;
        if (covered[at] > 0) {
          canvas.mix(at, colours[at], (int) (share * covered[at]));
          covered[at] = 0;
        }
      }
    }
    clear();
  }

  private void clear() {
    left = Integer.MAX_VALUE;
    right = 0;
    top = Integer.MAX_VALUE;
    bottom = 0;
  }
}
