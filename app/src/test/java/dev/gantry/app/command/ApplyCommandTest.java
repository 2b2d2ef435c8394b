package dev.gantry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What goes wrong before Kafka is asked; nothing answers at the addresses here. */
final class ApplyCommandTest {

  private static final String NOBODY = "127.0.0.1:1";

  @TempDir private Path dir;
  private final StringWriter err = new StringWriter();

  @Test
  void shouldNameFileLineAndFieldOfEveryMistake() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("rules.yaml"),
            """
            kind: rule
            alert: fast
            on: vehicle-tracks
            expr: track.sped_kmh > 10.0
            for: 2 parsecs
            """);

    assertThat(apply(file, "--registry", "http://" + NOBODY)).isEqualTo(Main.FAILED);
    assertThat(err.toString())
        .contains("rules.yaml:4:7: expr: expected a field of vehicle-tracks")
        .contains("rules.yaml:5:6: for: expected a duration")
        .doesNotContain("--stack-trace");
  }

  @Test
  void shouldSayWhereNothingWasFound() {
    assertThat(apply(dir.resolve("nowhere"), "--registry", "http://" + NOBODY))
        .isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("nowhere: expected a file or directory");
  }

  @Test
  void shouldAskForARegistryBesideBootstrap() throws Exception {
    assertThat(apply(camera())).isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("--registry: expected a URL beside --bootstrap");
  }

  @Test
  void shouldTakeARegistryThatIsNoAddressForAWrongCommandLine() throws Exception {
    assertThat(apply(camera(), "--registry", "somewhere")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("expected an http or https address, found somewhere");
  }

  @Test
  void shouldAskWhyWhatTheFilesDoNotHaveEnds() throws Exception {
    assertThat(apply(camera(), "--prune")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--reason: expected why those end that are not in the");
  }

  @Test
  void shouldNameAKindToPruneThatThereIsNot() throws Exception {
    assertThat(apply(camera(), "--prune=rule,rules", "--reason", "r"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString())
        .contains("--prune: expected some of camera, rule,", "or none for those of the files")
        .contains("found rules");
  }

  private Path camera() throws Exception {
    return Files.writeString(dir.resolve("gate.yaml"), "{kind: camera, id: gate, site: harbour}");
  }

  private int apply(Path path, String... more) {
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(err, true));
    String[] args = new String[more.length + 5];
    System.arraycopy(
        new String[] {"apply", "-f", path.toString(), "--bootstrap", NOBODY}, 0, args, 0, 5);
    System.arraycopy(more, 0, args, 5, more.length);
    return line.execute(args);
  }
}
