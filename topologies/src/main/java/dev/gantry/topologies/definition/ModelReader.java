package dev.gantry.topologies.definition;

import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.ModelDescriptor.ColorOrder;
import dev.gantry.domain.detection.ModelDescriptor.Decoder;
import dev.gantry.domain.detection.ModelDescriptor.Engine;
import dev.gantry.domain.detection.ModelDescriptor.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a document of kind model. */
final class ModelReader {

  /** Engines by the names that documents give them. */
  static final Map<String, Engine> ENGINES =
      new TreeMap<>(
          Map.of(
              "PyTorch", Engine.PYTORCH,
              "OnnxRuntime", Engine.ONNX_RUNTIME,
              "Motion", Engine.MOTION));

  /** Decoders by the names that documents give them. */
  static final Map<String, Decoder> DECODERS =
      new TreeMap<>(
          Map.of(
              "yolov5", Decoder.YOLOV5,
              "yolov8", Decoder.YOLOV8,
              "yolox", Decoder.YOLOX,
              "fastestdet", Decoder.FASTESTDET,
              "centernet", Decoder.CENTERNET));

  /** Orders of colour planes by the names that documents give them. */
  static final Map<String, ColorOrder> COLORS =
      new TreeMap<>(Map.of("rgb", ColorOrder.RGB, "bgr", ColorOrder.BGR));

  private ModelReader() {}

  /** The model; of no use when a problem was reported. */
  static Optional<ModelDescriptor> read(Fields fields, int version) {
    Optional<String> id = fields.id("id");
    Optional<Engine> engine = fields.choice("engine", ENGINES);
    if (fields.find("engine").isEmpty()) {
      fields.missing("engine", "one of " + String.join(", ", ENGINES.keySet()));
    }
    Optional<String> file = fields.text("file");
    Optional<Input> input =
        fields.mapping("input", "{size, color, scale, letterbox}").flatMap(ModelReader::input);
    Optional<Decoder> decoder = fields.mapping("output", "{decoder}").flatMap(ModelReader::decoder);
    List<String> labels = fields.texts("labels", "a list of class labels");
    double minScore = share(fields, "min_score", ModelDescriptor.DEFAULT_MIN_SCORE);
    double nmsIou = share(fields, "nms_iou", ModelDescriptor.DEFAULT_NMS_IOU);
    if (engine.isPresent() && engine.get() != Engine.MOTION) {
      require(fields, "file", "the path of a model file");
      require(fields, "input", "{size, color, scale, letterbox}");
      require(fields, "output", "{decoder}");
      require(fields, "labels", "the class labels by index");
      noBlankLabel(fields, labels);
    }
    fields.finish();
    if (fields.problems().count() > 0 || id.isEmpty() || engine.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ModelDescriptor(
            id.get(), version, engine.get(), file, input, decoder, labels, minScore, nmsIou));
  }

  private static Optional<Input> input(Fields fields) {
    Optional<int[]> size = fields.size("size");
    if (fields.find("size").isEmpty()) {
      fields.missing("size", "WIDTHxHEIGHT in pixels, such as 640x640");
    }
    ColorOrder color = fields.choice("color", COLORS).orElse(ColorOrder.RGB);
    double scale =
        fields
            .number("scale", v -> v > 0, "a factor above 0 on the 0 to 255 values")
            .orElse(1.0 / 255);
    boolean letterbox = fields.flag("letterbox").orElse(true);
    fields.finish();
    return size.map(wide -> new Input(wide[0], wide[1], color, scale, letterbox));
  }

  private static Optional<Decoder> decoder(Fields fields) {
    Optional<Decoder> decoder = fields.choice("decoder", DECODERS);
    if (fields.find("decoder").isEmpty()) {
      fields.missing("decoder", "one of " + String.join(", ", DECODERS.keySet()));
    }
    fields.finish();
    return decoder;
  }

  private static double share(Fields fields, String name, double otherwise) {
    return fields.number(name, v -> v >= 0 && v <= 1, "a number from 0 to 1").orElse(otherwise);
  }

  private static void require(Fields fields, String name, String expected) {
    if (fields.find(name).isEmpty()) {
      fields.missing(name, expected);
    }
  }

  private static void noBlankLabel(Fields fields, List<String> labels) {
    if (labels.stream().anyMatch(String::isBlank) || labels.isEmpty()) {
      fields.refuse("labels", "one label or more, none blank", labels.toString());
    }
  }
}
