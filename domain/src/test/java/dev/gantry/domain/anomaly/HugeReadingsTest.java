package dev.gantry.domain.anomaly;

import static dev.gantry.domain.anomaly.TestSeries.STEP_US;
import static dev.gantry.domain.anomaly.TestSeries.alarms;
import static dev.gantry.domain.anomaly.TestSeries.judge;
import static dev.gantry.domain.anomaly.TestSeries.noisy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.anomaly.TestSeries.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings that are numbers, and so large that no arithmetic stands them. */
class HugeReadingsTest {

  @ParameterizedTest
  @ValueSource(doubles = {1e25, 1e31, 1e100, 1e300, Double.MAX_VALUE, -1e300, -Double.MAX_VALUE})
  void shouldScoreAHugeReadingOneAndFindTheNextAnomaly(double huge) {
    List<Judgement> judgements =
        judge(noisy(1, 3_000, i -> i == 1_000 ? huge : i == 2_000 ? 75 : 50));

    Judgement judged = judgements.get(1_000);
    assertThat(judged.score()).isCloseTo(1, within(1e-12));
    assertThat(judged.scoreEachTime()).isCloseTo(1, within(1e-12));
    assertThat(judged.pattern()).isEqualTo(huge > 0 ? Pattern.SPIKE : Pattern.DROP);
    assertThat(judged.expected()).isCloseTo(50, within(1.0));
    assertThat(judged.reason()).hasSizeLessThan(200);
    assertThat(judgements).allSatisfy(HugeReadingsTest::isFinite);
    assertThat(alarms(judgements)).contains(1_000, 2_000);
  }

  @Test
  void shouldJudgeAllOthersAsIfReadingsThatNothingCanMeasureWereMissing() {
    List<Reading> clean = noisy(2, 2_000, TestSeries::daily);
    List<Reading> broken = new ArrayList<>();
    for (Reading reading : clean) {
      broken.add(reading);
      broken.add(new Reading(reading.atUs() + STEP_US / 2, 1e300));
      broken.add(new Reading(reading.atUs() + STEP_US / 3 * 2, -Double.MAX_VALUE));
    }

    List<Judgement> judgements = judge(broken);

    assertThat(judgements.stream().filter(each -> Math.abs(each.actual()) < 1e30).toList())
        .isEqualTo(judge(clean));
    assertThat(judgements.get(1).reason())
        .isEqualTo("1.00e+300 is beyond all that can be measured");
  }

  private static void isFinite(Judgement judgement) {
    assertThat(
            List.of(
                judgement.score(),
                judgement.scoreEachTime(),
                judgement.expected(),
                judgement.expectedLow(),
                judgement.expectedHigh()))
        .allMatch(Double::isFinite);
  }
}
