package dev.gantry.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flow on a road that is empty at night, and on one day closed at noon. */
class EmptyNightsTest {

  private static final int DAY = 1_440;
  private static final int NOON = 6 * DAY + DAY / 2;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldTellOfARoadThatIsClosedAndNotOfOneThatIsEmptyAtNight(long seed) {
    List<Judgement> judgements = judge(new Random(seed));

    assertThat(judgements.subList(DAY, NOON + 60))
        .filteredOn(judgement -> judgement.actual() == 0)
        .noneMatch(judgement -> judgement.pattern() == Pattern.FLATLINE);
    assertThat(judgements.subList(DAY, NOON))
        .filteredOn(judgement -> judgement.scoreEachTime() > .99)
        .hasSizeLessThan(8);
    assertThat(judgements.subList(NOON, NOON + 10))
        .anyMatch(judgement -> judgement.scoreEachTime() > .99);
  }

  /** A week of minutes. */
  private static List<Judgement> judge(Random random) {
    AnomalyDetector detector = new AnomalyDetector(AnomalySettings.DEFAULT);
    List<Judgement> judgements = new ArrayList<>();
    for (int minute = 0; minute < 7 * DAY; minute++) {
      boolean closed = minute >= NOON && minute < NOON + 60;
      int vehicles = closed ? 0 : vehicles(random, rate(minute % DAY / 60.0));
      judgements.add(detector.judge(minute * 60_000_000L, vehicles * 60, vehicles == 0));
    }
    return judgements;
  }

  /** Vehicles a minute at an hour of the day: hardly any before five. */
  private static double rate(double hour) {
    if (hour < 5) {
      return .005;
    }
    return hour < 7 ? 4 * (hour - 5) : hour < 20 ? 8 : 2 * (24 - hour);
  }

  /** So many as come at random: a draw from Poisson's distribution. */
  private static int vehicles(Random random, double rate) {
    double none = StrictMath.exp(-rate);
    int vehicles = -1;
    for (double product = 1; product > none; product *= random.nextDouble()) {
      vehicles++;
    }
    return vehicles;
  }
}
