package dev.gantry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of the city that can't be, or contradict each other, are refused by their names. */
final class CityOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cameras 0 | --cameras: expected 1 to 10000, found 0",
        "--fps 61 | --fps: expected 1 to 60, found 61",
        "--rate 0 | --rate: expected above 0 and at most 40000000, found 0.0",
        "--rate NaN | --rate: expected above 0 and at most 40000000, found NaN",
        "--rate 50 --as-fast-as-possible | expected either --rate or --as-fast-as-possible, not"
            + " both",
        "--cameras 65 | --cameras: expected 1 to 64 that send pictures, found 65",
        "--cameras 1000 --detections-only --rate 0 | --rate: expected above 0",
        "--records --rate 50 | --rate: expected no pace with --records, found 50.0",
        "--records --bootstrap 127.0.0.1:1 | expected either --records or where Kafka is, not both",
        "--start-time 1969-12-31T23:59:59Z | --start-time: expected a time from 1970 to 9999",
      })
  void shouldRefuseTheSimulator(String options, String message) {
    StringWriter err = new StringWriter();
    int status =
        CommandRun.of(new IngestSimulatorCommand(), new StringWriter(), err, options.split(" "));
    assertThat(err.toString()).contains(message);
    assertThat(status).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cameras 0 | --cameras: expected 1 to 10000, found 0",
        "--cameras 65 | --cameras: expected 1 to 64 that send pictures, found 65",
        "--speed 0 | --speed: expected above 0 and at most 1000000, found 0.0",
        "--speed 2 --as-fast-as-possible | expected either --speed or --as-fast-as-possible, not"
            + " both",
      })
  void shouldRefuseTheDemo(String options, String message) {
    StringWriter err = new StringWriter();
    int status = CommandRun.of(new DemoCommand(), new StringWriter(), err, options.split(" "));
    assertThat(err.toString()).contains(message);
    assertThat(status).isEqualTo(2);
  }
}
