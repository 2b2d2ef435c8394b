package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.List;

/**
 * YOLOX as exported without its decoding: {@code 1 x N x (5 + classes)}, the cells of grids of
 * stride 8, 16 and 32 one after the other, row by row. With (column, row) the cell, the centre is
 * {@code (x + column, y + row) * stride} and the size {@code exp(width, height) * stride} (Ge et
 * al., YOLOX, 2021); objectness and classes are probabilities.
 */
final class YoloxDecoder implements OutputDecoder {

  private static final int[] STRIDES = {8, 16, 32};

  private final int width;
  private final int height;

  YoloxDecoder(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Number of cells of the three grids over an input of this size. */
  static int cells(int width, int height) {
    int cells = 0;
    for (int stride : STRIDES) {
      cells += (width / stride) * (height / stride);
    }
    return cells;
  }

  @Override
  public int classes(List<Tensor> outputs) {
    Tensor rows = outputs.isEmpty() ? new Tensor(new float[0]) : outputs.get(0);
    int cells = cells(width, height);
    boolean whole = width % 32 == 0 && height % 32 == 0;
    if (!whole
        || rows.dimensions() != 3
        || rows.shape[0] != 1
        || rows.shape[1] != cells
        || rows.shape[2] < 6) {
      throw OutputDecoder.unexpected(
          "[1, %d, 5 + classes] for an input of %d x %d, both multiples of 32"
              .formatted(cells, width, height),
          outputs);
    }
    return rows.size(2) - 5;
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, double minScore) {
    Tensor rows = outputs.get(0);
    float[] v = rows.values;
    int row = rows.size(2);
    List<Candidate> candidates = new ArrayList<>();
    int at = 0;
    for (int stride : STRIDES) {
      for (int y = 0; y < height / stride; y++) {
        for (int x = 0; x < width / stride; x++, at += row) {
          if (v[at + 4] < minScore) {
            continue;
          }
          int label = OutputDecoder.greatest(v, at + 5, row - 5, 1);
          double score = (double) v[at + 4] * v[at + 5 + label];
          if (score >= minScore) {
            candidates.add(
                Candidate.centred(
                    (v[at] + x) * stride,
                    (v[at + 1] + y) * stride,
                    Math.exp(v[at + 2]) * stride,
                    Math.exp(v[at + 3]) * stride,
                    score,
                    label));
          }
        }
      }
    }
    return candidates;
  }
}
