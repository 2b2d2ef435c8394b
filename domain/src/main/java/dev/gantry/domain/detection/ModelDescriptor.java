package dev.gantry.domain.detection;

import java.util.List;
import java.util.Optional;

/**
 * How to run a model and read its outputs: a definition of kind {@code model}.
 *
 * @param id id of the definition, written into every frame's detections
 * @param version version of the definition, 1 or more
 * @param engine what runs it
 * @param file path of the model file; absent for {@link Engine#MOTION}
 * @param input how an image becomes the input tensor; absent for {@link Engine#MOTION}
 * @param decoder how the output tensor becomes boxes; absent for {@link Engine#MOTION}
 * @param labels class labels by index; empty for {@link Engine#MOTION}
 * @param minScore detections below are dropped, 0 to 1
 * @param nmsIou of two boxes of one class that overlap more, the lower score is dropped, 0 to 1
 */
public record ModelDescriptor(
    String id,
    int version,
    Engine engine,
    Optional<String> file,
    Optional<Input> input,
    Optional<Decoder> decoder,
    List<String> labels,
    double minScore,
    double nmsIou) {

  /** Default of {@code minScore}. */
  public static final double DEFAULT_MIN_SCORE = 0.3;

  /** Default of {@code nmsIou}. */
  public static final double DEFAULT_NMS_IOU = 0.5;

  /** The motion detector: no weights, no classes, the default. */
  public static final ModelDescriptor MOTION =
      new ModelDescriptor(
          "motion",
          1,
          Engine.MOTION,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          0,
          DEFAULT_NMS_IOU);

  public ModelDescriptor {
    labels = List.copyOf(labels);
    if (id.isBlank()) {
      throw new IllegalArgumentException("model.id: expected an id, found blank");
    }
    if (!(minScore >= 0 && minScore <= 1)) {
      throw new IllegalArgumentException("model.min_score: expected 0 to 1, found " + minScore);
    }
    if (!(nmsIou >= 0 && nmsIou <= 1)) {
      throw new IllegalArgumentException("model.nms_iou: expected 0 to 1, found " + nmsIou);
    }
    if (engine != Engine.MOTION) {
      require(file.isPresent(), id, "file", "the path of a model file");
      require(input.isPresent(), id, "input", "{size, color, scale, letterbox}");
      require(decoder.isPresent(), id, "output.decoder", "one of " + List.of(Decoder.values()));
      require(!labels.isEmpty(), id, "labels", "the class labels by index");
    }
  }

  private static void require(boolean present, String id, String field, String expected) {
    if (!present) {
      throw new IllegalArgumentException(
          "model." + field + " of " + id + ": expected " + expected + ", found nothing");
    }
  }

  /** What runs a model. */
  public enum Engine {
    /** Background subtraction. */
    MOTION,
    /** DJL with PyTorch, for TorchScript files. */
    PYTORCH,
    /** DJL with ONNX Runtime. */
    ONNX_RUNTIME
  }

  /** How an output tensor becomes boxes. */
  public enum Decoder {
    /** Anchor-based YOLOv5: 1 x N x (5 + classes), decoded, scores as probabilities. */
    YOLOV5,
    /** Anchor-free YOLOv8: 1 x (4 + classes) x N, decoded, no objectness. */
    YOLOV8,
    /** YOLOX: 1 x N x (5 + classes), grid offsets not yet applied (strides 8, 16, 32). */
    YOLOX,
    /** FastestDet: 1 x (1 + 4 + classes) x H x W. */
    FASTESTDET,
    /** CenterNet: heat map, offset and size at stride 4 or 8. */
    CENTERNET
  }

  /** Order of the colour planes of the input tensor. */
  public enum ColorOrder {
    RGB,
    BGR
  }

  /**
   * How an image becomes the input tensor, 1 x 3 x height x width.
   *
   * @param width pixels
   * @param height pixels
   * @param color order of the planes
   * @param scale factor on the 0 to 255 values: 0.00392157 for 0 to 1
   * @param letterbox whether the aspect ratio is kept and the rest filled with grey 114
   */
  public record Input(int width, int height, ColorOrder color, double scale, boolean letterbox) {

    public Input {
      if (width < 1 || height < 1) {
        throw new IllegalArgumentException(
            "model.input.size: expected WIDTHxHEIGHT in pixels, found " + width + "x" + height);
      }
      if (!(scale > 0)) {
        throw new IllegalArgumentException(
            "model.input.scale: expected a factor above 0, found " + scale);
      }
    }
  }
}
