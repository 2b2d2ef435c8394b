package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StallsTest {

  @Test
  void shouldTellPercentilesThatOccurredOverAllAndByKind() {
    Stalls stalls = new Stalls();
    for (long ms = 1; ms <= 19; ms++) {
      stalls.add(FaultKind.BROKER_KILL, ms * 100);
    }
    stalls.add(FaultKind.APP_RESTART, 9_000);

    assertThat(stalls.percentile(50)).isEqualTo(1_000);
    assertThat(stalls.percentile(95)).isEqualTo(1_900);
    assertThat(stalls.percentile(100)).isEqualTo(9_000);
    assertThat(stalls.percentile(FaultKind.APP_RESTART, 95)).isEqualTo(9_000);
    assertThat(stalls.percentile(FaultKind.APP_KILL, 95)).isZero();
    assertThat(stalls.counts()).containsEntry("broker_kill", 19).containsEntry("app_restart", 1);
    assertThat(stalls.longest()).containsEntry("broker_kill", 1_900L);
  }
}
