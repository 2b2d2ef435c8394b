package dev.gantry.domain.anomaly;

import static dev.gantry.domain.anomaly.TestSeries.DAY;
import static dev.gantry.domain.anomaly.TestSeries.alarms;
import static dev.gantry.domain.anomaly.TestSeries.judge;
import static dev.gantry.domain.anomaly.TestSeries.noisy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.anomaly.TestSeries.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnomalyDetectorTest {

  @Test
  void shouldFindNothingInAConstantSeriesAndTheFirstChangeOfIt() {
    List<Judgement> judgements = judge(TestSeries.of(6_000, i -> i == 5_500 ? 46 : 45));
    assertThat(alarms(judgements.subList(0, 5_500))).isEmpty();
    Judgement changed = judgements.get(5_500);
    assertThat(changed.score()).isGreaterThan(AnomalySettings.ALARM_SCORE);
    assertThat(changed.expectedLow()).isEqualTo(45);
    assertThat(changed.expectedHigh()).isEqualTo(45);
    assertThat(changed.pattern()).isEqualTo(Pattern.SPIKE);
  }

  @ParameterizedTest
  @CsvSource({"288, 46", "500, 46", "500, 44", "1000, 46", "1000, 1000000", "2000, 45.001"})
  void shouldFindTheFirstChangeOfAConstantSeriesHoweverSmallOnceItIsKnown(int at, double changed) {
    List<Judgement> judgements = judge(TestSeries.of(at + 200, i -> i >= at ? changed : 45));

    assertThat(alarms(judgements)).containsExactly(at);
    Judgement first = judgements.get(at);
    assertThat(first.scoreEachTime()).isGreaterThan(.95);
    assertThat(first.reason())
        .endsWith(
            " where 45 to 45 was expected; it was the same in the %d readings before"
                .formatted(at));
  }

  @Test
  void shouldNotFindTheFirstChangeOfASeriesThatIsNotKnown() {
    assertThat(alarms(judge(TestSeries.of(400, i -> i >= 287 ? 46 : 45)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 30})
  void shouldTellOnlyTheFirstTimeOfASeriesThatRarelyChanges(int changed) {
    int same = 700 - changed;
    List<Judgement> judgements = judge(TestSeries.of(10_000, i -> i % 700 < same ? 45 : 46));

    assertThat(alarms(judgements)).containsExactly(same);
    assertThat(judgements.subList(same + 1, 10_000))
        .allSatisfy(j -> assertThat(j.scoreEachTime()).isLessThan(.95));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldFindASpikeInNoiseAndSayWhatWasExpected(long seed) {
    List<Reading> readings = noisy(seed, 3_000, i -> i == 2_000 ? 75 : 50);
    List<Judgement> judgements = judge(readings);
    Judgement spike = judgements.get(2_000);
    assertThat(spike.score()).isGreaterThan(AnomalySettings.ALARM_SCORE);
    assertThat(spike.pattern()).isEqualTo(Pattern.SPIKE);
    assertThat(spike.actual()).isEqualTo(readings.get(2_000).value());
    assertThat(spike.expected()).isCloseTo(50, within(1.0));
    assertThat(spike.expectedLow()).isBetween(40.0, 49.0);
    assertThat(spike.expectedHigh()).isBetween(51.0, 60.0);
    assertThat(spike.reason())
        .matches("7\\d(\\.\\d+)? where 4\\d(\\.\\d+)? to 5\\d(\\.\\d+)? was expected; .* readings");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldFindALevelShiftOnceAndLearnIt(long seed) {
    List<Judgement> judgements = judge(noisy(seed, 4_000, i -> i < 2_000 ? 50 : 58));
    List<Integer> alarms = alarms(judgements).stream().filter(i -> i >= 2_000).toList();
    assertThat(alarms).isNotEmpty();
    assertThat(alarms.get(0)).isBetween(2_000, 2_024);
    assertThat(alarms).allSatisfy(i -> assertThat(i).isLessThan(2_000 + 2 * DAY));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldFindAnAfternoonThatDoesNotComeThoughEachValueIsUsual(long seed) {
    int quiet = 10 * DAY;
    List<Judgement> judgements =
        judge(noisy(seed, 12 * DAY, i -> i / DAY == 10 ? 40 : TestSeries.daily(i)));
    assertThat(alarms(judgements)).anyMatch(i -> i > quiet && i < quiet + DAY);
    int first = alarms(judgements).stream().filter(i -> i > quiet).findFirst().orElseThrow();
    assertThat(judgements.get(first).pattern()).isEqualTo(Pattern.SEASON);
    assertThat(judgements.get(first).expectedLow()).isGreaterThan(judgements.get(first).actual());
  }

  @Test
  void shouldFindASilentSensorAndGrowingScatter() {
    Random random = new Random(4);
    List<Judgement> stuck =
        judge(TestSeries.of(3_000, i -> i < 2_500 ? 50 + random.nextGaussian() : 50.2));
    assertThat(stuck.subList(2_500, 3_000)).anyMatch(j -> j.pattern() == Pattern.FLATLINE);
    List<Judgement> wild =
        judge(TestSeries.of(3_000, i -> 50 + (i < 2_500 ? 1 : 6) * random.nextGaussian()));
    assertThat(alarms(wild)).anyMatch(i -> i >= 2_500 && i < 2_560);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldFindASensorThatIsStuckForTenReadingsAfterThreeHundred(long seed) {
    List<Reading> readings = noisy(seed, 330, i -> 50);
    Reading last = readings.get(310);
    for (int i = 311; i <= 320; i++) {
      readings.set(i, new Reading(readings.get(i).atUs(), last.value()));
    }
    List<Judgement> judgements = judge(readings);
    List<Integer> flat =
        alarms(judgements).stream()
            .filter(i -> judgements.get(i).pattern() == Pattern.FLATLINE)
            .toList();
    assertThat(flat).hasSize(1);
    assertThat(flat.get(0)).isBetween(315, 320);
    assertThat(judgements.get(flat.get(0)).reason()).contains("readings in a row");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldNotTakeRepeatsForAStuckSensorWhereTheyAreUsual(long seed) {
    Random random = new Random(seed);
    List<Judgement> rounded =
        judge(TestSeries.of(6_000, i -> Math.round(20 + TestSeries.daily(i) / 10)));
    List<Judgement> nightly =
        judge(TestSeries.of(6_000, i -> i % DAY < 100 ? 0 : 10 + random.nextInt(90)));
    List<Judgement> counts =
        judge(TestSeries.of(6_000, i -> random.nextDouble() < .6 ? 0 : 1 + random.nextInt(9)));
    for (List<Judgement> judgements : List.of(rounded, nightly, counts)) {
      List<Integer> alarms = alarms(judgements.subList(2 * DAY, 6_000));
      assertThat(alarms).noneMatch(i -> judgements.get(2 * DAY + i).pattern() == Pattern.FLATLINE);
    }
  }

  @Test
  void shouldRaiseTheScoreWhenTheReadingAfterTheFirstShowsTheAnomalyWhole() {
    List<Judgement> judgements =
        judge(noisy(3, 3_000, i -> i == 2_000 ? 60 : i == 2_001 ? 75 : 50));
    assertThat(alarms(judgements)).contains(2_000, 2_001);
    assertThat(judgements.get(2_001).score()).isGreaterThan(judgements.get(2_000).score());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldRaiseFewAlarmsInNoise(long seed) {
    assertThat(alarms(judge(noisy(seed, 6_000, i -> 50)))).hasSizeLessThan(8);
    assertThat(alarms(judge(noisy(seed, 6_000, TestSeries::daily)))).hasSizeLessThan(8);
  }

  @Test
  void shouldLeaveOutWhatIsNoNumberOrNotLater() {
    List<Reading> clean = noisy(5, 2_000, TestSeries::daily);
    List<Reading> dirty = new ArrayList<>();
    for (Reading reading : clean) {
      dirty.add(reading);
      dirty.add(new Reading(reading.atUs() + 1, Double.NaN));
      dirty.add(new Reading(reading.atUs() + 2, Double.POSITIVE_INFINITY));
      dirty.add(new Reading(reading.atUs(), 1_000));
      dirty.add(new Reading(reading.atUs() - 1, -1_000));
    }
    List<Judgement> judgements = judge(dirty);
    assertThat(judgements.stream().filter(j -> j.pattern() != Pattern.UNUSABLE).toList())
        .isEqualTo(judge(clean));
    assertThat(judgements.get(1).score()).isZero();
    assertThat(judgements.get(1).reason()).isEqualTo("expected a number, found NaN");
  }

  @Test
  void shouldFindTheAnomalyAndNoOtherWhenPointsAreMissingAndTimesIrregular() {
    Random random = new Random(6);
    List<Reading> full =
        noisy(6, 14 * DAY, i -> i >= 12 * DAY + 100 && i < 12 * DAY + 112 ? 140 : daily(i));
    List<Reading> gappy =
        full.stream()
            .filter(reading -> random.nextInt(4) > 0)
            .map(
                reading ->
                    new Reading(reading.atUs() + random.nextInt(200_000_000), reading.value()))
            .toList();
    List<Judgement> judgements = judge(gappy);
    long anomalyUs = full.get(12 * DAY + 100).atUs();
    assertThat(alarms(judgements))
        .anyMatch(i -> Math.abs(gappy.get(i).atUs() - anomalyUs) < 3_600_000_000L);
    assertThat(alarms(judgements)).hasSizeLessThan(6);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, .25, 3.7, 1e9})
  void shouldScoreTheSameWhenAllReadingsAreMultipliedAndShifted(double factor) {
    List<Reading> readings = eventful();
    List<Reading> changed =
        readings.stream().map(r -> new Reading(r.atUs(), factor * (r.value() - 17))).toList();
    List<Judgement> expected = judge(readings);
    List<Judgement> actual = judge(changed);
    assertThat(alarms(expected)).isNotEmpty();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-4));
      assertThat(actual.get(i).pattern()).isEqualTo(expected.get(i).pattern());
    }
  }

  @Test
  void shouldJudgeTheSameWhenDecodedNowAndThen() {
    List<Reading> readings = eventful();
    AnomalyDetector detector = new AnomalyDetector(AnomalySettings.DEFAULT);
    Random random = new Random(8);
    List<Judgement> judgements = new ArrayList<>();
    for (Reading reading : readings) {
      judgements.add(detector.judge(reading.atUs(), reading.value()));
      if (random.nextInt(10) == 0) {
        byte[] bytes = detector.toBytes();
        detector = AnomalyDetector.fromBytes(AnomalySettings.DEFAULT, bytes);
        assertThat(detector.toBytes()).isEqualTo(bytes);
      }
    }
    assertThat(judgements).isEqualTo(judge(readings));
  }

  @Test
  void shouldStayBelowItsBoundOfMemoryHoweverLongTheSeries() {
    AnomalyDetector detector = new AnomalyDetector(AnomalySettings.DEFAULT);
    Random random = new Random(9);
    int most = 0;
    for (int i = 0; i < 60_000; i++) {
      detector.judge(i * 600_000_000L, random.nextGaussian() * (i % 1_000));
      if (i % 1_000 == 0) {
        most = Math.max(most, detector.toBytes().length);
      }
    }
    assertThat(most).isBetween(4 * 1_024, 16 * 1_024);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldNotTakeTheMinutesBeforeForAnotherDay(long seed) {
    Random random = new Random(seed);
    AnomalyDetector detector = new AnomalyDetector(AnomalySettings.DEFAULT);
    for (int i = 0; i < 1_000; i++) {
      Judgement judgement = detector.judge(i * 30_000_000L, 20 + 3 * random.nextGaussian());
      assertThat(judgement.expectedHigh()).isLessThan(80);
      assertThat(judgement.expectedLow()).isGreaterThan(-40);
    }
    Judgement spike = detector.judge(1_000 * 30_000_000L, 90);
    assertThat(spike.score()).isGreaterThan(AnomalySettings.ALARM_SCORE);
    assertThat(spike.pattern()).isEqualTo(Pattern.SPIKE);
  }

  @Test
  void shouldSayThatItLearnsUntilItCanTellWhatIsRare() {
    List<Judgement> judgements = judge(noisy(1, 300, i -> i == 100 || i == 200 ? 1_000 : 50));
    assertThat(judgements.subList(0, 288))
        .allSatisfy(
            judgement -> {
              assertThat(judgement.score()).isZero();
              assertThat(judgement.pattern()).isEqualTo(Pattern.LEARNING);
            });
    assertThat(judgements.get(149).reason()).isEqualTo("learning: 149 of 288 readings seen");
    assertThat(judgements.get(288).pattern()).isNotEqualTo(Pattern.LEARNING);
  }

  private static double daily(int i) {
    return TestSeries.daily(i);
  }

  private static List<Reading> eventful() {
    return noisy(
        7,
        14 * DAY,
        i -> i / DAY == 11 ? 40 : i % 1_500 == 1_499 ? 130 : daily(i) + (i > 3_700 ? 30 : 0));
  }
}
