package dev.gantry.detectors;

import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.ModelDescriptor.Engine;
import dev.gantry.domain.detection.ModelDescriptor.Input;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Works out how to run weights that come without a descriptor: the engine from the file's suffix,
 * the size of the input from the file, the rest from the shape of the output of one run.
 *
 * <p>A TorchScript file does not tell the size of its input; {@value #ASSUMED_SIDE} square is
 * tried.
 */
final class WeightsReader {

  /** What Ultralytics' exporter makes unless told otherwise, pixels. */
  private static final int ASSUMED_SIDE = 640;

  /** Key under which Ultralytics' exporter tells what the model is for. */
  private static final String TASK_KEY = "task";

  private static final String DETECTION = "detect";

  private static final Map<String, Engine> ENGINES =
      Map.of(".onnx", Engine.ONNX_RUNTIME, ".pt", Engine.PYTORCH, ".torchscript", Engine.PYTORCH);

  private final String id;
  private final Path file;
  private final int threads;

  WeightsReader(String id, Path file, int threads) {
    this.id = id;
    this.file = file;
    this.threads = threads;
  }

  /** The engine for a file, by its suffix. */
  static Optional<Engine> engineOf(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENGINES.entrySet().stream()
        .filter(each -> name.endsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * Reads the file and runs the model once on a black image.
   *
   * @throws IllegalArgumentException naming the file, what was found and what is understood
   */
  InferredModel read() {
    Engine engine =
        engineOf(file)
            .orElseThrow(
                () -> undecided("weights that end in .onnx, .pt or .torchscript", "another name"));
    if (engine == Engine.PYTORCH) {
      return infer(engine, ASSUMED_SIDE, ASSUMED_SIDE, Map.of());
    }
    OnnxSignature signature = OnnxSignature.read(id, file);
    requireImageInput(signature);
    requireDetection(signature);
    List<Long> shape = signature.inputs().get(0).shape();
    return infer(
        engine, Math.toIntExact(shape.get(3)), Math.toIntExact(shape.get(2)), signature.metadata());
  }

  private void requireImageInput(OnnxSignature signature) {
    if (signature.inputs().size() == 1) {
      OnnxSignature.Node input = signature.inputs().get(0);
      List<Long> shape = input.shape();
      if (input.isFloat32()
          && shape.size() == 4
          && Math.abs(shape.get(0)) == 1
          && shape.get(1) == 3
          && shape.get(2) > 0
          && shape.get(3) > 0) {
        return;
      }
    }
    throw undecided("one input [1, 3, height, width] of FLOAT", signature.toString());
  }

  private void requireDetection(OnnxSignature signature) {
    String task = signature.metadata().getOrDefault(TASK_KEY, DETECTION);
    if (!task.equals(DETECTION)) {
      throw undecided("a model for the task " + DETECTION, "one for the task " + task);
    }
  }

  /** From one run with an input of this size. */
  private InferredModel infer(Engine engine, int width, int height, Map<String, String> metadata) {
    List<Tensor> outputs = probe(engine, width, height);
    ModelFamily.Recognised recognised =
        ModelFamily.of(outputs, width, height)
            .orElseThrow(() -> undecided(ModelFamily.understood(width, height), text(outputs)));
    WeightsLabels labels = WeightsLabels.of(file, metadata, recognised.classes());
    Input input = recognised.family().input(width, height);
    ModelDescriptor descriptor =
        new ModelDescriptor(
            id,
            1,
            engine,
            Optional.of(file.toAbsolutePath().normalize().toString()),
            Optional.of(input),
            Optional.of(recognised.family().decoder()),
            labels.labels(),
            ModelDescriptor.DEFAULT_MIN_SCORE,
            ModelDescriptor.DEFAULT_NMS_IOU);
    return new InferredModel(descriptor, reading(descriptor, outputs.get(0), labels.origin()));
  }

  private List<Tensor> probe(Engine engine, int width, int height) {
    ByteBuffer black =
        ByteBuffer.allocateDirect(Math.multiplyExact(3 * Float.BYTES, width * height))
            .order(ByteOrder.nativeOrder());
    try (LoadedModel model = LoadedModel.load(id, engine, file, threads);
        LoadedModel.Runner runner = model.newRunner(width, height)) {
      return runner.run(black);
    } catch (IllegalStateException e) {
      throw undecided(
          "a model that takes 1x3x%dx%d of float32".formatted(height, width), LoadedModel.gist(e));
    }
  }

  private String reading(ModelDescriptor descriptor, Tensor output, String labels) {
    Input input = descriptor.input().orElseThrow();
    return "%s: output %s read as %s, input %s%dx%d %s 0 to %s %s, %s"
        .formatted(
            file.getFileName(),
            output,
            descriptor.decoder().orElseThrow().name().toLowerCase(Locale.ROOT),
            descriptor.engine() == Engine.PYTORCH ? "assumed " : "",
            input.width(),
            input.height(),
            input.color().name().toLowerCase(Locale.ROOT),
            input.scale() == 1 ? "255" : "1",
            input.letterbox() ? "letterboxed" : "stretched",
            labels);
  }

  private static String text(List<Tensor> outputs) {
    return outputs.stream().map(Tensor::toString).collect(Collectors.joining(" and "));
  }

  private IllegalArgumentException undecided(String expected, String found) {
    return new IllegalArgumentException(
        "%s: expected %s, found %s; a descriptor can say how to run it, see docs/models.md"
            .formatted(file, expected, found));
  }
}
