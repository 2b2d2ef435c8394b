package dev.gantry.domain.view;

import java.util.Arrays;
import java.util.Optional;

/**
 * A picture of a camera as its view is watched: brightness and edges of {@value #COLUMNS} by
 * {@value #ROWS} cells.
 *
 * <p>Edges are the logarithm of how strong they are: light that changes shifts them all alike, and
 * what is left is where they are.
 */
public final class ViewSample {

  static final int COLUMNS = 32;
  static final int ROWS = 18;
  static final int CELLS = COLUMNS * ROWS;

  /** Directions of edges, each with a value a cell: upright ones, then level ones. */
  static final int DIRECTIONS = 2;

  /** Units of brightness to one of its 256 steps. */
  static final int LUMA_UNITS = 16;

  /** Units of edges to a factor of e. */
  static final int EDGE_UNITS = 256;

  /** An edge of a few steps a pixel is hardly more than noise: it counts as little. */
  private static final double NOISE = 2;

  private final short[] luma;
  private final short[] edges;

  private ViewSample(short[] luma, short[] edges) {
    this.luma = luma;
    this.edges = edges;
  }

  /**
   * Takes a sample of a picture.
   *
   * @param luma brightness of its pixels row by row, 0 to 255; best 320 pixels wide, since the
   *     noise of sensors is averaged then and edges are not
   * @return empty when a cell would be less than two pixels wide or high
   */
  public static Optional<ViewSample> of(float[] luma, int width, int height) {
    return width < 2 * COLUMNS || height < 2 * ROWS
        ? Optional.empty()
        : Optional.of(new Cells(luma, width, height).sample());
  }

  /** Brightness of each cell, in {@link #LUMA_UNITS}. */
  short[] luma() {
    return luma;
  }

  /** Strength of the edges of each direction and cell, in {@link #EDGE_UNITS}. */
  short[] edges() {
    return edges;
  }

  /** How strong edges are that a sample has so many units for, steps of brightness a pixel. */
  static double strength(int units) {
    return NOISE * StrictMath.expm1((double) units / EDGE_UNITS);
  }

  private static short units(double strength) {
    return (short) Math.round(EDGE_UNITS * StrictMath.log1p(strength / NOISE));
  }

  /** Sums over the pixels of each cell. */
  private static final class Cells {
    private final float[] luma;
    private final int width;
    private final int height;
    private final int[] columnOf;
    private final int[] pixels = new int[CELLS];
    private final double[] light = new double[CELLS];
    private final double[] upright = new double[CELLS];
    private final double[] level = new double[CELLS];

    Cells(float[] luma, int width, int height) {
      this.luma = luma;
      this.width = width;
      this.height = height;
      this.columnOf = new int[width];
      Arrays.setAll(columnOf, x -> x * COLUMNS / width);
    }

    ViewSample sample() {
      for (int y = 1; y < height - 1; y++) {
        addRow(y);
      }
      short[] brightness = new short[CELLS];
      short[] edges = new short[DIRECTIONS * CELLS];
      for (int cell = 0; cell < CELLS; cell++) {
        brightness[cell] = (short) Math.round(LUMA_UNITS * light[cell] / pixels[cell]);
        edges[cell] = units(upright[cell] / pixels[cell]);
        edges[CELLS + cell] = units(level[cell] / pixels[cell]);
      }
      return new ViewSample(brightness, edges);
    }

    private void addRow(int y) {
      int row = y * ROWS / height * COLUMNS;
      int at = y * width + 1;
      for (int x = 1; x < width - 1; x++, at++) {
        int cell = row + columnOf[x];
        pixels[cell]++;
        light[cell] += luma[at];
        upright[cell] += Math.abs(luma[at + 1] - luma[at - 1]) / 2;
        level[cell] += Math.abs(luma[at + width] - luma[at - width]) / 2;
      }
    }
  }
}
