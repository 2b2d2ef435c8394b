package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds connected regions of changed pixels. Keeps its buffers between calls. */
final class BlobFinder {

  /**
   * A blob needs this share of strongly changed pixels. Lamps and windows alone have more, where a
   * vehicle has the colour of the road.
   */
  private static final double STRONG_SHARE = 0.05;

  private final int width;
  private final int height;
  private final byte[] closed;
  private final byte[] rows;
  private final int[] queue;
  private final Outline outline;

  /** Number of the blob at each pixel, from 1; 0 where there is none. */
  final int[] labels;

  BlobFinder(int width, int height) {
    this.width = width;
    this.height = height;
    this.closed = new byte[width * height];
    this.rows = new byte[width * height];
    this.queue = new int[width * height];
    this.labels = new int[width * height];
    this.outline = new Outline(width, height);
  }

  /**
   * Regions in a mask of {@link BackgroundModel}, in the order of their first pixel; the n-th has
   * label n + 1. Regions without strongly changed pixels are left out.
   */
  List<Blob> find(byte[] mask, float[] difference) {
    close(mask);
    Arrays.fill(labels, 0);
    List<Blob> blobs = new ArrayList<>();
    for (int start = 0; start < closed.length; start++) {
      if (closed[start] != 0 && labels[start] == 0) {
        Blob blob = flood(start, blobs.size() + 1, mask, difference);
        if (blob != null) {
          blobs.add(blob);
        }
      }
    }
    return blobs;
  }

  private @Nullable Blob flood(int start, int label, byte[] mask, float[] difference) {
    int head = 0;
    int tail = 0;
    queue[tail++] = start;
    labels[start] = label;
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    int changed = 0;
    int strong = 0;
    double sum = 0;
    while (head < tail) {
      int i = queue[head++];
      int x = i % width;
      int y = i / width;
      if (mask[i] >= BackgroundModel.WEAK) {
        changed++;
        strong += mask[i] == BackgroundModel.STRONG ? 1 : 0;
        sum += difference[i];
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
      for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          int n = ny * width + nx;
          if (closed[n] != 0 && labels[n] == 0) {
            labels[n] = label;
            queue[tail++] = n;
          }
        }
      }
    }
    if (changed < 4 || strong < STRONG_SHARE * changed) {
      for (int n = 0; n < tail; n++) {
        labels[queue[n]] = -1;
      }
      return null;
    }
    return outline.of(
        labels, label, difference, left, top, right + 1, bottom + 1, changed, sum / changed);
  }

  /** Drops specks, then closes gaps of a pixel: dilation and erosion by squares of 3 x 3. */
  private void close(byte[] mask) {
    for (int i = 0; i < mask.length; i++) {
      closed[i] = mask[i] >= BackgroundModel.WEAK && neighbours(mask, i) >= 3 ? (byte) 1 : 0;
    }
    widen(closed);
    invert(closed);
    widen(closed);
    invert(closed);
  }

  private int neighbours(byte[] mask, int i) {
    int x = i % width;
    int y = i / width;
    int count = 0;
    for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        count += mask[ny * width + nx] >= BackgroundModel.WEAK ? 1 : 0;
      }
    }
    return count - 1;
  }

  /** Sets every pixel that is set itself or has a neighbour that is. */
  private void widen(byte[] pixels) {
    for (int row = 0; row < pixels.length; row += width) {
      int last = row + width - 1;
      // plain loops over arrays: these are what the compiler makes vectors of
      for (int i = row + 1; i < last; i++) {
        rows[i] = (byte) (pixels[i - 1] | pixels[i] | pixels[i + 1]);
      }
      rows[row] = (byte) (pixels[row] | pixels[Math.min(row + 1, last)]);
      rows[last] = (byte) (pixels[Math.max(last - 1, row)] | pixels[last]);
    }
    for (int row = 0; row < pixels.length; row += width) {
      int above = Math.max(row - width, 0);
      int below = Math.min(row + width, pixels.length - width);
      for (int x = 0; x < width; x++) {
        pixels[row + x] = (byte) (rows[above + x] | rows[row + x] | rows[below + x]);
      }
    }
  }

  private static void invert(byte[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] ^= 1;
    }
  }

  /**
   * Joins fragments of one object: small pieces beside a larger one, and pieces whose boxes overlap
   * for the most part.
   */
  static List<Region> merge(List<Region> regions, double gap) {
    List<Region> merged = new ArrayList<>(regions);
    merged.sort(Comparator.comparingInt((Region r) -> -r.blob().pixels()));
    for (int i = 0; i < merged.size(); i++) {
      for (int j = i + 1; j < merged.size(); ) {
        if (belongTogether(merged.get(i).blob(), merged.get(j).blob(), gap)) {
          merged.set(i, merged.get(i).union(merged.remove(j)));
          j = i + 1;
        } else {
          j++;
        }
      }
    }
    return merged;
  }

  private static boolean belongTogether(Blob large, Blob small, double gap) {
    if (large.intersection(small) > 0.5 * small.area()) {
      return true;
    }
    boolean near =
        large.gapTo(small) <= Math.min(gap, 0.2 * Math.min(large.width(), large.height()));
    Blob union = large.union(small);
    boolean stillFilled = union.pixels() > 0.45 * union.area() && union.area() < 1.3 * large.area();
    boolean fragment = small.pixels() < 0.3 * large.pixels();
    return near && stillFilled && fragment;
  }
}
