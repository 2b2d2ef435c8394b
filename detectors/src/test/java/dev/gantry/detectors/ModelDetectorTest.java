package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.detection.CameraImage;
import dev.gantry.domain.detection.DetectedObjects;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.ModelDescriptor.ColorOrder;
import dev.gantry.domain.detection.ModelDescriptor.Decoder;
import dev.gantry.domain.detection.ModelDescriptor.Engine;
import dev.gantry.domain.detection.ModelDescriptor.Input;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs both engines for real, on models of a few bytes that the tests write. */
class ModelDetectorTest {

  private static final Detectors DETECTORS = new Detectors(TestObjects.SETTINGS);
  private static final double UNIT = 1 / 255.0;

  /** One box of 16 x 8 in the middle of an input of 64 x 64, class 1; objectness from the mean. */
  private static final float[] ROW = {32, 32, 16, 8, 0, 0.1f, 1};

  private static final float[] MEAN_TO_OBJECTNESS = {0, 0, 0, 0, 1, 0, 0};

  @TempDir private Path folder;

  @Test
  void shouldRunOnnxModelAndScaleBoxesBack() {
    // given
    Path file =
        OnnxFile.write(folder.resolve("tiny.onnx"), 64, 64, ROW, MEAN_TO_OBJECTNESS, 1, 1, 7);
    ModelDescriptor model = yolov5(Engine.ONNX_RUNTIME, file, false);

    // when
    DetectedObjects found = detect(model, grey(640, 320, 204));

    // then the mean of the input, 0.8, is the score
    assertThat(found.width()).isEqualTo(640);
    assertThat(found.height()).isEqualTo(320);
    Detection only = found.detections().get(0);
    assertThat(found.detections()).hasSize(1);
    assertThat(only.label()).isEqualTo("truck");
    assertThat(only.score()).isCloseTo(0.8, within(0.01));
    assertThat(only.box().x()).isCloseTo(240, within(0.01));
    assertThat(only.box().y()).isCloseTo(140, within(0.01));
    assertThat(only.box().width()).isCloseTo(160, within(0.01));
    assertThat(only.box().height()).isCloseTo(40, within(0.01));
  }

  @Test
  void shouldPadWithGreyAndScaleBoxesBackWhenLetterboxed() {
    // given
    Path file =
        OnnxFile.write(folder.resolve("tiny.onnx"), 64, 64, ROW, MEAN_TO_OBJECTNESS, 1, 1, 7);
    ModelDescriptor model = yolov5(Engine.ONNX_RUNTIME, file, true);

    // when
    Detection only = detect(model, grey(640, 320, 204)).detections().get(0);

    // then half of the input is image, half is bars of 114
    assertThat(only.score()).isCloseTo((204 + 114) / 2.0 / 255, within(0.01));
    assertThat(only.box().x()).isCloseTo(240, within(0.01));
    assertThat(only.box().y()).isCloseTo(120, within(0.01));
    assertThat(only.box().width()).isCloseTo(160, within(0.01));
    assertThat(only.box().height()).isCloseTo(80, within(0.01));
  }

  @Test
  void shouldRunTorchScriptModel() {
    // given a score that is the mean of the first plane, which is red
    Path file =
        TorchScriptFile.write(
            folder.resolve("tiny.pt"),
            "Tensor",
            "red = torch.mean(torch.select(x, 1, 0))",
            "ones = torch.ones([1, 1, 7], dtype=6)",
            "box = torch.cumsum(torch.mul(ones, 8.), 2, dtype=6)",
            "obj = torch.mul(torch.ones([1, 1, 1], dtype=6), red)",
            "head = torch.slice(box, 2, 0, 4)",
            "classes = torch.slice(ones, 2, 0, 2)",
            "return torch.cat([head, obj, classes], 2)");
    ModelDescriptor model = yolov5(Engine.PYTORCH, file, false);
    BufferedImage image = grey(64, 64, 0);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        image.setRGB(x, y, new Color(255, 0, 0).getRGB());
      }
    }

    // when
    List<Detection> found = detect(model, image).detections();

    // then its box is centred at 8, 16 and 24 x 32 in size, so clipped at the left
    assertThat(found).hasSize(1);
    assertThat(found.get(0).score()).isCloseTo(1, within(0.02));
    assertThat(found.get(0).label()).isEqualTo("car");
    assertThat(found.get(0).box().x()).isZero();
    assertThat(found.get(0).box().width()).isCloseTo(20, within(0.01));
    assertThat(found.get(0).box().y()).isZero();
    assertThat(found.get(0).box().height()).isCloseTo(32, within(0.01));
  }

  @Test
  void shouldReadThreeOutputsOfTorchScriptModel() {
    // given a heat map that is 0.9 in its first cell and 0 elsewhere
    Path file =
        TorchScriptFile.write(
            folder.resolve("centre.pt"),
            "Tuple[Tensor, Tensor, Tensor]",
            "first = torch.eq(torch.cumsum(torch.ones([1, 2, 8, 8], dtype=6), 3, dtype=6), 1.)",
            "top = torch.eq(torch.cumsum(torch.ones([1, 2, 8, 8], dtype=6), 2, dtype=6), 1.)",
            "plane = torch.eq(torch.cumsum(torch.ones([1, 2, 8, 8], dtype=6), 1, dtype=6), 2.)",
            "peak = torch.mul(torch.mul(torch.mul(first, top), plane), 0.90000000000000002)",
            "offset = torch.mul(torch.ones([1, 2, 8, 8], dtype=6), 0.5)",
            "size = torch.mul(torch.ones([1, 2, 8, 8], dtype=6), 1.)",
            "return (torch.mul(peak, torch.ones([1], dtype=6)), offset, size)");
    ModelDescriptor model =
        new ModelDescriptor(
            "centre",
            1,
            Engine.PYTORCH,
            Optional.of(file.toString()),
            Optional.of(new Input(64, 64, ColorOrder.RGB, UNIT, false)),
            Optional.of(Decoder.CENTERNET),
            List.of("car", "truck"),
            0.3,
            0.5);

    // when
    List<Detection> found = detect(model, grey(128, 128, 50)).detections();

    // then the cell of 8 x 8 input pixels is 16 x 16 of the image
    assertThat(found).hasSize(1);
    assertThat(found.get(0).label()).isEqualTo("truck");
    assertThat(found.get(0).score()).isCloseTo(0.9, within(1e-6));
    assertThat(found.get(0).box().x()).isCloseTo(0, within(1e-6));
    assertThat(found.get(0).box().width()).isCloseTo(16, within(1e-6));
  }

  @Test
  void shouldShareModelAndGoOnWhenOneDetectorIsClosed() {
    // given
    Path file =
        OnnxFile.write(folder.resolve("tiny.onnx"), 64, 64, ROW, MEAN_TO_OBJECTNESS, 1, 1, 7);
    ModelDescriptor model = yolov5(Engine.ONNX_RUNTIME, file, false);
    Detector first = DETECTORS.create(model);
    try (Detector second = DETECTORS.create(model)) {
      // when
      first.close();
      first.close();

      // then
      assertThat(second.detect(image(grey(64, 64, 250))).detections()).hasSize(1);
    }
  }

  @Test
  void shouldNameFileWhenItIsMissingEmptyOrCorrupt() throws IOException {
    Path corrupt = Files.writeString(folder.resolve("corrupt.onnx"), "this is no model");
    Path corruptTorch = Files.writeString(folder.resolve("corrupt.pt"), "this is no model");
    Path empty = Files.createFile(folder.resolve("empty.onnx"));
    Path missing = folder.resolve("missing.onnx");

    assertRefused(
        yolov5(Engine.ONNX_RUNTIME, missing, false), "model.file of tiny: ", "nothing at");
    assertRefused(
        yolov5(Engine.ONNX_RUNTIME, empty, false), "model.file of tiny: ", "an empty one");
    assertRefused(
        yolov5(Engine.ONNX_RUNTIME, folder, false), "model.file of tiny: ", "something else");
    assertRefused(
        yolov5(Engine.ONNX_RUNTIME, corrupt, false), "model.file of tiny: ", "expected an ONNX");
    assertRefused(
        yolov5(Engine.PYTORCH, corruptTorch, false),
        "model.file of tiny: ",
        "expected a TorchScript");
  }

  @Test
  void shouldNameDecoderWhenOutputDoesNotFit() {
    // given an output of four dimensions
    Path file =
        OnnxFile.write(folder.resolve("tiny.onnx"), 64, 64, new float[7], new float[7], 1, 7, 1, 1);

    // then
    assertRefused(
        yolov5(Engine.ONNX_RUNTIME, file, false),
        "model.output.decoder of tiny: ",
        "yolov5 expected [1, boxes, 5 + classes], found [[1, 7, 1, 1]]");
  }

  @Test
  void shouldNameDecoderWhenOutputIsAnothersByItsShape() {
    // given 84 rows, the cells of an input of 64 x 64, which YOLOv5 would read too, as nonsense
    long[] output = {1, 84, 7};
    Path file =
        OnnxFile.write(folder.resolve("tiny.onnx"), new long[] {1, 3, 64, 64}, output, Map.of());

    // then
    assertRefused(
        yolov5(Engine.ONNX_RUNTIME, file, false),
        "model.output.decoder of tiny: ",
        "expected yolox as the model's output [1, 84, 7] suggests, found yolov5");
  }

  @Test
  void shouldNameLabelsWhenTheirNumberDoesNotFit() {
    Path file =
        OnnxFile.write(folder.resolve("tiny.onnx"), 64, 64, new float[8], new float[8], 1, 1, 8);
    assertRefused(
        yolov5(Engine.ONNX_RUNTIME, file, false),
        "model.labels of tiny: ",
        "expected 3",
        "found 2");
  }

  @Test
  void shouldNameInputSizeWhenModelTakesAnother() {
    Path file =
        OnnxFile.write(folder.resolve("tiny.onnx"), 96, 96, ROW, MEAN_TO_OBJECTNESS, 1, 1, 7);
    assertRefused(
        yolov5(Engine.ONNX_RUNTIME, file, false),
        "model.input.size of tiny: ",
        "found 64x64",
        "Expected: 96");
  }

  @Test
  void shouldRefusePlatformsWithoutLibraries() {
    assertThatThrownBy(() -> Natives.requirePlatform("Mac OS X", "aarch64"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("expected linux on x86_64")
        .hasMessageContaining("found Mac OS X on aarch64");
    Natives.requirePlatform("Linux", "amd64");
  }

  private static void assertRefused(ModelDescriptor model, String... messages) {
    assertThatThrownBy(() -> DETECTORS.create(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(messages);
  }

  private static ModelDescriptor yolov5(Engine engine, Path file, boolean letterbox) {
    return new ModelDescriptor(
        "tiny",
        1,
        engine,
        Optional.of(file.toString()),
        Optional.of(new Input(64, 64, ColorOrder.RGB, UNIT, letterbox)),
        Optional.of(Decoder.YOLOV5),
        List.of("car", "truck"),
        0.3,
        0.5);
  }

  private static DetectedObjects detect(ModelDescriptor model, BufferedImage image) {
    try (Detector detector = DETECTORS.create(model)) {
      return detector.detect(image(image));
    }
  }

  private static CameraImage image(BufferedImage image) {
    return new CameraImage("camera-1", 1, 0, Instant.EPOCH, TestObjects.png(image));
  }

  private static BufferedImage grey(int width, int height, int value) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, value << 16 | value << 8 | value);
      }
    }
    return image;
  }
}
