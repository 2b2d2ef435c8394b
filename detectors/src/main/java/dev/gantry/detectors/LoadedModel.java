package dev.gantry.detectors;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import dev.gantry.domain.detection.ModelDescriptor.Engine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model in memory, shared by the detectors of all threads that use the same file. */
final class LoadedModel implements AutoCloseable {

  /** What ONNX Runtime reads, for messages. */
  static final String ONNX = "an ONNX file";

  /** What libtorch reads, for messages: training leaves a checkpoint, with the same suffix. */
  private static final String TORCHSCRIPT =
      "a TorchScript file (a checkpoint has to be exported to one)";

  /** How the line begins that says what failed, after libtorch's traces of code. */
  private static final String TORCH_ERROR = "RuntimeError: ";

  /** Letters of an engine's message that are passed on. */
  private static final int MAX_GIST = 240;

  private final Model model;

  private LoadedModel(Model model) {
    this.model = model;
  }

  /**
   * Loads a model.
   *
   * @throws IllegalArgumentException naming the field, the value and what was expected
   */
  static LoadedModel load(String id, Engine engine, Path file, int threads) {
    requireFile(id, file);
    boolean torch = engine == Engine.PYTORCH;
    if (!torch) {
      OnnxEnvironment.start();
    }
    Model model = Model.newInstance(id, Device.cpu(), torch ? "PyTorch" : "OnnxRuntime");
    Map<String, String> options =
        torch
            ? Map.of()
            : Map.of("intraOpNumThreads", Integer.toString(threads), "interOpNumThreads", "1");
    try {
      Path folder = file.toAbsolutePath().getParent();
      model.load(folder, file.getFileName().toString(), options);
      return new LoadedModel(model);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw unreadable(id, torch ? TORCHSCRIPT : ONNX, file, e);
    }
  }

  /** A file that its engine can't read. */
  static IllegalArgumentException unreadable(
      String id, String expected, Path file, Throwable cause) {
    return new IllegalArgumentException(
        field(id, "file") + "expected " + expected + ", found " + file + ": " + gist(cause), cause);
  }

  /**
   * Refuses what is no file that can be read.
   *
   * @throws IllegalArgumentException saying what is there
   */
  static void requireFile(String id, Path file) {
    String found = null;
    try {
      if (!Files.exists(file)) {
        found = "nothing at " + file.toAbsolutePath();
      } else if (!Files.isRegularFile(file)) {
        found = "no file but something else at " + file.toAbsolutePath();
      } else if (!Files.isReadable(file)) {
        found = "one that can't be read at " + file.toAbsolutePath();
      } else if (Files.size(file) == 0) {
        found = "an empty one at " + file.toAbsolutePath();
      }
    } catch (IOException e) {
      found = e.toString();
    }
    if (found != null) {
      throw new IllegalArgumentException(
          field(id, "file") + "expected a model file, found " + found);
    }
  }

  /** Start of a message about a field of the model with this id. */
  static String field(String id, String field) {
    return "model." + field + " of " + id + ": ";
  }

  /**
   * The gist of an error of an engine, whose messages run over pages: the error that libtorch tells
   * last, else the beginning.
   */
  static String gist(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    List<String> lines = message.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    String whole =
        lines.stream()
            .filter(line -> line.startsWith(TORCH_ERROR))
            .findFirst()
            .orElseGet(() -> String.join(" ", lines));
    return whole.length() <= MAX_GIST ? whole : whole.substring(0, MAX_GIST) + " ...";
  }

  /** A runner for one thread. */
  Runner newRunner(int width, int height) {
    Shape shape = new Shape(1, 3, height, width);
    return new Runner(model.newPredictor(new Floats(shape), Device.cpu()));
  }

  @Override
  public void close() {
    model.close();
  }

  /** Runs the model on one thread. */
  static final class Runner implements AutoCloseable {

    private final Predictor<ByteBuffer, List<Tensor>> predictor;

    private Runner(Predictor<ByteBuffer, List<Tensor>> predictor) {
      this.predictor = predictor;
    }

    /** Outputs for an input of floats in native order. */
    List<Tensor> run(ByteBuffer input) {
      try {
        return predictor.predict(input);
      } catch (TranslateException e) {
        throw new IllegalStateException("model: inference failed: " + gist(e), e);
      }
    }

    @Override
    public void close() {
      predictor.close();
    }
  }

  /** Buffers in, arrays out; DJL's own image pipeline is ten times slower than OpenCV. */
  private static final class Floats implements NoBatchifyTranslator<ByteBuffer, List<Tensor>> {

    private final Shape shape;

    Floats(Shape shape) {
      this.shape = shape;
    }

    @Override
    public NDList processInput(TranslatorContext context, ByteBuffer input) {
      return new NDList(context.getNDManager().create(input, shape, DataType.FLOAT32));
    }

    @Override
    public List<Tensor> processOutput(TranslatorContext context, NDList outputs) {
      List<Tensor> tensors = new ArrayList<>();
      for (NDArray output : outputs) {
        if (output.getDataType() != DataType.FLOAT32) {
          throw new IllegalArgumentException(
              "expected outputs of float32, found " + output.getDataType());
        }
        tensors.add(new Tensor(output.toFloatArray(), output.getShape().getShape()));
      }
      return tensors;
    }
  }
}
