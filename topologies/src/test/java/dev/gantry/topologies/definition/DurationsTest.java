package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "0s, PT0S",
    "500ms, PT0.5S",
    "250us, PT0.00025S",
    "1.5s, PT1.5S",
    "1h30m, PT1H30M",
    "1d, P1D",
    "1w, P7D",
    "1y, P365D",
    "2w3d4h, P17DT4H",
    "366d, P366D",
  })
  void shouldReadWhatPrometheusReads(String text, Duration duration) {
    assertThat(Durations.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-1s", "30m1h", "1d1w", "1s1s", "2y", "1y2d", "1 h", "1H", "00"})
  void shouldRefuseWhatIsNone(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void shouldWriteDaysAsTheLongestUnit() {
    assertThat(Durations.text(Duration.ofDays(7).plusSeconds(90))).isEqualTo("7d1m30s");
    assertThat(Durations.text(Duration.ZERO)).isEqualTo("0s");
  }
}
