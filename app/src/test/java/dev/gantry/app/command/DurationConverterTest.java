package dev.gantry.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class DurationConverterTest {

  private final DurationConverter converter = new DurationConverter();

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "60s,PT60S", "5m,PT5M", "2h,PT2H", "0s,PT0S"})
  void shouldReadDurationsAsPeopleWriteThem(String text, String expected) {
    assertThat(converter.convert(text)).isEqualTo(Duration.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "60", "s", "-5s", "1.5s", "60 s", "60S", "99999999999s", "1d"})
  void shouldNameWhatWasExpectedWhenItIsNoDuration(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("60s")
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void shouldReadTheLongestDurationWithoutOverflow() {
    assertThat(converter.convert("999999999h")).isEqualTo(Duration.ofHours(999_999_999));
  }
}
