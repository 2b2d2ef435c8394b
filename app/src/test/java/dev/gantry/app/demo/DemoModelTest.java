package dev.gantry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.process.GantryProcess;
import dev.gantry.detectors.DetectorSettings;
import dev.gantry.detectors.Detectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoModelTest {

  private final Detectors detectors = new Detectors(DetectorSettings.defaults());

  @TempDir private Path dir;

  @Test
  void shouldTakeDefinitionThatRuns() throws IOException {
    // given
    Path file = write("motion.yaml", "{kind: model, id: moving, engine: Motion}");

    // when
    DemoModel model = read(file);

    // then
    assertThat(model.definition().id()).isEqualTo("moving");
    assertThat(model.reading()).isEmpty();
  }

  @Test
  void shouldRefuseDefinitionWhoseFileIsMissing() throws IOException {
    Path file =
        write(
            "gate.yaml",
            """
            kind: model
            id: gate
            file: weights/gate.onnx
            engine: OnnxRuntime
            input: {size: 320x192}
            output: {decoder: yolov8}
            labels: [car]
            """);
    assertRefused(
        file,
        "--model: model.file of gate: expected a model file, found nothing at "
            + dir.resolve("weights/gate.onnx"));
  }

  @Test
  void shouldReadFilesOfWeightsAsWeights() throws IOException {
    Path file = write("My Gate.onnx", "kind: model");
    assertRefused(file, "--model: model.file of my-gate: expected an ONNX file, found " + file);
  }

  @Test
  void shouldRefuseFileOfAnotherKind() throws IOException {
    Path file = write("camera.yaml", "{kind: camera, id: gate, site: north}");
    assertRefused(file, "expected one definition of kind model, found 0 among [CAMERA=gate]");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private DemoModel read(Path file) {
    return DemoModel.of(file, GantryProcess.definitionParser(), detectors);
  }

  private void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(message);
  }
}
