package dev.gantry.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.bench.traffic.Samples.Sample;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private static final long SECOND = 1_000_000_000L;

  private final Samples samples = new Samples();

  @Test
  void shouldCountFromTheMiddleOn() {
    add(0, 0, 0, 0);
    add(5, 10, 10, 8); // the start takes long and is not counted
    add(6, 500, 500, 10);
    add(8, 750, 750, 13);
    add(10, 1000, 1000, 17);

    Samples.Steady steady = samples.steady(10_000);

    assertThat(steady.framesPerSecond()).isCloseTo(5_000 / 4.0, within(1e-6));
    assertThat(steady.cpuMicrosPerFrame()).isCloseTo(7e6 / 5_000, within(1e-6));
  }

  @Test
  void shouldGoByTheOutputThatIsBehind() {
    add(0, 0, 0, 0);
    add(2, 600, 100, 4);
    add(4, 1000, 500, 8);
    add(8, 1000, 1000, 16);

    Samples.Steady steady = samples.steady(2_000);

    assertThat(steady.framesPerSecond()).as("half of it in the last 4 s").isEqualTo(250);
  }

  @Test
  void shouldRefuseARunThatWasOverBeforeItWasSteady() {
    add(0, 0, 0, 0);
    add(1, 1000, 1000, 1);

    assertThatThrownBy(() -> samples.steady(10))
        .hasMessageContaining("after 1000 ms")
        .hasMessageContaining("expected a larger load");
  }

  private void add(long second, long tracks, long windows, long cpuSeconds) {
    samples.add(new Sample(second * SECOND, tracks, windows, cpuSeconds * SECOND));
  }
}
