package dev.gantry.topologies.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockStepsTest {

  private long wallMs = 1_767_225_600_000L;
  private long nanos = -5_000_000_000L;
  private final ClockSteps steps = new ClockSteps(() -> wallMs, () -> nanos);

  @Test
  void shouldTellOnceByHowMuchTheClockWasSetBack() {
    pass(250, -90_000);
    assertThat(steps.setBack()).isEqualTo(Duration.ofSeconds(90));
    pass(250, 0);
    assertThat(steps.setBack()).isZero();
  }

  @Test
  void shouldTellNothingWhenTheClockGoesOnOrJumpsAhead() {
    pass(250, 0);
    assertThat(steps.setBack()).isZero();
    pass(60_000, 0);
    assertThat(steps.setBack()).isZero();
    pass(250, 90_000);
    assertThat(steps.setBack()).isZero();
  }

  @Test
  void shouldLeaveASlewedClockAlone() {
    for (int i = 0; i < 100; i++) {
      pass(250, -100);
      assertThat(steps.setBack()).isZero();
    }
  }

  private void pass(long ms, long stepMs) {
    nanos += ms * 1_000_000;
    wallMs += ms + stepMs;
  }
}
