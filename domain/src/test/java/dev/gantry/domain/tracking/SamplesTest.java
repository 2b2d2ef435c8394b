package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void shouldCoverTheWholeLifeWhenFull() {
    Samples samples = new Samples(0, 24, 0);
    for (int i = 0; i < 100_000; i++) {
      samples.addMergingPairs(i * 40_000L, i, 2 * i);
    }

    assertThat(samples.size()).isBetween(12, 24);
    assertThat(samples.seconds(0)).isLessThan(400);
    assertThat(samples.seconds(samples.size() - 1)).isGreaterThan(3600);
    for (int i = 0; i < samples.size(); i++) {
      // then the means of time and place still lie on the line
      assertThat(samples.x(i)).isCloseTo(samples.seconds(i) * 25, within(3.0));
      assertThat(samples.y(i)).isCloseTo(samples.seconds(i) * 50, within(6.0));
    }
  }

  @Test
  void shouldCoverTheRecentPastWhenFull() {
    Samples samples = new Samples(0, 18, 70_000);
    for (int i = 0; i < 1000; i++) {
      samples.addDroppingOldest(i * 20_000L, i, 0);
    }

    assertThat(samples.size()).isEqualTo(18);
    assertThat(samples.secondsAt(999 * 20_000L) - samples.seconds(0)).isBetween(1.2, 2.0);
  }

  @Test
  void shouldStartAnewWhenTimeHasRunOut() {
    Samples samples = new Samples(0, 24, 0);
    samples.addMergingPairs(0, 1, 1);
    samples.addMergingPairs(80L * 3600 * 1_000_000, 2, 2);

    assertThat(samples.size()).isEqualTo(1);
    assertThat(samples.x(0)).isEqualTo(2);
  }
}
