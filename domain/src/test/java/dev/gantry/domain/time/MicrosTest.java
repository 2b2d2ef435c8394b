package dev.gantry.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicrosTest {

  @Test
  void shouldCutOffWhatIsFiner() {
    assertThat(Micros.of(Instant.parse("1970-01-01T00:00:01.000002999Z"))).isEqualTo(1_000_002);
    assertThat(Micros.of(Duration.ofNanos(2_999))).isEqualTo(2);
  }

  @Test
  void shouldGiveTheInstantBackInAnyYear() {
    for (String year : List.of("0001", "1969", "1970", "2026", "2263", "9999")) {
      Instant instant = Instant.parse(year + "-12-31T23:59:59.999999Z");
      assertThat(Micros.toInstant(Micros.of(instant))).isEqualTo(instant);
    }
  }
}
