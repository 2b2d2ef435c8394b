package dev.gantry.ingest.city.render;

/** What is left of a picture when something hangs before the lens: dark, and hardly any shapes. */
final class Cover {

  private static final int BLOCK = 40;

  /** Share of the light that comes through, of 256. */
  private static final int LIGHT = 34;

  private static final int DARK = 9;

  private final int width;
  private final int height;
  private final int columns;
  private final int rows;
  private final int[] means;

  Cover(int width, int height) {
    this.width = width;
    this.height = height;
    this.columns = (width + BLOCK - 1) / BLOCK;
    this.rows = (height + BLOCK - 1) / BLOCK;
    this.means = new int[columns * rows];
  }

  void applyTo(byte[] pixels) {
    for (int channel = 0; channel < 3; channel++) {
      average(pixels, channel);
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          int value = DARK + Brightness.part(blended(column, row), LIGHT);
          pixels[3 * (row * width + column) + channel] = (byte) value;
        }
      }
    }
  }

  private void average(byte[] pixels, int channel) {
    for (int block = 0; block < means.length; block++) {
      int left = block % columns * BLOCK;
      int top = block / columns * BLOCK;
      int sum = 0;
      int count = 0;
      for (int row = top; row < Math.min(height, top + BLOCK); row += 2) {
        for (int column = left; column < Math.min(width, left + BLOCK); column += 2) {
          sum += pixels[3 * (row * width + column) + channel] & 0xFF;
          count++;
        }
      }
      means[block] = sum / count;
    }
  }

  /** Means of the four blocks around a pixel, by its distance from their middles. */
  private int blended(int column, int row) {
    int x = Math.max(0, Math.min((columns - 1) * BLOCK, column - BLOCK / 2));
    int y = Math.max(0, Math.min((rows - 1) * BLOCK, row - BLOCK / 2));
    int left = x / BLOCK;
    int top = y / BLOCK;
    int right = Math.min(columns - 1, left + 1);
    int bottom = Math.min(rows - 1, top + 1);
    int across = x % BLOCK;
    int down = y % BLOCK;
    int upper =
        means[top * columns + left] * (BLOCK - across) + means[top * columns + right] * across;
    int lower =
        means[bottom * columns + left] * (BLOCK - across)
            + means[bottom * columns + right] * across;
    return (upper * (BLOCK - down) + lower * down) / (BLOCK * BLOCK);
  }
}
