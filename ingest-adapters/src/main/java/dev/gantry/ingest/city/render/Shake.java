package dev.gantry.ingest.city.render;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.Draws;
import dev.gantry.ingest.city.camera.CityCamera;
import java.util.Optional;

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
   * Of a frame of a camera.
   *
   * @param seed that of the city
   * @param pixels how far at most, either way
   */
  public static Shake of(CityCamera camera, long seed, long frameSeq, double pixels) {
    long own = Draws.mix(seed, camera.id().hashCode());
    return new Shake(
        sway(own, frameSeq, pixels, PERIOD_ACROSS, 1),
        sway(own, frameSeq, .7 * pixels, PERIOD_ALONG, 2));
  }

  /** A swing of its own strength in every frame. */
  private static int sway(long seed, long seq, double pixels, double period, int axis) {
    double phase = seq / period + Noise.cell(axis, 0, seed);
    double strength = .6 + .4 * Noise.cell(axis, seq, seed);
    return (int)
        Math.round(
            pixels * strength * StrictMath.sin(2 * StrictMath.PI * (phase - Math.floor(phase))));
  }

  /**
   * Where the part of an outline that was in the still picture is in the moved one: at an edge that
   * it touched it goes on, as the picture does.
   *
   * @return empty when nothing of it is left
   */
  public Optional<Box> move(Box box, int width, int height) {
    double left = moved(box.x(), right, width);
    double top = moved(box.y(), down, height);
    double wide = moved(box.right(), right, width) - left;
    double high = moved(box.bottom(), down, height) - top;
    return wide > 0 && high > 0 ? Optional.of(new Box(left, top, wide, high)) : Optional.empty();
  }

  private static double moved(double edge, int by, int size) {
    return edge <= 0 ? 0 : edge >= size ? size : Math.max(0, Math.min(size, edge + by));
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
