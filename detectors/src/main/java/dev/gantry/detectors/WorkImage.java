package dev.gantry.detectors;

/**
 * A small colour image on the heap, as the motion detector works on it.
 *
 * <p>{@code bgr} holds {@code width * height * 3} unsigned bytes, blue first; {@code luma} one
 * brightness 0 to 255 a pixel; {@code known} tells which pixels the camera saw (all of them, until
 * the image is moved).
 */
final class WorkImage {

  final int width;
  final int height;
  final byte[] bgr;
  final float[] luma;
  final boolean[] known;

  WorkImage(int width, int height) {
    this.width = width;
    this.height = height;
    this.bgr = new byte[width * height * 3];
    this.luma = new float[width * height];
    this.known = new boolean[width * height];
  }

  /** Number of pixels. */
  int pixels() {
    return width * height;
  }

  /** Computes the brightness (ITU-R BT.601) after {@code bgr} was filled. */
  void finish() {
    for (int i = 0, p = 0; i < luma.length; i++, p += 3) {
      luma[i] =
          0.114f * (bgr[p] & 0xFF) + 0.587f * (bgr[p + 1] & 0xFF) + 0.299f * (bgr[p + 2] & 0xFF);
      known[i] = true;
    }
  }

  /**
   * Fills {@code target} with this image moved: its pixel (x, y) is this one's (x + dx, y + dy),
   * between pixels by bilinear interpolation. What lies outside is unknown there.
   */
  void moveInto(WorkImage target, double dx, double dy) {
    int wholeX = (int) Math.floor(dx);
    int wholeY = (int) Math.floor(dy);
    float fx = (float) (dx - wholeX);
    float fy = (float) (dy - wholeY);
    for (int y = 0; y < height; y++) {
      int sourceY = y + wholeY;
      boolean rowKnown = sourceY >= 0 && sourceY + 1 < height;
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        int sourceX = x + wholeX;
        if (!rowKnown || sourceX < 0 || sourceX + 1 >= width) {
          target.known[i] = false;
          continue;
        }
        target.known[i] = true;
        int from = (sourceY * width + sourceX) * 3;
        for (int c = 0; c < 3; c++) {
          target.bgr[i * 3 + c] = (byte) Math.round(bilinear(from + c, fx, fy));
        }
        int p = i * 3;
        target.luma[i] =
            0.114f * (target.bgr[p] & 0xFF)
                + 0.587f * (target.bgr[p + 1] & 0xFF)
                + 0.299f * (target.bgr[p + 2] & 0xFF);
      }
    }
  }

  private float bilinear(int at, float fx, float fy) {
    int below = at + width * 3;
    float top = (bgr[at] & 0xFF) * (1 - fx) + (bgr[at + 3] & 0xFF) * fx;
    float bottom = (bgr[below] & 0xFF) * (1 - fx) + (bgr[below + 3] & 0xFF) * fx;
    return top * (1 - fy) + bottom * fy;
  }
}
