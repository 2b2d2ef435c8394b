package dev.gantry.domain.tracking;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Median of a stream of scores in constant memory: the P-square algorithm (Jain and Chlamtac, CACM
 * 28(10), 1985). Exact up to five scores, an estimate from then on.
 */
final class MedianScore {

  private static final double[] QUANTILES = {0, 0.25, 0.5, 0.75, 1};

  private int count;
  private final float[] heights = new float[5];
  private final int[] positions = {1, 2, 3, 4, 5};

  void add(double score) {
    float value = (float) score;
    if (count < 5) {
      heights[count++] = value;
      Arrays.sort(heights, 0, count);
      return;
    }
    int cell = 0;
    if (value < heights[0]) {
      heights[0] = value;
    } else if (value >= heights[4]) {
      heights[4] = value;
      cell = 3;
    } else {
      while (value >= heights[cell + 1]) {
        cell++;
      }
    }
    for (int i = cell + 1; i < 5; i++) {
      positions[i]++;
    }
    count++;
    for (int i = 1; i < 4; i++) {
      adjust(i, 1 + (count - 1) * QUANTILES[i]);
    }
  }

  /** The median, 0 to 1; 0 without scores. */
  double value() {
    if (count >= 5) {
      return heights[2];
    }
    if (count == 0) {
      return 0;
    }
    int middle = count / 2;
    return count % 2 == 1 ? heights[middle] : (heights[middle - 1] + heights[middle]) / 2;
  }

  private void adjust(int i, double desired) {
    double off = desired - positions[i];
    int step = off >= 1 && positions[i + 1] - positions[i] > 1 ? 1 : 0;
    step = off <= -1 && positions[i - 1] - positions[i] < -1 ? -1 : step;
    if (step == 0) {
      return;
    }
    double parabolic = parabolic(i, step);
    boolean between = heights[i - 1] < parabolic && parabolic < heights[i + 1];
    heights[i] = (float) (between ? parabolic : linear(i, step));
    positions[i] += step;
  }

  private double parabolic(int i, int step) {
    double before = positions[i] - positions[i - 1];
    double after = positions[i + 1] - positions[i];
    return heights[i]
        + step
            / (before + after)
            * ((before + step) * (heights[i + 1] - heights[i]) / after
                + (after - step) * (heights[i] - heights[i - 1]) / before);
  }

  private double linear(int i, int step) {
    return heights[i]
        + step * (heights[i + step] - heights[i]) / (double) (positions[i + step] - positions[i]);
  }

  void write(StateWriter to) {
    to.put(count);
    for (int i = 0; i < 5; i++) {
      to.put(heights[i]).put(positions[i]);
    }
  }

  static MedianScore read(ByteBuffer from) {
    MedianScore scores = new MedianScore();
    scores.count = from.getInt();
    for (int i = 0; i < 5; i++) {
      scores.heights[i] = from.getFloat();
      scores.positions[i] = from.getInt();
    }
    return scores;
  }
}
