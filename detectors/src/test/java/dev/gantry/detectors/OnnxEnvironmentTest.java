package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of a process can't be changed, so each test has one of its own. */
final class OnnxEnvironmentTest {

  private static final String USES_TORCH = "libtorch";

  @TempDir private Path folder;

  @Test
  void shouldSurviveACommandLineOfManyLetters() throws Exception {
    assertThat(run(Starter.class, "x".repeat(60_000))).isZero();
  }

  @Test
  void shouldRunModelsWithoutLoadingPyTorch() throws Exception {
    // given
    Path file = folder.resolve("tiny.onnx");
    OnnxFile.write(file, new long[] {1, 3, 32, 64}, new long[] {1, 42, 7}, Map.of());

    // then 430 MB are not unpacked, and 100 MB of memory are not used
    assertThat(run(Runner.class, file.toString())).isZero();
  }

  private static int run(Class<?> main, String argument) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                argument)
            .inheritIO()
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A process that starts ONNX Runtime. */
  static final class Starter {

    private Starter() {}

    public static void main(String[] args) {
      Natives.prepare(DetectorSettings.defaults());
      OnnxEnvironment.start();
      System.exit(0);
    }
  }

  /** A process that runs the model its argument names, and ends with 1 when PyTorch is loaded. */
  static final class Runner {

    private Runner() {}

    public static void main(String[] args) throws IOException {
      new Detectors(TestObjects.SETTINGS).infer("tiny", Path.of(args[0]));
      String mapped = Files.readString(Path.of("/proc/self/maps"));
      System.exit(mapped.contains(USES_TORCH) ? 1 : 0);
    }
  }
}
