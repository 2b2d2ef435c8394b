package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.List;

/**
 * Anchor-based YOLO with its grid applied: {@code 1 x N x (5 + classes)}, each row centre x, centre
 * y, width, height (pixels), objectness, probability of each class. The score is objectness times
 * the probability of the best class.
 */
final class YoloV5Decoder implements OutputDecoder {

  @Override
  public int classes(List<Tensor> outputs) {
    Tensor rows = outputs.isEmpty() ? new Tensor(new float[0]) : outputs.get(0);
    if (rows.dimensions() != 3 || rows.shape[0] != 1 || rows.shape[2] < 6) {
      throw OutputDecoder.unexpected("[1, boxes, 5 + classes]", outputs);
    }
    return rows.size(2) - 5;
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, double minScore) {
    Tensor rows = outputs.get(0);
    float[] v = rows.values;
    int row = rows.size(2);
    List<Candidate> candidates = new ArrayList<>();
    for (int n = 0, at = 0; n < rows.size(1); n++, at += row) {
      if (v[at + 4] < minScore) {
        continue;
      }
      int label = OutputDecoder.greatest(v, at + 5, row - 5, 1);
      double score = (double) v[at + 4] * v[at + 5 + label];
      if (score >= minScore) {
        candidates.add(Candidate.centred(v[at], v[at + 1], v[at + 2], v[at + 3], score, label));
      }
    }
    return candidates;
  }
}
