package dev.gantry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.PublishException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class MainTest {

  @Test
  void shouldExitWithTwoWhenNoCommandIsGiven() {
    assertThat(Main.commandLine().execute()).isEqualTo(2);
  }

  @Test
  void shouldExitWithTwoWhenTheCommandIsUnknown() {
    assertThat(Main.commandLine().execute("dmeo")).isEqualTo(2);
  }

  @Test
  void shouldExitWithTwoWhenTheCityIsToHaveAnotherCamera() {
    assertThat(Main.commandLine().execute("demo", "--camera", "gate.yaml")).isEqualTo(2);
  }

  @Test
  void shouldGiveEveryCommandHelpWithAnExample() {
    CommandLine line = Main.commandLine();

    line.getSubcommands()
        .forEach(
            (name, command) -> {
              StringWriter usage = new StringWriter();
              command.usage(new PrintWriter(usage));
              if (!name.equals("help")) {
                assertThat(usage.toString()).as(name).contains("Example: gantry " + name);
              }
            });
  }

  @Test
  void shouldDescribeOnlyTheCommandThatIsAskedFor() {
    assertThat(Main.commandLine("run", "--config", "gantry.yaml").getSubcommands())
        .containsOnlyKeys("run", "help");
    assertThat(Main.commandLine("help", "run").getSubcommands()).containsKeys("run", "demo");
  }

  @Test
  void shouldPointNobodyToTheCodeWhenKafkaTakesNoRecord() {
    Exception cause = new IllegalStateException("disk full");
    assertThat(Main.isForItsUser(new PublishException("camera-frames", cause))).isTrue();
    assertThat(Main.isForItsUser(new IllegalStateException("camera-frames"))).isFalse();
  }

  @Test
  void shouldSayWhatTheCausesSayOnce() {
    Exception root = new IllegalStateException("no such host");
    assertThat(Main.messageOf(new RuntimeException("Failed to construct client", root)))
        .isEqualTo("Failed to construct client: no such host");
    assertThat(Main.messageOf(new RuntimeException("a.yaml: no such host", root)))
        .isEqualTo("a.yaml: no such host");
    assertThat(Main.messageOf(new RuntimeException(root)))
        .isEqualTo("java.lang.IllegalStateException: no such host");
    assertThat(Main.messageOf(new NullPointerException())).isEqualTo("NullPointerException");
  }
}
