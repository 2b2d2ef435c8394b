package dev.gantry.domain.view;

import static dev.gantry.domain.view.ViewSample.CELLS;
import static dev.gantry.domain.view.ViewSample.COLUMNS;
import static dev.gantry.domain.view.ViewSample.DIRECTIONS;
import static dev.gantry.domain.view.ViewSample.EDGE_UNITS;
import static dev.gantry.domain.view.ViewSample.ROWS;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where a camera's view has its edges, learnt from samples of it.
 *
 * <p>After a first mean it follows them by small steps of one size, and so comes to their median
 * (McFarlane and Schofield 1995, "Segmentation and tracking of piglets in images"): what passes
 * leaves no trace, what stays is taken over within a minute.
 */
final class LearntView {

  /** Samples before it can be compared with. */
  private static final int SETTLED = 12;

  /** Units of edges that one sample moves it by. */
  private static final int STEP = 2;

  /** Parts of the picture that are compared each for itself: so many across and down. */
  private static final int BLOCKS_ACROSS = 4;

  private static final int BLOCKS_DOWN = 3;
  private static final int BLOCK_WIDTH = COLUMNS / BLOCKS_ACROSS;
  private static final int BLOCK_HEIGHT = ROWS / BLOCKS_DOWN;

  /** A part whose edges deviate less than this, in units, is blank. */
  private static final double BLANK = .06 * EDGE_UNITS;

  /** Fewer parts than this that are not blank tell nothing. */
  private static final int FEWEST_BLOCKS = 4;

  /** A cell has edges that can go when they are so much stronger than noise, steps a pixel. */
  private static final double EDGE = 1;

  /** Edges are gone when no more than this share of their strength is left. */
  private static final double LEFT = .3;

  /** Fewer cells with edges than this tell nothing. */
  private static final int FEWEST_CELLS = CELLS / 24;

  /** The share of cells that are taken to show nothing but noise. */
  private static final int PLAIN = CELLS / 5;

  private final short[] edges;
  private int samples;

  LearntView() {
    this(new short[DIRECTIONS * CELLS], 0);
  }

  private LearntView(short[] edges, int samples) {
    this.edges = edges;
    this.samples = samples;
  }

  boolean isSettled() {
    return samples >= SETTLED;
  }

  /** Learns from a sample. */
  void learn(ViewSample sample) {
    short[] seen = sample.edges();
    boolean mean = !isSettled();
    samples = Math.min(SETTLED, samples + 1);
    for (int i = 0; i < edges.length; i++) {
      int off = seen[i] - edges[i];
      int step = mean ? Math.round((float) off / samples) : Math.max(-STEP, Math.min(STEP, off));
      edges[i] += (short) step;
    }
  }

  /** Compares a sample with it. */
  Likeness compare(ViewSample sample) {
    return new Likeness(gone(sample.edges()), agreement(sample.edges()));
  }

  /** What Saglam and Temizel (2009) look for: edges that are gone all over the picture. */
  private double gone(short[] seen) {
    double[] before = strengths(edges);
    double[] now = strengths(seen);
    double noiseBefore = noise(before);
    double noiseNow = noise(now);
    int cells = 0;
    int gone = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      double was = before[cell] - noiseBefore;
      if (was >= EDGE) {
        cells++;
        gone += now[cell] - noiseNow < LEFT * was ? 1 : 0;
      }
    }
    return cells < FEWEST_CELLS ? 0 : (double) gone / cells;
  }

  private static double[] strengths(short[] units) {
    double[] strengths = new double[CELLS];
    Arrays.setAll(
        strengths,
        cell -> ViewSample.strength(units[cell]) + ViewSample.strength(units[CELLS + cell]));
    return strengths;
  }

  private static double noise(double[] strengths) {
    double[] sorted = strengths.clone();
    Arrays.sort(sorted);
    return sorted[PLAIN];
  }

  /** Mean correlation of the parts of the picture, so that no part of it decides. */
  private double agreement(short[] seen) {
    double sum = 0;
    int blocks = 0;
    for (int block = 0; block < BLOCKS_ACROSS * BLOCKS_DOWN; block++) {
      double correlation = correlation(block, seen);
      if (!Double.isNaN(correlation)) {
        sum += correlation;
        blocks++;
      }
    }
    return blocks < FEWEST_BLOCKS ? Double.NaN : sum / blocks;
  }

  private double correlation(int block, short[] seen) {
    double both = 0;
    double learnt = 0;
    double now = 0;
    for (int direction = 0; direction < DIRECTIONS; direction++) {
      int first = direction * CELLS + firstCell(block);
      double[] a = centred(edges, first);
      double[] b = centred(seen, first);
      for (int i = 0; i < a.length; i++) {
        both += a[i] * b[i];
        learnt += a[i] * a[i];
        now += b[i] * b[i];
      }
    }
    double blank = BLANK * BLANK * DIRECTIONS * BLOCK_WIDTH * BLOCK_HEIGHT;
    return learnt < blank || now < blank ? Double.NaN : both / Math.sqrt(learnt * now);
  }

  private static int firstCell(int block) {
    int row = block / BLOCKS_ACROSS * BLOCK_HEIGHT;
    return row * COLUMNS + block % BLOCKS_ACROSS * BLOCK_WIDTH;
  }

  /**
   * The values of a part without what its rows and its columns have in common: the sky lies above
   * the road wherever a camera looks.
   */
  private static double[] centred(short[] values, int first) {
    double[] ofRow = new double[BLOCK_HEIGHT];
    double[] ofColumn = new double[BLOCK_WIDTH];
    double mean = 0;
    for (int row = 0; row < BLOCK_HEIGHT; row++) {
      for (int column = 0; column < BLOCK_WIDTH; column++) {
        double value = values[first + row * COLUMNS + column];
        ofRow[row] += value / BLOCK_WIDTH;
        ofColumn[column] += value / BLOCK_HEIGHT;
        mean += value / (BLOCK_WIDTH * BLOCK_HEIGHT);
      }
    }
    double[] centred = new double[BLOCK_HEIGHT * BLOCK_WIDTH];
    for (int row = 0; row < BLOCK_HEIGHT; row++) {
      for (int column = 0; column < BLOCK_WIDTH; column++) {
        centred[row * BLOCK_WIDTH + column] =
            values[first + row * COLUMNS + column] - ofRow[row] - ofColumn[column] + mean;
      }
    }
    return centred;
  }

  void write(DataOutputStream to) throws IOException {
    for (short strength : edges) {
      to.writeShort(strength);
    }
    to.writeInt(samples);
  }

  static LearntView read(DataInputStream from) throws IOException {
    short[] edges = new short[DIRECTIONS * CELLS];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = from.readShort();
    }
    return new LearntView(edges, from.readInt());
  }
}
