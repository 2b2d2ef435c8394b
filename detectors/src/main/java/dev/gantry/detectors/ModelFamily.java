package dev.gantry.detectors;

import dev.gantry.domain.detection.ModelDescriptor.ColorOrder;
import dev.gantry.domain.detection.ModelDescriptor.Decoder;
import dev.gantry.domain.detection.ModelDescriptor.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Models that are known by the shape of their output, each with the input that its publisher's own
 * code gives it.
 */
enum ModelFamily {
  /** Megvii's YOLOX: 0 to 255, as its {@code preproc} does since version 0.1.1. */
  YOLOX(Decoder.YOLOX, ColorOrder.BGR, 1, true),

  /** Ultralytics' YOLOv5: three anchors a cell. */
  YOLOV5(Decoder.YOLOV5, ColorOrder.RGB, ModelFamily.UNIT, true),

  /** Ultralytics' YOLOv8 and what has its head, without NMS. */
  YOLOV8(Decoder.YOLOV8, ColorOrder.RGB, ModelFamily.UNIT, true),

  /** dog-qiuqiu's FastestDet: one grid of stride 16, images stretched. */
  FASTESTDET(Decoder.FASTESTDET, ColorOrder.BGR, ModelFamily.UNIT, false);

  private static final double UNIT = 1.0 / 255;
  private static final int FASTESTDET_STRIDE = 16;

  private final Decoder decoder;
  private final ColorOrder color;
  private final double scale;
  private final boolean letterbox;

  ModelFamily(Decoder decoder, ColorOrder color, double scale, boolean letterbox) {
    this.decoder = decoder;
    this.color = color;
    this.scale = scale;
    this.letterbox = letterbox;
  }

  Decoder decoder() {
    return decoder;
  }

  /** Its input, for a size in pixels. */
  Input input(int width, int height) {
    return new Input(width, height, color, scale, letterbox);
  }

  /**
   * What an output was recognised as.
   *
   * @param family the kind of model
   * @param classes number of its classes, 1 or more
   */
  record Recognised(ModelFamily family, int classes) {}

  /**
   * The one family that gives such outputs for an input of this size; empty when none does, or when
   * several could.
   */
  static Optional<Recognised> of(List<Tensor> outputs, int width, int height) {
    if (outputs.size() != 1 || outputs.get(0).dimensions() < 3 || outputs.get(0).shape[0] != 1) {
      return Optional.empty();
    }
    Tensor output = outputs.get(0);
    List<Recognised> possible = new ArrayList<>();
    if (output.dimensions() == 3) {
      int cells = YoloxDecoder.cells(width, height);
      int rows = output.size(1);
      int columns = output.size(2);
      if (rows == cells && columns > 5 && !isInPixels(output, width)) {
        possible.add(new Recognised(YOLOX, columns - 5));
      }
      if (rows == 3 * cells && columns > 5) {
        possible.add(new Recognised(YOLOV5, columns - 5));
      }
      if (columns == cells && rows > 4) {
        possible.add(new Recognised(YOLOV8, rows - 4));
      }
    } else if (output.dimensions() == 4
        && output.size(1) > 5
        && output.size(2) * FASTESTDET_STRIDE == height
        && output.size(3) * FASTESTDET_STRIDE == width) {
      possible.add(new Recognised(FASTESTDET, output.size(1) - 5));
    }
    return possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
  }

  /**
   * Whether centres are in pixels, which for the cells at the right is near the input's width;
   * those relative to their cells are small numbers. Such outputs of YOLOX, with its grids applied,
   * can't be told from others' that want another input.
   */
  private static boolean isInPixels(Tensor output, int width) {
    float rightmost = 0;
    for (int at = 0; at < output.values.length; at += output.size(2)) {
      rightmost = Math.max(rightmost, output.values[at]);
    }
    return rightmost > width / 2.0f;
  }

  /** The shapes that {@link #of} knows for an input of this size, in words. */
  static String understood(int width, int height) {
    int cells = YoloxDecoder.cells(width, height);
    return """
        one of [1, %1$d, 5 + classes] with grids not applied (yolox), [1, %2$d, 5 + classes] \
        (yolov5), [1, 4 + classes, %1$d] (yolov8), [1, 5 + classes, %3$d, %4$d] (fastestdet) for \
        an input of %5$dx%6$d"""
        .formatted(
            cells, 3 * cells, height / FASTESTDET_STRIDE, width / FASTESTDET_STRIDE, width, height);
  }
}
