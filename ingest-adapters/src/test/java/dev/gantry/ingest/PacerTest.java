package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PacerTest {

  private final AtomicLong now = new AtomicLong(1_000_000);

  @Test
  void shouldLetEverythingPassWithoutRealTime() throws Exception {
    // given
    var pacer = new Pacer(Pace.UNPACED, now::get);
    // then
    pacer.awaitDue(Duration.ofHours(1));
    pacer.awaitDue(Duration.ofHours(2));
    assertThat(pacer.lag(Duration.ofHours(1))).isZero();
  }

  @Test
  void shouldCountFromTheFirstFrameAndSayHowLateAFrameIs() throws Exception {
    // given: a run that goes on at 10 s
    var pacer = new Pacer(Pace.REAL_TIME, now::get);
    pacer.awaitDue(Duration.ofSeconds(10));
    assertThat(pacer.lag(Duration.ofSeconds(10))).isZero();
    // when
    now.addAndGet(Duration.ofMillis(350).toNanos());
    // then
    pacer.awaitDue(Duration.ofMillis(10_100));
    assertThat(pacer.lag(Duration.ofMillis(10_100))).isEqualTo(Duration.ofMillis(250));
    assertThat(pacer.lag(Duration.ofMillis(10_350))).isZero();
    assertThat(pacer.lag(Duration.ofMillis(10_400))).isZero();
  }

  /** Whoever sleeps too long is late, too. */
  @Test
  void shouldSayHowLateAFrameIsAfterAWaitThatTookTooLong() throws Exception {
    // given
    var pacer = new Pacer(Pace.REAL_TIME, now::get);
    pacer.awaitDue(Duration.ZERO);
    // when
    pacer.awaitDue(Duration.ofMillis(1));
    now.addAndGet(Duration.ofMillis(200).toNanos());
    // then
    assertThat(pacer.lag(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(199));
  }

  @Test
  void shouldLetAWaitingFrameGoWhenStopped() throws Exception {
    // given
    var pacer = new Pacer(Pace.REAL_TIME, now::get);
    pacer.awaitDue(Duration.ZERO);
    // when
    pacer.stop();
    // then
    pacer.awaitDue(Duration.ofDays(1));
    assertThat(pacer.isStopped()).isTrue();
  }

  @Test
  void shouldNoticeAnInterruptEvenWithoutWaiting() {
    // given
    var pacer = new Pacer(Pace.UNPACED, now::get);
    Thread.currentThread().interrupt();
    // then
    assertThatThrownBy(() -> pacer.awaitDue(Duration.ZERO))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void shouldCountFramesBeyondTheToleranceAsLate() {
    // given
    var stats = new LiveStats();
    // when
    stats.countArrived(Duration.ofSeconds(3), Pacer.TOLERANCE);
    assertThat(stats.lastLate()).isEmpty();
    stats.countArrived(Duration.ofSeconds(2), Pacer.TOLERANCE.plusNanos(1));
    stats.countArrived(Duration.ofSeconds(1), Pacer.TOLERANCE.plusNanos(1));
    // then
    assertThat(stats.framesLate()).isEqualTo(2);
    assertThat(stats.lastLate()).hasValue(Duration.ofSeconds(2));
    assertThat(stats.worstLag()).isEqualTo(Pacer.TOLERANCE.plusNanos(1));
  }
}
