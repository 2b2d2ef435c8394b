package dev.gantry.bench.traffic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.app.CommandFailedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrafficCommandTest {

  @ParameterizedTest
  @CsvSource({
    "--cameras, 10001, 1 to 10000",
    "--seconds, 60, 90 to 86400",
    "--rounds, 0, 1 to 100",
    "--parallelism, 5, 1 to 4",
    "--heap, 100, 256 to 65536"
  })
  void shouldSayWhatItExpectedOfAnOption(String option, String value, String expected) {
    TrafficCommand command = new TrafficCommand();
    new CommandLine(command).parseArgs(option, value);

    assertThatThrownBy(command::call)
        .isInstanceOf(CommandFailedException.class)
        .hasMessage(option + ": expected " + expected + ", found " + value);
  }
}
