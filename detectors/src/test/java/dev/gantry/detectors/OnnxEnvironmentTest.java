package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The command line of a process can't be changed, so each test has one of its own. */
final class OnnxEnvironmentTest {

  @Test
  void shouldSurviveACommandLineOfManyLetters() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                "x".repeat(60_000))
            .inheritIO()
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** What the process runs. */
  static final class Starter {

    private Starter() {}

    public static void main(String[] args) {
      Natives.prepare(DetectorSettings.defaults());
      OnnxEnvironment.start();
      System.exit(0);
    }
  }
}
