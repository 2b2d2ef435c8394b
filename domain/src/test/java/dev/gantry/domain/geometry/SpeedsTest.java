package dev.gantry.domain.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpeedsTest {

  @Test
  void shouldConvertBothWays() {
    assertThat(Speeds.toKmh(10)).isCloseTo(36, within(1e-9));
    assertThat(Speeds.toMps(90)).isCloseTo(25, within(1e-9));
  }
}
