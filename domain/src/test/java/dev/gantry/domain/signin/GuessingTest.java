package dev.gantry.domain.signin;

import static dev.gantry.domain.signin.TestSignIns.ANN;
import static dev.gantry.domain.signin.TestSignIns.HOME;
import static dev.gantry.domain.signin.TestSignIns.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuessingTest {

  private static List<Attempt> every(double seconds, int count) {
    return at(IntStream.range(0, count).mapToDouble(i -> seconds * i).toArray());
  }

  private static List<Attempt> at(double... seconds) {
    return DoubleStream.of(seconds).mapToObj(at -> Attempt.of(failed(at, ANN, HOME))).toList();
  }

  /** CrowdSec's ssh-slow-bf overflows with the 20th line of its own test: one each half minute. */
  @Test
  void shouldOverflowWithTheDropThatIsTooMuch() {
    LeakyBucket slow = new LeakyBucket(10, Duration.ofSeconds(60));
    assertThat(slow.overflowOf(every(30, 19))).isZero();
    assertThat(slow.overflowOf(every(30, 20))).isEqualTo(11);
    LeakyBucket fast = new LeakyBucket(5, Duration.ofSeconds(10));
    assertThat(fast.overflowOf(every(0, 5))).isZero();
    assertThat(fast.overflowOf(every(0, 6))).isEqualTo(6);
    assertThat(fast.overflowOf(every(10, 60))).isZero();
  }

  @Test
  void shouldCountWhatLiesInTheWindowItsEdgeIncluded() {
    CountWindow window = new CountWindow(5, Duration.ofMinutes(10));
    assertThat(window.reachedBy(every(150, 5))).isEqualTo(5);
    assertThat(window.reachedBy(every(150.1, 5))).isZero();
    assertThat(window.reachedBy(every(1, 4))).isZero();
    assertThat(window.reachedBy(List.of())).isZero();
  }

  @Test
  void shouldFindWhatIsFarApartButNotWhatHasNothingToDoWithEachOther() {
    SparseAttempts sparse = new SparseAttempts(4, Duration.ofMinutes(10), Duration.ofHours(2));
    assertThat(sparse.reachedBy(every(1_200, 4))).isEqualTo(4);
    assertThat(sparse.reachedBy(every(1_200, 3))).isZero();
    assertThat(sparse.reachedBy(every(600, 4))).isZero();
    assertThat(sparse.reachedBy(at(0, 2, 4, 3_604))).isZero();
    assertThat(sparse.reachedBy(at(0, 1_200, 2_400, 9_601))).isZero();
  }

  @Test
  void shouldNeverTellOfFewerInTheLongWindowThanInTheShortOne() {
    Guessing guessing =
        new Guessing(
            new LeakyBucket(5, Duration.ofSeconds(10)),
            new LeakyBucket(10, Duration.ofSeconds(60)),
            new CountWindow(8, Duration.ofMinutes(10)),
            new SparseAttempts(4, Duration.ofMinutes(10), Duration.ofHours(2)),
            new CountWindow(5, Duration.ofHours(8)));
    assertThat(guessing.tooManySlowly(every(300, 7))).isEmpty();
    assertThat(guessing.tooManySlowly(every(300, 8))).hasSize(8);
  }

  @Test
  void shouldRefuseThresholdsThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeakyBucket(0, Duration.ofSeconds(1)))
        .withMessage("capacity: expected 1 to 32, found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeakyBucket(5, Duration.ZERO))
        .withMessage("leakspeed: expected more than 0, found PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CountWindow(1, Duration.ofSeconds(1)))
        .withMessage("maxretry: expected 2 to 32, found 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CountWindow.named("long_", 5, Duration.ofDays(2)))
        .withMessage("long_findtime: expected more than 0 and at most a day, found PT48H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SparseAttempts(4, Duration.ofHours(1), Duration.ofMinutes(1)))
        .withMessageStartingWith("sparse_pause: expected sparse_interval of PT1H or more");
  }
}
