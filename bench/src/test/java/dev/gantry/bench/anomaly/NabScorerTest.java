package dev.gantry.bench.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The worths are those that the definition of the benchmark names: .98661, .84828, 0, -.98661. */
class NabScorerTest {

  private static final Offset<Double> CLOSE = within(1e-5);
  private static final NabProfile STANDARD = new NabProfile("standard", 1, .11, 1);
  private static final int SIZE = 1_000;
  private static final NabSeries.Window WINDOW = new NabSeries.Window(400, 499);

  private final NabScorer scorer = new NabScorer(STANDARD);

  @Test
  void shouldGiveTheWholeWeightWhenTheFirstReadingOfAWindowIsReported() {
    assertThat(scorer.score(reported(Map.of(400, .9)), .5)).isCloseTo(1, CLOSE);
    assertThat(scorer.score(reported(Map.of(450, .9)), .5)).isCloseTo(.84828 / .98661, CLOSE);
  }

  @Test
  void shouldCountTheEarliestWhenSeveralReadingsOfAWindowAreReported() {
    assertThat(scorer.score(reported(Map.of(450, .6, 480, .9, 499, 1.0)), .5))
        .isCloseTo(.84828 / .98661, CLOSE);
  }

  @Test
  void shouldChargeAMissWhenNothingInAWindowReachesTheThreshold() {
    assertThat(scorer.score(reported(Map.of(450, .4)), .5)).isEqualTo(-1);
  }

  @Test
  void shouldChargeFalseAlarmsByTheirDistanceFromTheWindowBefore() {
    double hit = 1;
    assertThat(scorer.score(reported(Map.of(400, 1.0, 399, 1.0)), .5)).isCloseTo(hit - .11, CLOSE);
    assertThat(scorer.score(reported(Map.of(400, 1.0, 598, 1.0)), .5))
        .isCloseTo(hit - .11 * .98661, CLOSE);
    assertThat(scorer.score(reported(Map.of(400, 1.0, 900, 1.0)), .5)).isCloseTo(hit - .11, CLOSE);
  }

  @Test
  void shouldLeaveOutTheFirstReadings() {
    assertThat(scorer.score(reported(Map.of(149, 1.0, 400, 1.0)), .5)).isCloseTo(1, CLOSE);
    assertThat(scorer.score(reported(Map.of(150, 1.0, 400, 1.0)), .5)).isCloseTo(.89, CLOSE);
    assertThat(series(10_000, List.of()).probation()).isEqualTo(750);
  }

  @Test
  void shouldChooseTheThresholdThatServesAllSeriesBest() {
    List<ScoredSeries> corpus =
        List.of(reported(Map.of(400, .7, 300, .3)), reported(Map.of(400, .5, 200, .6)));
    NabScorer.Optimum best = scorer.optimum(corpus);
    assertThat(best.threshold()).isEqualTo(.5);
    assertThat(best.sum()).isCloseTo(2 - .11, CLOSE);
    assertThat(best.sum()).isEqualTo(scorer.score(corpus, .5));
  }

  @Test
  void shouldReportNothingWhenThatIsBest() {
    ScoredSeries noisy = scored(series(SIZE, List.of()), Map.of(500, .9));
    assertThat(scorer.optimum(List.of(noisy)))
        .isEqualTo(new NabScorer.Optimum(NabScorer.NOTHING, 0));
  }

  @Test
  void shouldNormaliseBetweenSilenceAndPerfection() {
    List<ScoredSeries> corpus = List.of(reported(Map.of(400, 1.0)), reported(Map.of()));
    assertThat(scorer.normalised(scorer.score(corpus, NabScorer.NOTHING), corpus)).isZero();
    assertThat(scorer.normalised(scorer.score(corpus, .5), corpus)).isCloseTo(50, CLOSE);
  }

  private static ScoredSeries reported(Map<Integer, Double> scores) {
    return scored(series(SIZE, List.of(WINDOW)), scores);
  }

  private static ScoredSeries scored(NabSeries series, Map<Integer, Double> scores) {
    List<Double> all = new ArrayList<>(Collections.nCopies(series.readings().size(), 0.0));
    scores.forEach(all::set);
    return new ScoredSeries(series, all);
  }

  private static NabSeries series(int size, List<NabSeries.Window> windows) {
    return new NabSeries(
        "kind/name.csv",
        Collections.nCopies(size, new NabSeries.Reading("2014-04-01 00:00:00", 0, 1)),
        windows);
  }
}
