package dev.gantry.detectors;

import java.util.BitSet;

/**
 * Takes off an object's box what a wet road mirrors of it: rows at its foot that are much fainter
 * than the object above, and no more of them than of those. Only what is reported is cut; regions
 * are followed whole, or they would leap whenever a row is now faint and now not.
 */
final class Reflection {

  /** Share of the contrast of an object's distinct rows below which a row at its foot is faint. */
  private static final double FAINT = 0.5;

  private final int width;
  private final int height;
  private final int[] labels;
  private final double[] sums;
  private final int[] counts;
  private final BitSet own = new BitSet();

  /**
   * @param labels of {@link BlobFinder}
   */
  Reflection(int width, int height, int[] labels) {
    this.width = width;
    this.height = height;
    this.labels = labels;
    this.sums = new double[height];
    this.counts = new int[height];
  }

  /**
   * The box of a region without its reflection.
   *
   * @param difference to the background, in tolerances
   */
  Blob without(Region region, float[] difference) {
    Blob blob = region.blob();
    if (blob.bottom() >= height) {
      return blob;
    }
    int top = (int) blob.top();
    int bottom = (int) Math.ceil(blob.bottom());
    measureRows(region, top, bottom, difference);
    double least = FAINT * distinct(top, bottom, distinct(top, bottom, 0));
    int foot = bottom;
    while (foot - 1 > top && sums[foot - 1] < least * counts[foot - 1]) {
      foot--;
    }
    boolean mirrored = foot < bottom && foot - top >= bottom - foot;
    return mirrored ? blob.downTo(foot) : blob;
  }

  private void measureRows(Region region, int top, int bottom, float[] difference) {
    own.clear();
    region.labels().forEach(own::set);
    for (int y = top; y < bottom; y++) {
      sums[y] = 0;
      counts[y] = 0;
      for (int x = (int) region.blob().left(); x < Math.ceil(region.blob().right()); x++) {
        int i = y * width + x;
        if (labels[i] > 0 && own.get(labels[i]) && difference[i] >= 1) {
          sums[y] += difference[i];
          counts[y]++;
        }
      }
    }
  }

  /** Mean difference of the rows that have at least a given one. */
  private double distinct(int top, int bottom, double least) {
    double sum = 0;
    int count = 0;
    for (int y = top; y < bottom; y++) {
      if (sums[y] >= least * counts[y]) {
        sum += sums[y];
        count += counts[y];
      }
    }
    return sum / Math.max(1, count);
  }
}
