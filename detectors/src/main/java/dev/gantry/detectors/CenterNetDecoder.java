package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.List;

/**
 * CenterNet (Zhou et al., Objects as Points, 2019): a heat map of probabilities, one plane a class,
 * two planes with the offset of the centre within its cell (x, y), and two with the size (width,
 * height), both in cells. Three outputs in that order, {@code 1 x classes x rows x columns} and
 * twice {@code 1 x 2 x rows x columns}, or one with all planes. A peak is a cell that none of its
 * eight neighbours exceeds.
 */
final class CenterNetDecoder implements OutputDecoder {

  private final int width;
  private final int height;

  CenterNetDecoder(int width, int height) {
    this.width = width;
    this.height = height;
  }

  @Override
  public int classes(List<Tensor> outputs) {
    boolean maps =
        !outputs.isEmpty()
            && outputs.stream().allMatch(o -> o.dimensions() == 4 && o.shape[0] == 1);
    if (maps && outputs.size() == 1 && outputs.get(0).shape[1] > 4) {
      return outputs.get(0).size(1) - 4;
    }
    if (maps && outputs.size() == 3 && isPair(outputs, 1) && isPair(outputs, 2)) {
      return outputs.get(0).size(1);
    }
    throw OutputDecoder.unexpected(
        "[1, classes, rows, columns] and twice [1, 2, rows, columns] (or one output of"
            + " [1, classes + 4, rows, columns])",
        outputs);
  }

  private static boolean isPair(List<Tensor> outputs, int n) {
    Tensor heat = outputs.get(0);
    Tensor pair = outputs.get(n);
    return pair.shape[1] == 2 && pair.shape[2] == heat.shape[2] && pair.shape[3] == heat.shape[3];
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, double minScore) {
    int classes = classes(outputs);
    Tensor heat = outputs.get(0);
    int rows = heat.size(2);
    int columns = heat.size(3);
    int plane = rows * columns;
    boolean single = outputs.size() == 1;
    float[] offset = single ? heat.values : outputs.get(1).values;
    float[] size = single ? heat.values : outputs.get(2).values;
    int offsetAt = single ? classes * plane : 0;
    int sizeAt = single ? (classes + 2) * plane : 0;
    double cellWidth = width / (double) columns;
    double cellHeight = height / (double) rows;
    List<Candidate> candidates = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          int cell = y * columns + x;
          float score = heat.values[label * plane + cell];
          if (score >= minScore && isPeak(heat.values, label * plane, x, y, columns, rows)) {
            candidates.add(
                Candidate.centred(
                    (x + offset[offsetAt + cell]) * cellWidth,
                    (y + offset[offsetAt + plane + cell]) * cellHeight,
                    size[sizeAt + cell] * cellWidth,
                    size[sizeAt + plane + cell] * cellHeight,
                    score,
                    label));
          }
        }
      }
    }
    return candidates;
  }

  private static boolean isPeak(float[] heat, int from, int x, int y, int columns, int rows) {
    float here = heat[from + y * columns + x];
    for (int ny = Math.max(0, y - 1); ny <= Math.min(rows - 1, y + 1); ny++) {
      for (int nx = Math.max(0, x - 1); nx <= Math.min(columns - 1, x + 1); nx++) {
        if (heat[from + ny * columns + nx] > here) {
          return false;
        }
      }
    }
    return true;
  }
}
