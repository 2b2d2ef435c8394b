package dev.gantry.topologies.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
  private final List<String> done = new ArrayList<>();
  private final Deadlines deadlines = new Deadlines(context, (key, nowMs) -> done.add(key));

  @BeforeEach
  void startTheClock() {
    context.setCurrentSystemTimeMs(1_000);
  }

  @Test
  void shouldDealWithEachKeyOnceItIsDue() {
    // given
    deadlines.set("b", Duration.ofSeconds(2));
    deadlines.set("a", Duration.ofSeconds(2));
    deadlines.set("later", Duration.ofSeconds(9));
    // when
    timer().getPunctuator().punctuate(2_999);
    // then
    assertThat(done).isEmpty();
    // when
    timer().getPunctuator().punctuate(3_000);
    timer().getPunctuator().punctuate(4_000);
    // then
    assertThat(done).containsExactly("a", "b");
  }

  @Test
  void shouldPutOffWhatIsSetAnew() {
    // given
    deadlines.set("a", Duration.ofSeconds(2));
    context.setCurrentSystemTimeMs(2_000);
    deadlines.set("a", Duration.ofSeconds(2));
    // when
    timer().getPunctuator().punctuate(3_000);
    // then
    assertThat(done).isEmpty();
  }

  @Test
  void shouldRestWhenNothingIsDueAnyMore() {
    // given
    deadlines.set("a", Duration.ofSeconds(2));
    CapturedPunctuator timer = timer();
    // when
    deadlines.clear("a");
    // then
    assertThat(timer.cancelled()).isTrue();
    assertThat(done).isEmpty();
  }

  @Test
  void shouldNotTakeAClockThatIsSetOrAPauseForTimeThatPassed() {
    // given
    deadlines.set("a", Duration.ofSeconds(9));
    // when
    timer().getPunctuator().punctuate(600_000);
    timer().getPunctuator().punctuate(1_000);
    timer().getPunctuator().punctuate(8_000);
    // then
    assertThat(done).isEmpty();
  }

  private CapturedPunctuator timer() {
    return context.scheduledPunctuators().get(0);
  }
}
