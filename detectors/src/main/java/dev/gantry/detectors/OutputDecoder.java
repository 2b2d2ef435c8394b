package dev.gantry.detectors;

import dev.gantry.domain.detection.ModelDescriptor;
import java.util.List;

/** Reads boxes out of a model's outputs. Implementations are pure and hold no state. */
interface OutputDecoder {

  /**
   * Number of classes that outputs of these shapes have.
   *
   * @throws IllegalArgumentException saying which shape was expected, when they do not fit
   */
  int classes(List<Tensor> outputs);

  /** Boxes with a score of at least {@code minScore}, in pixels of the input, in any order. */
  List<Candidate> decode(List<Tensor> outputs, double minScore);

  /** The decoder of a descriptor whose input has the given size. */
  static OutputDecoder of(ModelDescriptor.Decoder kind, int inputWidth, int inputHeight) {
    return switch (kind) {
      case YOLOV5 -> new YoloV5Decoder();
      case YOLOV8 -> new YoloV8Decoder();
      case YOLOX -> new YoloxDecoder(inputWidth, inputHeight);
      case FASTESTDET -> new FastestDetDecoder(inputWidth, inputHeight);
      case CENTERNET -> new CenterNetDecoder(inputWidth, inputHeight);
    };
  }

  /** Outputs that a decoder can't read. */
  static IllegalArgumentException unexpected(String expected, List<Tensor> outputs) {
    return new IllegalArgumentException("expected " + expected + ", found " + outputs);
  }

  /** Index of the greatest of {@code count} values that lie {@code step} apart. */
  static int greatest(float[] values, int from, int count, int step) {
    int best = 0;
    for (int n = 1; n < count; n++) {
      if (values[from + n * step] > values[from + best * step]) {
        best = n;
      }
    }
    return best;
  }
}
