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
  private final int[] ofRow;

  Cover(int width, int height) {
    this.width = width;
    this.height = height;
    this.columns = (width + BLOCK - 1) / BLOCK;
    this.rows = (height + BLOCK - 1) / BLOCK;
    this.means = new int[columns * rows];
    this.ofRow = new int[columns];
  }

  void applyTo(byte[] pixels) {
    for (int channel = 0; channel < 3; channel++) {
      average(pixels, channel);
      for (int row = 0; row < height; row++) {
        blend(row);
        for (int column = 0; column < width; column++) {
          int value = DARK + Brightness.part(blended(column), LIGHT);
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

  /** Blends the means of the blocks above and below a row, by its distance from their middles. */
  private void blend(int row) {
    int y = Math.max(0, Math.min((rows - 1) * BLOCK, row - BLOCK / 2));
    int top = y / BLOCK;
    int bottom = Math.min(rows - 1, top + 1);
    int down = y % BLOCK;
    for (int i = 0; i < columns; i++) {
      int upper = means[top * columns + i];
      int lower = means[bottom * columns + i];
      ofRow[i] = upper * (BLOCK - down) + lower * down;
    }
  }

  /** What is blended of the blocks left and right of a pixel of the row. */
  private int blended(int column) {
    int x = Math.max(0, Math.min((columns - 1) * BLOCK, column - BLOCK / 2));
    int left = x / BLOCK;
    int right = Math.min(columns - 1, left + 1);
    int across = x % BLOCK;
    return (ofRow[left] * (BLOCK - across) + ofRow[right] * across) / (BLOCK * BLOCK);
  }
}
