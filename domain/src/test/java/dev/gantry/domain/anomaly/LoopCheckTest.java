package dev.gantry.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.anomaly.LoopCheck.Contradiction;
import dev.gantry.domain.anomaly.LoopCheck.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopCheckTest {

  private static final long SECOND = 1_000_000;
  private static final long INTERVAL = 30 * SECOND;

  private LoopCheck check = new LoopCheck();
  private long atUs = 100_000 * SECOND;

  /** Of 30 s each: a flow of 120 vehicles an hour is one vehicle. */
  @ParameterizedTest
  @CsvSource({
    "600, 14, 0.08, false, five cars of 6.7 m",
    "120, 12, 0.056, false, a bus",
    "120, 14, 0.09, false, two cars of which one was overlooked",
    "600, 14, 0.002, true, five that are shorter than a bicycle",
    "240, 14, 0.002, false, two of which one was on another lane",
    "3600, 14, 0.08, true, thirty that cover it no longer than five",
    "480, 14, 0, true, four that do not cover it at all",
    "360, 24, 0, false, three that cover it for .9 of a percent which was cut off",
    "600, 14, 0.4, true, five of 34 m each",
    "600, 14, 0.3, false, five of 25 m each, or seven of 18 m",
    "600, 2, 0.9, false, a queue that creeps",
    "0, 14, 0.9, false, nobody",
  })
  void shouldTellWhatCanNotBeTrue(
      double flow, double speed, double occupancy, boolean told, String what) {
    usualMoments();

    assertThat(moment(flow, speed, occupancy).isPresent()).as(what).isEqualTo(told);
  }

  @Test
  void shouldSayWhy() {
    usualMoments();

    Contradiction wrong = moment(600, 14, 0.4).orElseThrow();

    assertThat(wrong.metres()).isCloseTo(33.6, within(0.001));
    assertThat(wrong.reason())
        .isEqualTo("5 vehicles at 14 m/s cover the loop for 0.4 of the time: 33.6 m each");
    assertThat(wrong.nearest()).isEqualTo(wrong.most());
    assertThat(wrong.score(AnomalySettings.DEFAULT)).isBetween(.99, 1.);
    Contradiction tooMany = moment(3600, 14, 0.08).orElseThrow();
    assertThat(tooMany.nearest()).isEqualTo(tooMany.least());
  }

  @Test
  void shouldKnowNothingBeforeItKnowsHowLongAMomentIs() {
    assertThat(moment(600, 14, 0.9)).isEmpty();
    assertThat(moment(600, 14, 0.9)).isEmpty();
    assertThat(moment(600, 14, 0.9)).isEmpty();
    assertThat(moment(600, 14, 0.9)).isPresent();
  }

  @Test
  void shouldNotTakeAnOutageForALongMoment() {
    moment(120, 14, 0.01);
    atUs += 20 * INTERVAL;

    assertThat(moment(120, 14, 0.09)).as("one car, and another that was overlooked").isEmpty();
  }

  @Test
  void shouldNotTakeTheTimesBetweenMomentsForTheirLengthWhereOnlyTrafficIsTold() {
    for (int quiet : List.of(10, 14, 10, 20, 12, 10, 6)) {
      assertThat(moment(120, 14, 0.09)).isEmpty();
      atUs += quiet * INTERVAL;
    }
  }

  @Test
  void shouldCountByTheUsualIntervalWhereAReadingWasLost() {
    usualMoments();
    atUs += 3 * INTERVAL;

    assertThat(moment(120, 14, 0.09)).as("one car, and another that was overlooked").isEmpty();
    assertThat(moment(600, 14, 0.9)).isPresent();
  }

  /** Its three series come in order each, and any of them may be far ahead. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void shouldSayTheSameWhicheverSeriesIsAhead(long seed) {
    Random random = new Random(seed);
    List<Double> occupancies = new ArrayList<>();
    for (int i = 0; i < LoopMoments.MOST_OPEN; i++) {
      occupancies.add(random.nextInt(10) == 0 ? .9 : .05);
    }
    List<Long> inOrder = contradictions(occupancies, () -> 0);

    assertThat(inOrder).isNotEmpty();
    assertThat(contradictions(occupancies, () -> random.nextInt(3))).isEqualTo(inOrder);
  }

  /** Event times of what is told; of the series that are no further than the others one goes on. */
  private static List<Long> contradictions(List<Double> occupancies, IntSupplier next) {
    LoopCheck check = new LoopCheck();
    int[] taken = new int[3];
    List<Long> told = new ArrayList<>();
    while (Arrays.stream(taken).min().orElseThrow() < occupancies.size()) {
      boolean isHeard = Arrays.stream(taken).min().orElseThrow() > 0;
      int series = isHeard ? next.getAsInt() : Arrays.stream(taken).sum();
      while (taken[series] == occupancies.size()) {
        series = (series + 1) % 3;
      }
      int moment = taken[series]++;
      long atUs = (moment + 1) * INTERVAL;
      Quantity quantity = List.of(Quantity.values()).get(series);
      double value = List.of(600., 14., occupancies.get(moment)).get(series);
      check.take(quantity, atUs, value).ifPresent(wrong -> told.add(atUs));
    }
    return told;
  }

  @Test
  void shouldGoOnWhereOneSeriesIsTooFarAheadOfTheOthers() {
    usualMoments();
    for (int i = 0; i < 2 * LoopMoments.MOST_OPEN; i++) {
      check.take(Quantity.FLOW, atUs + i * INTERVAL, 600);
    }
    assertThat(check.toBytes()).hasSizeLessThan(3 * 1024);
    int told = 0;
    for (int i = 0; i < 2 * LoopMoments.MOST_OPEN; i++) {
      check.take(Quantity.SPEED, atUs, 14);
      double occupancy = i % 20 == 0 ? .9 : .05;
      told += check.take(Quantity.OCCUPANCY, atUs, occupancy).isPresent() ? 1 : 0;
      atUs += INTERVAL;
    }

    assertThat(told).as("of the latest").isBetween(3, 4);
    assertThat(moment(600, 14, 0.9)).isPresent();
    assertThat(check.toBytes()).hasSizeLessThan(200);
  }

  @Test
  void shouldKeepLittleOfALoopThatMeasuresNoSpeed() {
    for (int i = 0; i < 200; i++) {
      check.take(Quantity.FLOW, atUs + i * INTERVAL, 600);
      check.take(Quantity.OCCUPANCY, atUs + i * INTERVAL, .9);
    }

    assertThat(check.toBytes()).hasSizeLessThan(500);
  }

  @Test
  void shouldNotMixMomentsUp() {
    usualMoments();
    long first = atUs;

    assertThat(check.take(Quantity.FLOW, first, 120)).isEmpty();
    assertThat(check.take(Quantity.SPEED, first, 14)).isEmpty();
    assertThat(check.take(Quantity.OCCUPANCY, first + INTERVAL, 0.9)).isEmpty();
  }

  @Test
  void shouldGoOnAfterMomentsWithoutASpeed() {
    usualMoments();
    for (int i = 0; i < 2 * LoopMoments.MOST_OPEN; i++) {
      check.take(Quantity.FLOW, atUs, 0);
      check.take(Quantity.OCCUPANCY, atUs, 0);
      atUs += INTERVAL;
    }

    assertThat(moment(600, 14, 0.9)).isPresent();
    assertThat(check.toBytes()).hasSizeLessThan(200);
  }

  @Test
  void shouldTellOnceOfWhatIsSentTwice() {
    usualMoments();
    assertThat(moment(600, 14, 0.9)).isPresent();
    atUs -= INTERVAL;

    assertThat(moment(600, 14, 0.9)).isEmpty();
  }

  @Test
  void shouldTakeForUsualWhatALoopSaysAllTheTime() {
    int told = 0;
    for (int i = 0; i < 240; i++) {
      told += moment(600, 8, 0.9).isPresent() ? 1 : 0;
    }

    assertThat(told).as("vehicles wait for green on the loop").isBetween(30, 80);
    assertThat(moment(600, 8, 0.9)).isEmpty();
  }

  @Test
  void shouldGoOnFromWhatWasStored() {
    usualMoments();
    moment(600, 14, 0.9);
    check.take(Quantity.FLOW, atUs, 600);
    check.take(Quantity.FLOW, atUs + INTERVAL, 600);
    check.take(Quantity.OCCUPANCY, atUs, 0.9);

    LoopCheck stored = LoopCheck.fromBytes(check.toBytes());

    assertThat(stored.toBytes()).isEqualTo(check.toBytes());
    assertThat(stored.take(Quantity.SPEED, atUs, 14)).isPresent();
    assertThat(check.take(Quantity.SPEED, atUs, 14)).isPresent();
    assertThat(stored.toBytes()).isEqualTo(check.toBytes());
  }

  @Test
  void shouldRefuseBytesOfAnotherFormatAndThoseThatAreCut() {
    moment(120, 14, 0.01);
    check.take(Quantity.FLOW, atUs, 600);
    byte[] bytes = check.toBytes();
    byte[] other = bytes.clone();
    other[0]++;

    assertThatThrownBy(() -> LoopCheck.fromBytes(other)).hasMessageContaining("loop check");
    assertThatThrownBy(() -> LoopCheck.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected more than");
  }

  /** From the fourth on it is known how long they are. */
  private void usualMoments() {
    for (int i = 0; i < 4; i++) {
      assertThat(moment(120, 14, 0.01)).isEmpty();
    }
  }

  private Optional<Contradiction> moment(double flow, double speed, double occupancy) {
    List<Contradiction> told = new ArrayList<>();
    check.take(Quantity.FLOW, atUs, flow).ifPresent(told::add);
    check.take(Quantity.SPEED, atUs, speed).ifPresent(told::add);
    check.take(Quantity.OCCUPANCY, atUs, occupancy).ifPresent(told::add);
    atUs += INTERVAL;
    return told.stream().findFirst();
  }
}
