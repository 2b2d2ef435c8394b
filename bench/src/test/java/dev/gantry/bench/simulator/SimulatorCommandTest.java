package dev.gantry.bench.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulatorCommandTest {

  @ParameterizedTest
  @CsvSource({
    "--seconds=0, '--seconds: expected 1 or more, found 0'",
    "--cameras=0, '--cameras: expected 1 to 10000, found 0'"
  })
  void shouldRefuseWhatCanNotBe(String option, String message) {
    StringWriter err = new StringWriter();
    int status =
        new CommandLine(new SimulatorCommand()).setErr(new PrintWriter(err, true)).execute(option);
    assertThat(err.toString()).contains(message);
    assertThat(status).isEqualTo(2);
  }
}
