package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class FaultsCommandTest {

  @TempDir private Path dir;

  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--count=0, '--count: expected 1 or more, found 0'",
    "--cameras=0, '--cameras: expected 1 to 10000, found 0'",
    "--fps=0, '--fps: expected 1 to 60, found 0'",
    "--kinds=broker_kil, --kinds",
    "--log=/nowhere/faults.jsonl, '--log: expected a file in a directory that is there, found /nowhere/faults.jsonl'"
  })
  void shouldRefuseWhatCanNotBeBeforeAnythingStarts(String option, String message) {
    assertThat(execute(option)).isEqualTo(2);

    assertThat(err.toString()).contains(message);
  }

  @Test
  void shouldRefuseADirectoryWithThingsInIt() throws IOException {
    Files.writeString(dir.resolve("kept"), "of another run");

    assertThat(execute("--dir", dir.toString())).isEqualTo(2);

    assertThat(err.toString())
        .contains("--dir: expected a new or empty directory, found things in");
    assertThat(dir.resolve("kept")).exists();
  }

  private int execute(String... options) {
    return new CommandLine(new FaultsCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setErr(new PrintWriter(err, true))
        .execute(options);
  }
}
