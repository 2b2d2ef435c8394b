package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameRateCapTest {

  @Test
  void shouldTakeAllWithoutACap() {
    assertThat(taken(Optional.empty(), 30, 300)).isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource({"30, 10", "29.97, 10", "25, 10", "12, 10", "60, 7.5", "15, 1", "24, 23.976"})
  void shouldKeepToTheRateOverTime(double fps, double cap) {
    // given
    int seconds = 100;
    // when
    int taken = taken(Optional.of(cap), fps, (int) (fps * seconds));
    // then
    assertThat(taken / (double) seconds).isBetween(cap * .98, cap * 1.01);
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "29.97, 30", "5, 10"})
  void shouldLeaveNothingOutBelowTheCap(double fps, double cap) {
    assertThat(taken(Optional.of(cap), fps, 1000)).isEqualTo(1000);
  }

  @Test
  void shouldNotMakeUpForAGap() {
    // given
    var cap = new FrameRateCap(Optional.of(10.0));
    // then
    assertThat(cap.takes(Duration.ZERO)).isTrue();
    assertThat(cap.takes(Duration.ofSeconds(60))).isTrue();
    assertThat(cap.takes(Duration.ofMillis(60_040))).isFalse();
    assertThat(cap.takes(Duration.ofMillis(60_100))).isTrue();
  }

  private static int taken(Optional<Double> maxFps, double fps, int frames) {
    var cap = new FrameRateCap(maxFps);
    return (int)
        IntStream.range(0, frames)
            .filter(n -> cap.takes(Duration.ofNanos(Math.round(n / fps * 1e6) * 1_000)))
            .count();
  }
}
