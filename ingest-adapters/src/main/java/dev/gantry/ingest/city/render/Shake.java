package dev.gantry.ingest.city.render;

/**
 * How wind moves the picture of a frame, whole pixels.
 *
 * @param right to the right
 * @param down downwards
 */
public record Shake(int right, int down) {

  /** Frames in which the mast sways once, across and along; no multiples of each other. */
  private static final double PERIOD_ACROSS = 7.3;

  private static final double PERIOD_ALONG = 4.1;

  /**
   * Of a frame.
   *
   * @param seed that of the renderer
   * @param pixels how far at most, either way
   */
  public static Shake of(long seed, long frameSeq, double pixels) {
    return new Shake(
        sway(seed, frameSeq, pixels, PERIOD_ACROSS, 1),
        sway(seed, frameSeq, .7 * pixels, PERIOD_ALONG, 2));
  }

  /** A swing of its own strength in every frame. */
  private static int sway(long seed, long seq, double pixels, double period, int axis) {
    double phase = seq / period + Noise.cell(axis, 0, seed);
    double strength = .6 + .4 * Noise.cell(axis, seq, seed);
    return (int)
        Math.round(
            pixels * strength * StrictMath.sin(2 * StrictMath.PI * (phase - Math.floor(phase))));
  }

  /** Moves a picture; its edges are repeated where nothing is known. */
  void move(byte[] from, byte[] to, int width, int height) {
    for (int row = 0; row < height; row++) {
      int source = Math.max(0, Math.min(height - 1, row - down));
      int kept = Math.max(0, width - Math.abs(right));
      int fromColumn = Math.max(0, -right);
      int toColumn = Math.max(0, right);
      System.arraycopy(
          from, 3 * (source * width + fromColumn), to, 3 * (row * width + toColumn), 3 * kept);
      for (int column = 0; column < width; column++) {
        if (column < toColumn || column >= toColumn + kept) {
          int at = Math.max(0, Math.min(width - 1, column - right));
          System.arraycopy(from, 3 * (source * width + at), to, 3 * (row * width + column), 3);
        }
      }
    }
  }
}
