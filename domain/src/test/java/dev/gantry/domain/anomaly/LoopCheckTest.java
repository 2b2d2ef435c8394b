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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "360, 14, 0.002, true, three that are shorter than a bicycle",
    "240, 14, 0.002, false, two of which one was on another lane",
    "3600, 14, 0.08, true, thirty that cover it no longer than five",
    "600, 14, 0.4, true, five of 34 m each",
    "600, 14, 0.3, false, five of 25 m each, or seven of 18 m",
    "600, 2, 0.9, false, a queue that creeps",
    "0, 14, 0.9, false, nobody",
  })
  void shouldTellWhatCanNotBeTrue(
      double flow, double speed, double occupancy, boolean told, String what) {
    moment(120, 14, 0.01);

    assertThat(moment(flow, speed, occupancy).isPresent()).as(what).isEqualTo(told);
  }

  @Test
  void shouldSayWhy() {
    moment(120, 14, 0.01);

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
    assertThat(moment(600, 14, 0.9)).isPresent();
  }

  @Test
  void shouldTakeTheReadingsOfAMomentInAnyOrder() {
    moment(120, 14, 0.01);
    long first = atUs;
    long second = atUs + INTERVAL;

    assertThat(check.take(Quantity.OCCUPANCY, second, 0.9)).isEmpty();
    assertThat(check.take(Quantity.OCCUPANCY, first, 0.9)).isEmpty();
    assertThat(check.take(Quantity.FLOW, first, 600)).isEmpty();
    assertThat(check.take(Quantity.FLOW, second, 600)).isEmpty();
    assertThat(check.take(Quantity.SPEED, first, 14)).isPresent();
    assertThat(check.take(Quantity.SPEED, second, 14)).isPresent();
  }

  @Test
  void shouldNotMixMomentsUp() {
    moment(120, 14, 0.01);
    long first = atUs;

    assertThat(check.take(Quantity.FLOW, first, 120)).isEmpty();
    assertThat(check.take(Quantity.SPEED, first, 14)).isEmpty();
    assertThat(check.take(Quantity.OCCUPANCY, first + INTERVAL, 0.9)).isEmpty();
  }

  @Test
  void shouldGoOnAfterMomentsWithoutASpeed() {
    moment(120, 14, 0.01);
    for (int i = 0; i < 100; i++) {
      check.take(Quantity.FLOW, atUs, 0);
      check.take(Quantity.OCCUPANCY, atUs, 0);
      atUs += INTERVAL;
    }

    assertThat(moment(600, 14, 0.9)).isPresent();
    assertThat(check.toBytes()).hasSizeLessThan(400);
  }

  @Test
  void shouldCountByTheUsualIntervalWhereAReadingWasLost() {
    moment(120, 14, 0.01);
    moment(120, 14, 0.01);
    atUs += 3 * INTERVAL;

    assertThat(moment(120, 14, 0.09)).as("one car, and another that was overlooked").isEmpty();
  }

  @Test
  void shouldBeginAnewWhenOldReadingsAreReplayed() {
    moment(120, 14, 0.01);
    atUs -= 7_200 * SECOND;

    assertThat(moment(600, 14, 0.9)).isEmpty();
    assertThat(moment(600, 14, 0.9)).isPresent();
  }

  @Test
  void shouldGoOnFromWhatWasStored() {
    moment(120, 14, 0.01);
    check.take(Quantity.FLOW, atUs, 600);
    check.take(Quantity.OCCUPANCY, atUs, 0.9);

    LoopCheck stored = LoopCheck.fromBytes(check.toBytes());

    assertThat(stored.toBytes()).isEqualTo(check.toBytes());
    assertThat(stored.take(Quantity.SPEED, atUs, 14)).isPresent();
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

  private Optional<Contradiction> moment(double flow, double speed, double occupancy) {
    List<Contradiction> told = new ArrayList<>();
    check.take(Quantity.FLOW, atUs, flow).ifPresent(told::add);
    check.take(Quantity.SPEED, atUs, speed).ifPresent(told::add);
    check.take(Quantity.OCCUPANCY, atUs, occupancy).ifPresent(told::add);
    atUs += INTERVAL;
    return told.stream().findFirst();
  }
}
