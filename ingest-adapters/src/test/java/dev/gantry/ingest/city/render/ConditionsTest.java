package dev.gantry.ingest.city.render;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConditionsTest {

  @Test
  void shouldRefuseWhatCannotBe() {
    assertThatThrownBy(() -> Conditions.DAY.withRain(1.2))
        .hasMessage("rain: expected 0 to 1, found 1.2");
    assertThatThrownBy(() -> Conditions.DAY.withGlare(Double.NaN))
        .hasMessage("glare: expected 0 to 1, found NaN");
    assertThatThrownBy(() -> Conditions.DAY.withShake(-1))
        .hasMessage("shake: expected 0 to 20, found -1.0");
    assertThatThrownBy(() -> Conditions.DAY.withJpegQuality(0))
        .hasMessage("jpeg quality: expected 1 to 100, found 0.0");
    assertThatThrownBy(() -> Conditions.NIGHT.withGlare(.5))
        .hasMessage("glare: expected 0 at night, found 0.5");
  }
}
