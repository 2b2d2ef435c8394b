package dev.gantry.ingest.city.render;

/** Adds light to a picture: the halo around a lamp, its streak on wet ground. */
final class Glow {

  /** Steps of the squared distance from a lamp, up to the edge of its halo. */
  private static final int STEPS = 256;

  private static final int[] FALLOFF = new int[STEPS + 1];

  static {
    for (int i = 0; i < STEPS; i++) {
      double away = Math.sqrt((double) i / STEPS);
      FALLOFF[i] = (int) (256 * (1 - away) * (1 - away));
    }
  }

  private final Canvas canvas;
  private final View view;

  Glow(Canvas canvas, View view) {
    this.canvas = canvas;
    this.view = view;
  }

  /**
   * Adds a halo.
   *
   * @param u middle
   * @param v middle
   * @param radiusX across, pixels
   * @param radiusY upwards, pixels
   * @param light in the middle
   */
  void halo(double u, double v, double radiusX, double radiusY, Colour light) {
    int width = view.width();
    int rgb = light.rgb();
    int firstRow = (int) Math.max(0, Math.floor(v - radiusY));
    int lastRow = (int) Math.min(view.height() - 1, Math.ceil(v + radiusY));
    int first = (int) Math.max(0, Math.floor(u - radiusX));
    int last = (int) Math.min(width - 1, Math.ceil(u + radiusX));
    for (int row = firstRow; row <= lastRow; row++) {
      double down = (row + .5 - v) / radiusY;
      for (int column = first; column <= last; column++) {
        double aside = (column + .5 - u) / radiusX;
        int step = (int) (STEPS * (down * down + aside * aside));
        if (step < STEPS && !canvas.isHidden(row * width + column)) {
          add(3 * (row * width + column), rgb, FALLOFF[step]);
        }
      }
    }
  }

  private void add(int at, int rgb, int share) {
    byte[] pixels = canvas.pixels();
    pixels[at] = Brightness.plus(pixels[at], Brightness.part((rgb >> 16) & 0xFF, share));
    pixels[at + 1] = Brightness.plus(pixels[at + 1], Brightness.part((rgb >> 8) & 0xFF, share));
    pixels[at + 2] = Brightness.plus(pixels[at + 2], Brightness.part(rgb & 0xFF, share));
  }
}
