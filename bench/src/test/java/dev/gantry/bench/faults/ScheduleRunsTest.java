package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScheduleRunsTest {

  private static final List<String> BOTH = List.of("a", "b");

  private final ScheduleRuns runs = new ScheduleRuns(Duration.ofSeconds(5));

  @Test
  void shouldMissNothingWhereEachRunIsTold() {
    tell("a", 10, 5, 15);
    tell("b", 10, 15);

    assertThat(runs.missing(BOTH, at(19))).isZero();
    assertThat(runs.repeated()).isZero();
    assertThat(runs.count()).isEqualTo(5);
  }

  @Test
  void shouldMissARunInTheMiddleAndThoseAtTheEnd() {
    tell("a", 5, 15);
    tell("b", 5, 10, 15);

    assertThat(runs.missing(BOTH, at(20))).isEqualTo(3);
  }

  @Test
  void shouldMissAScheduleThatNeverRan() {
    tell("a", 5, 10);

    assertThat(runs.missing(BOTH, at(10))).isEqualTo(1);
  }

  @Test
  void shouldCountWhatIsToldAgain() {
    tell("a", 5, 10, 10);

    assertThat(runs.repeated()).isEqualTo(1);
  }

  private void tell(String schedule, int... seconds) {
    for (int second : seconds) {
      runs.add(schedule, at(second));
    }
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second);
  }
}
