package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.ModelDescriptor.ColorOrder;
import dev.gantry.domain.detection.ModelDescriptor.Decoder;
import dev.gantry.domain.detection.ModelDescriptor.Engine;
import dev.gantry.domain.detection.ModelDescriptor.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights without a descriptor, of models whose input is 64 x 32 and hence has 42 cells. */
class WeightsReaderTest {

  private static final Detectors DETECTORS = new Detectors(TestObjects.SETTINGS);
  private static final double UNIT = 1 / 255.0;
  private static final long[] INPUT = {1, 3, 32, 64};

  @TempDir private Path folder;

  static Stream<Arguments> outputs() {
    return Stream.of(
        Arguments.of(
            new long[] {1, 42, 7}, Decoder.YOLOX, new Input(64, 32, ColorOrder.BGR, 1, true)),
        Arguments.of(
            new long[] {1, 126, 7}, Decoder.YOLOV5, new Input(64, 32, ColorOrder.RGB, UNIT, true)),
        Arguments.of(
            new long[] {1, 6, 42}, Decoder.YOLOV8, new Input(64, 32, ColorOrder.RGB, UNIT, true)),
        Arguments.of(
            new long[] {1, 7, 2, 4},
            Decoder.FASTESTDET,
            new Input(64, 32, ColorOrder.BGR, UNIT, false)));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void shouldTellTheModelByTheShapeOfItsOutput(long[] output, Decoder decoder, Input input) {
    // given
    Path file = onnx("tiny.onnx", INPUT, output, Map.of());

    // when
    ModelDescriptor found = infer(file).descriptor();

    // then
    assertThat(found)
        .isEqualTo(
            new ModelDescriptor(
                "tiny",
                1,
                Engine.ONNX_RUNTIME,
                Optional.of(file.toAbsolutePath().toString()),
                Optional.of(input),
                Optional.of(decoder),
                List.of("class-0", "class-1"),
                ModelDescriptor.DEFAULT_MIN_SCORE,
                ModelDescriptor.DEFAULT_NMS_IOU));
    DETECTORS.create(found).close();
  }

  @Test
  void shouldTakeEightyClassesForThoseOfCoco() {
    InferredModel found = infer(onnx("tiny.onnx", INPUT, new long[] {1, 42, 85}, Map.of()));
    assertThat(found.descriptor().labels())
        .hasSize(80)
        .startsWith("person", "bicycle", "car")
        .contains("traffic light")
        .endsWith("toothbrush");
    assertThat(found.reading())
        .isEqualTo(
            "tiny.onnx: output [1, 42, 85] read as yolox, input 64x32 bgr 0 to 255 letterboxed,"
                + " labels taken for COCO's");
  }

  @Test
  void shouldTakeLabelsThatTheFileCarries() {
    Path file =
        onnx(
            "tiny.onnx",
            INPUT,
            new long[] {1, 6, 42},
            Map.of("task", "detect", "names", "{0: 'car, parked', 1: \"driver's cab\"}"));
    assertThat(infer(file).descriptor().labels()).containsExactly("car, parked", "driver's cab");
  }

  @Test
  void shouldLeaveLabelsThatAreNotAsManyAsTheClasses() {
    Map<String, String> one = Map.of("names", "{0: 'car'}");
    Path file = onnx("tiny.onnx", INPUT, new long[] {1, 6, 42}, one);
    assertThat(infer(file).descriptor().labels()).containsExactly("class-0", "class-1");
  }

  @Test
  void shouldPreferTheFileOfLabelsBesideTheWeights() throws IOException {
    // given
    Map<String, String> carried = Map.of("names", "{0: 'a', 1: 'b'}");
    Path file = onnx("tiny.onnx", INPUT, new long[] {1, 6, 42}, carried);
    Path names = Files.writeString(folder.resolve("tiny.names"), "car \n\ntruck\n");

    // then
    assertThat(infer(file).descriptor().labels()).containsExactly("car", "truck");

    // and when it has another number of them
    Files.writeString(names, "car\n");
    assertRefused(file, names + ": expected 2 labels", "found 1");
  }

  @Test
  void shouldReadOneImageWhenTheNumberOfImagesIsOpen() {
    Path file = onnx("tiny.onnx", new long[] {-1, 3, 32, 64}, new long[] {1, 42, 7}, Map.of());
    assertThat(infer(file).descriptor().input().orElseThrow().width()).isEqualTo(64);
  }

  @Test
  void shouldRefuseInputWhoseSizeIsOpen() {
    Path file = onnx("tiny.onnx", new long[] {1, 3, -1, -1}, new long[] {1, 42, 7}, Map.of());
    assertRefused(
        file,
        file + ": expected one input [1, 3, height, width] of FLOAT",
        "found input image [1, 3, ?, ?], output output [1, 42, 7]",
        "see docs/models.md");
  }

  @Test
  void shouldRefuseOutputOfUnknownShapeAndNameThoseThatAreKnown() {
    Path file = onnx("tiny.onnx", INPUT, new long[] {1, 300, 6}, Map.of());
    assertRefused(
        file,
        "[1, 42, 5 + classes] with grids not applied (yolox), [1, 126, 5 + classes] (yolov5),"
            + " [1, 4 + classes, 42] (yolov8), [1, 5 + classes, 2, 4] (fastestdet) for an input of"
            + " 64x32",
        "found [1, 300, 6]; a descriptor can say how to run it");
  }

  @Test
  void shouldRefuseOutputThatSeveralModelsCouldGive() {
    assertRefused(onnx("tiny.onnx", INPUT, new long[] {1, 42, 42}, Map.of()), "found [1, 42, 42]");
  }

  @Test
  void shouldRefuseGridsThatWereApplied() {
    // given rows whose first number is a place in the image
    float[] rows = new float[42 * 7];
    rows[41 * 7] = 48;
    Path file = folder.resolve("tiny.onnx");
    OnnxFile.write(file, 32, 64, rows, new float[42 * 7], 1, 42, 7);

    // then
    assertRefused(file, "grids not applied (yolox)", "found [1, 42, 7]");
  }

  @Test
  void shouldRefuseModelForAnotherTask() {
    Map<String, String> metadata = Map.of("task", "segment");
    Path file = onnx("tiny.onnx", INPUT, new long[] {1, 6, 42}, metadata);
    assertRefused(file, "expected a model for the task detect, found one for the task segment");
  }

  @Test
  void shouldTryTorchScriptWithTheUsualInput() {
    // given an output that has as many rows as an input of 640 x 640 has cells
    Path file =
        TorchScriptFile.write(
            folder.resolve("tiny.pt"),
            "Tensor",
            "mean = torch.mul(torch.mean(torch.select(x, 1, 0)), 0.)",
            "return torch.mul(torch.ones([1, 8400, 7], dtype=6), mean)");

    // when
    InferredModel found = infer(file);

    // then
    assertThat(found.descriptor().engine()).isEqualTo(Engine.PYTORCH);
    assertThat(found.descriptor().decoder()).contains(Decoder.YOLOX);
    assertThat(found.reading()).contains("input assumed 640x640 bgr 0 to 255 letterboxed");
  }

  @Test
  void shouldRefuseTorchScriptThatTakesAnotherInput() {
    Path file =
        TorchScriptFile.write(
            folder.resolve("tiny.pt"),
            "Tensor",
            "return torch.add(x, torch.ones([1, 3, 32, 64], dtype=6))");
    assertRefused(
        file, "expected a model that takes 1x3x640x640 of float32, found RuntimeError: The size");
  }

  @Test
  void shouldRefuseFilesThatAreNoModels() throws IOException {
    Path text = Files.writeString(folder.resolve("tiny.onnx"), "this is no model");
    Path missing = folder.resolve("missing.onnx");
    Path checkpoint = Files.writeString(folder.resolve("tiny.pt"), "this is no model");
    assertRefused(text, "model.file of tiny: expected an ONNX file, found " + text);
    assertRefused(missing, "expected a model file, found nothing at " + missing);
    assertRefused(checkpoint, "expected a TorchScript file (a checkpoint has to be exported");
  }

  @Test
  void shouldKnowWeightsByTheirSuffix() {
    assertThat(Stream.of("a.onnx", "a.PT", "a.torchscript").map(Path::of))
        .allMatch(Detectors::isWeights);
    assertThat(Stream.of("a.yaml", "onnx", "a.onnx.yml", "pt").map(Path::of))
        .noneMatch(Detectors::isWeights);
  }

  private Path onnx(String name, long[] input, long[] output, Map<String, String> metadata) {
    return OnnxFile.write(folder.resolve(name), input, output, metadata);
  }

  private static InferredModel infer(Path file) {
    return DETECTORS.infer("tiny", file);
  }

  private static void assertRefused(Path file, String... messages) {
    assertThatThrownBy(() -> infer(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(messages);
  }
}
