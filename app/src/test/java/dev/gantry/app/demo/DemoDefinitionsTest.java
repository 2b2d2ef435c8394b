package dev.gantry.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.ingest.Pace;
import dev.gantry.topologies.definition.DefinitionKind;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoDefinitionsTest {

  @TempDir private Path dir;

  @Test
  void shouldPrepareNativeLibrariesBeforeAVideoIsOpened() throws Exception {
    // given a process of its own, since the libraries read their settings once
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Definitions.class.getName())
            .inheritIO()
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void shouldTakeTheModelBesideTheCameraThatNamesIt() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("gate.yaml"),
            "{kind: camera, id: gate, model: still}\n---\n{kind: model, id: still, engine: Motion}\n");

    DemoDefinitions definitions =
        DemoDefinitions.of(options(Optional.of(file)), GantryProcess.definitionParser());

    assertThat(definitions.all())
        .extracting(ParsedDefinition::kind)
        .contains(DefinitionKind.MODEL, DefinitionKind.CAMERA);
  }

  private static DemoOptions options(Optional<Path> camera) {
    return new DemoOptions(
        Optional.of(Path.of("gate.mp4")),
        camera,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        DemoOptions.Scene.ROAD,
        4,
        LocalTime.NOON,
        1,
        Instant.EPOCH,
        Pace.UNPACED,
        true);
  }

  /** A process that makes a demo's definitions, and ends with 1 when that left settings unset. */
  static final class Definitions {

    private Definitions() {}

    public static void main(String[] args) {
      DemoDefinitions.of(options(Optional.empty()), GantryProcess.definitionParser());
      System.exit(System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null ? 1 : 0);
    }
  }
}
