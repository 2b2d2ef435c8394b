package dev.gantry.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.anomaly.Tails.Rarest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TailsTest {

  private static final int MEMORY = 5_000;
  private static final double TELLING = 3_000;
  private static final double HAIR = .2;
  private static final double FAR = 20;

  @Test
  void shouldNotHoldTheFirstHairBelowForRareWhereAMeanHasOnlyGoneUp() {
    assertThat(rarest(Watch.MEAN, -HAIR).period()).isLessThan(TELLING);
  }

  @Test
  void shouldHoldAMeanFarBelowForRareWhereItHasOnlyGoneUp() {
    Rarest rarest = rarest(Watch.MEAN, -FAR);

    assertThat(rarest.watch()).isEqualTo(Watch.MEAN);
    assertThat(rarest.period()).isGreaterThan(TELLING);
  }

  @Test
  void shouldHoldAReadingBelowForRareWhereNoneWas() {
    assertThat(rarest(Watch.VALUE, -HAIR).period()).isGreaterThan(TELLING);
  }

  @Test
  void shouldTellWhereAMeanBeginsToBeRare() {
    Tails tails = upwards(Watch.MEAN);
    double limit = tails.limit(Watch.MEAN, false, TELLING, MEMORY);

    double period = tails.rarest(Map.of(Watch.MEAN, -limit), TELLING, MEMORY).period();

    assertThat(period).isCloseTo(TELLING, within(.01 * TELLING));
  }

  private static Rarest rarest(Watch watch, double statistic) {
    return upwards(watch).rarest(Map.of(watch, statistic), TELLING, MEMORY);
  }

  /** Of a statistic that wanders between 0 and 3. */
  private static Tails upwards(Watch watch) {
    Tails tails = new Tails(1);
    for (int i = 0; i < 4_000; i++) {
      tails.add(Map.of(watch, 1.5 + Math.sin(i / 7.0) + .5 * Math.sin(i / 3.1)), TELLING, MEMORY);
    }
    return tails;
  }
}
