package dev.gantry.topologies.processor.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadingLagTest {

  private static final long NOW = 1_800_000_000_000L;
  private static final long MINUTE = 60_000;

  private final ReadingLag lag = new ReadingLag();

  @Test
  void shouldSayNothingOfWhatIsReadSoon() {
    assertThat(lag.at(NOW)).isZero();
    lag.read(NOW - MINUTE, NOW);
    lag.read(NOW + 5 * MINUTE, NOW);
    assertThat(lag.at(NOW)).isZero();
  }

  @Test
  void shouldHoldTheMostUntilNoneIsLateForTenMinutes() {
    lag.read(NOW - 30 * MINUTE, NOW);
    lag.read(NOW - 2 * MINUTE, NOW + 5 * MINUTE);
    lag.read(NOW + 9 * MINUTE, NOW + 9 * MINUTE);
    assertThat(lag.at(NOW + 15 * MINUTE)).isEqualTo(Duration.ofMinutes(30));
    assertThat(lag.at(NOW + 15 * MINUTE + 1)).isZero();

    lag.read(NOW + 18 * MINUTE, NOW + 20 * MINUTE);
    assertThat(lag.at(NOW + 20 * MINUTE)).isEqualTo(Duration.ofMinutes(2));
  }
}
