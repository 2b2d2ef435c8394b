package dev.gantry.topologies.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitPaceTest {

  private static final long NOW = 1_000_000;
  private final CommitPace pace = CommitPace.ofThread();
  private final MockProcessorContext<String, String> task = task();

  /** A commit has just been made. */
  @BeforeEach
  void atNow() {
    task.setCurrentSystemTimeMs(0);
    pace.see(task, 0, 20);
    task.setCurrentSystemTimeMs(NOW);
    pace.see(task, NOW, 20);
    pace.forget(task);
    task.resetCommit();
    task.resetForwards();
  }

  @AfterEach
  void forget() {
    for (int n = 0; n < 30; n++) {
      CommitPace.committed(NOW, 0);
    }
    pace.forget(task);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 20",
    "-5000, 20",
    "400, 20",
    "1000, 50",
    "4000, 200",
    "20000, 250",
    "86400000, 250",
  })
  void shouldLetOldInputWaitATwentiethOfItsAge(long ageMs, long expectedMs) {
    assertThat(CommitPace.patienceMs(ageMs, 20)).isEqualTo(expectedMs);
  }

  @Test
  void shouldCommitWhatIsFreshAtTheUsualPaceThoughNoRecordFollows() {
    pace.see(task, NOW, 20);

    ring(NOW + 19);
    assertThat(task.committed()).isFalse();
    ring(NOW + 20);
    assertThat(task.committed()).isTrue();
    assertThat(looks().cancelled()).as("nothing to wait for").isTrue();
  }

  @Test
  void shouldLeaveCommitsToKafkaWhereNoPaceIsSet() {
    MockProcessorContext<String, String> offline = new MockProcessorContext<>(new Properties());
    offline.setCurrentSystemTimeMs(NOW);
    long usualMs = CommitPace.usualMs(offline);

    pace.see(offline, NOW - 5_000, usualMs);
    pace.rung(offline, NOW, usualMs);

    assertThat(offline.committed()).isFalse();
    assertThat(offline.scheduledPunctuators()).isEmpty();
  }

  @Test
  void shouldCommitTheFirstRecordAfterAQuietWhileAtOnce() {
    task.setCurrentSystemTimeMs(NOW + 500);

    pace.see(task, NOW + 500, 20);

    assertThat(task.committed()).isTrue();
  }

  @Test
  void shouldCommitWhileRecordsKeepComing() {
    pace.see(task, NOW, 20);
    task.setCurrentSystemTimeMs(NOW + 20);

    pace.see(task, NOW + 20, 20);

    assertThat(task.committed()).isTrue();
  }

  @Test
  void shouldCountFromTheEndOfACommitThatTookLong() {
    pace.see(task, NOW - 5_000, 20);
    CommitPace.committed(NOW + 400, 0);
    task.setCurrentSystemTimeMs(NOW + 401);

    pace.see(task, NOW + 390, 20);

    assertThat(task.committed()).isFalse();
    ring(NOW + 419);
    assertThat(task.committed()).isFalse();
    ring(NOW + 420);
    assertThat(task.committed()).isTrue();
  }

  @Test
  void shouldLeaveAsMuchTimeBetweenCommitsAsTheyTake() {
    for (int n = 0; n < 30; n++) {
      CommitPace.committed(NOW, 80);
    }

    pace.see(task, NOW, 20);

    ring(NOW + 79);
    assertThat(task.committed()).isFalse();
    ring(NOW + 80);
    assertThat(task.committed()).isTrue();
  }

  @Test
  void shouldCommitAtTheUsualPaceOnceCommitsAreQuickAgain() {
    for (int n = 0; n < 30; n++) {
      CommitPace.committed(NOW, 80);
    }
    for (int n = 0; n < 30; n++) {
      CommitPace.committed(NOW, 5);
    }

    pace.see(task, NOW, 20);

    ring(NOW + 20);
    assertThat(task.committed()).isTrue();
  }

  @Test
  void shouldCommitFourTimesASecondHoweverLongCommitsTake() {
    for (int n = 0; n < 30; n++) {
      CommitPace.committed(NOW, 3_000);
    }

    pace.see(task, NOW, 20);

    ring(NOW + 249);
    assertThat(task.committed()).isFalse();
    ring(NOW + 250);
    assertThat(task.committed()).isTrue();
  }

  @Test
  void shouldCommitOldInputRarely() {
    pace.see(task, NOW - 4_000, 20);

    ring(NOW + 199);
    assertThat(task.committed()).isFalse();
    ring(NOW + 200);
    assertThat(task.committed()).isTrue();
  }

  @Test
  void shouldNotHoldUpAFreshRecordBehindOldOnes() {
    pace.see(task, NOW - 3_600_000, 20);
    MockProcessorContext<String, String> other = task();
    other.setCurrentSystemTimeMs(NOW);

    pace.see(other, NOW, 20);
    ring(NOW + 20);

    assertThat(task.committed()).as("which commits all tasks of the thread").isTrue();
  }

  @Test
  void shouldCommitWhatATimerMade() {
    pace.rung(task, NOW, 20);

    ring(NOW + 20);

    assertThat(task.committed()).isTrue();
  }

  @Test
  void shouldGoOnWithAnotherTaskWhenTheOneItWaitedForEnds() {
    pace.see(task, NOW, 20);
    pace.forget(task);
    MockProcessorContext<String, String> other = task();
    other.setCurrentSystemTimeMs(NOW);

    pace.see(other, NOW, 20);
    other.scheduledPunctuators().get(0).getPunctuator().punctuate(NOW + 20);
    pace.forget(other);

    assertThat(task.committed()).isFalse();
    assertThat(other.committed()).isTrue();
  }

  private void ring(long nowMs) {
    looks().getPunctuator().punctuate(nowMs);
  }

  private CapturedPunctuator looks() {
    return task.scheduledPunctuators().get(task.scheduledPunctuators().size() - 1);
  }

  private static MockProcessorContext<String, String> task() {
    return new MockProcessorContext<>(new Properties());
  }
}
