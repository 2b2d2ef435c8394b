package dev.gantry.domain.anomaly;

import static dev.gantry.domain.anomaly.TestSeries.DAY;
import static dev.gantry.domain.anomaly.TestSeries.judge;
import static dev.gantry.domain.anomaly.TestSeries.noisy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.anomaly.TestSeries.Reading;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The score of who wants to be told each time that something is wrong. */
class EachTimeTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldFindASensorEachTimeThatItIsStuckForTenReadings(long seed) {
    List<Integer> begins = List.of(600, 740, 880, 1_020, 1_160);
    List<Reading> readings = noisy(seed, 1_300, i -> 50);
    for (int begin : begins) {
      for (int i = begin + 1; i <= begin + 10; i++) {
        readings.set(i, new Reading(readings.get(i).atUs(), readings.get(begin).value()));
      }
    }
    List<Judgement> judgements = judge(readings);
    assertThat(begins)
        .allSatisfy(begin -> assertThat(alarms(judgements, begin, begin + 11)).isNotEmpty());
    assertThat(begins.stream().filter(begin -> isToldOfAsStuck(judgements, begin)))
        .hasSizeGreaterThan(begins.size() / 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldFindASpikeWhileTheSeriesRestsFromTheOneBefore(long seed) {
    List<Judgement> judgements = judge(noisy(seed, 3_000, i -> i % 40 == 0 && i > 2_000 ? 75 : 50));
    Judgement second = judgements.get(2_080);
    assertThat(second.score()).isLessThan(AnomalySettings.ALARM_SCORE);
    assertThat(second.scoreEachTime()).isGreaterThan(AnomalySettings.ALARM_SCORE);
    assertThat(second.pattern()).isEqualTo(Pattern.SPIKE);
    assertThat(second.reason()).contains("was expected");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldGetUsedToALevelThatStays(long seed) {
    List<Judgement> judgements = judge(noisy(seed, 6_000, i -> i < 2_000 ? 50 : 58));
    assertThat(alarms(judgements, 2_000, 2_010)).isNotEmpty();
    assertThat(alarms(judgements, 2_000 + 3 * DAY, 6_000)).hasSizeLessThan(40);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldTellOfLittleInNoiseAndNeverOfLessThanTheScore(long seed) {
    List<Judgement> judgements = judge(noisy(seed, 6_000, i -> 50));
    assertThat(alarms(judgements, 0, 6_000)).hasSizeLessThan(30);
    assertThat(judgements)
        .allSatisfy(
            judgement ->
                assertThat(judgement.scoreEachTime()).isGreaterThanOrEqualTo(judgement.score()));
  }

  /** Where it is stuck at a value that is unusual itself, that gives the name. */
  private static boolean isToldOfAsStuck(List<Judgement> judgements, int begin) {
    return alarms(judgements, begin, begin + 11).stream()
        .anyMatch(i -> judgements.get(i).pattern() == Pattern.FLATLINE);
  }

  private static List<Integer> alarms(List<Judgement> judgements, int from, int to) {
    return IntStream.range(from, to)
        .filter(i -> judgements.get(i).scoreEachTime() >= AnomalySettings.ALARM_SCORE)
        .boxed()
        .toList();
  }
}
