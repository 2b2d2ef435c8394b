package dev.gantry.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class PortConverterTest {

  private final PortConverter converter = new PortConverter();

  @Test
  void shouldTakeTheLowestAndTheHighest() {
    assertThat(converter.convert("0")).isZero();
    assertThat(converter.convert("65535")).isEqualTo(65535);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "99999999999", "http", ""})
  void shouldRefuseAnythingElse(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("expected 0 to 65535, found '" + text + "'");
  }
}
