package dev.gantry.detectors;

import java.util.ArrayList;
import java.util.List;

/**
 * Anchor-free YOLO: {@code 1 x (4 + classes) x N}, the first four rows centre x, centre y, width
 * and height (pixels), then one row of probabilities a class. The score is the best probability.
 */
final class YoloV8Decoder implements OutputDecoder {

  @Override
  public int classes(List<Tensor> outputs) {
    Tensor columns = outputs.isEmpty() ? new Tensor(new float[0]) : outputs.get(0);
    if (columns.dimensions() != 3 || columns.shape[0] != 1 || columns.shape[1] < 5) {
      throw OutputDecoder.unexpected("[1, 4 + classes, boxes]", outputs);
    }
    return columns.size(1) - 4;
  }

  @Override
  public List<Candidate> decode(List<Tensor> outputs, double minScore) {
    Tensor columns = outputs.get(0);
    float[] v = columns.values;
    int count = columns.size(2);
    int classes = columns.size(1) - 4;
    List<Candidate> candidates = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int label = OutputDecoder.greatest(v, n + 4 * count, classes, count);
      double score = v[n + (4 + label) * count];
      if (score >= minScore) {
        candidates.add(
            Candidate.centred(
                v[n], v[n + count], v[n + 2 * count], v[n + 3 * count], score, label));
      }
    }
    return candidates;
  }
}
