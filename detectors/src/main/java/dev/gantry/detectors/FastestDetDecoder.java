package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.List;

/**
 * FastestDet: {@code 1 x (5 + classes) x rows x columns}, one box a cell: objectness, then x, y,
 * width, height, then the classes' probabilities. The centre is {@code (tanh(x) + column) /
 * columns} of the input's width, likewise for y; the size {@code sigmoid(width, height)} of the
 * whole input; the score {@code objectness^0.6 * probability^0.4} (dog-qiuqiu/FastestDet, {@code
 * utils/tool.py}).
 */
final class FastestDetDecoder implements OutputDecoder {

  private static final double OBJECT_POWER = 0.6;
  private static final double CLASS_POWER = 0.4;

  private final int width;
  private final int height;

  FastestDetDecoder(int width, int height) {
    this.width = width;
    this.height = height;
  }

  @Override
  public int classes(List<Tensor> outputs) {
    Tensor map = outputs.isEmpty() ? new Tensor(new float[0]) : outputs.get(0);
    if (map.dimensions() != 4 || map.shape[0] != 1 || map.shape[1] < 6) {
      throw OutputDecoder.unexpected("[1, 5 + classes, rows, columns]", outputs);
    }
    return map.size(1) - 5;
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, double minScore) {
    Tensor map = outputs.get(0);
    float[] v = map.values;
    int classes = map.size(1) - 5;
    int rows = map.size(2);
    int columns = map.size(3);
    int plane = rows * columns;
    List<Candidate> candidates = new ArrayList<>();
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int at = y * columns + x;
        int label = OutputDecoder.greatest(v, at + 5 * plane, classes, plane);
        double score =
            Math.pow(v[at], OBJECT_POWER) * Math.pow(v[at + (5 + label) * plane], CLASS_POWER);
        if (score >= minScore) {
          candidates.add(
              Candidate.centred(
                  (Math.tanh(v[at + plane]) + x) / columns * width,
                  (Math.tanh(v[at + 2 * plane]) + y) / rows * height,
                  sigmoid(v[at + 3 * plane]) * width,
                  sigmoid(v[at + 4 * plane]) * height,
                  score,
                  label));
        }
      }
    }
    return candidates;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
