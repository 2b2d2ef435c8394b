package dev.gantry.topologies.processor.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuietTopicsTest {

  private static final String TOPIC = "auth-events";

  private final MockProcessorContext<String, Signal> context = new MockProcessorContext<>();

  /** Until when, in milliseconds, the topic was said to have been read; by the look. */
  private final List<Long> told = new ArrayList<>();

  private QuietTopics quiet;

  @BeforeEach
  void start() {
    context.setCurrentSystemTimeMs(0);
    quiet =
        new QuietTopics(
            context,
            List.of(TOPIC),
            topic -> 1,
            () -> true,
            (signal, nowMs) ->
                told.add(Objects.requireNonNull(signal.getQuietTopics().get(TOPIC)) / 1000));
  }

  @Test
  void shouldSayNothingBeforeThereWasTimeToReadWhatLiesThere() {
    look(1_000, 2_000, 3_000, 4_000);
    assertThat(told).isEmpty();

    look(5_000);
    assertThat(told).containsExactly(3_000L);
  }

  @Test
  void shouldSayHowFarATopicIsOfWhichNothingComes() {
    look(4_000, 5_000, 6_000);
    quiet.read(TOPIC, 6_500);
    look(7_000, 8_000);
    assertThat(told).containsExactly(3_000L, 4_000L);

    look(9_000);
    assertThat(told).containsExactly(3_000L, 4_000L, 7_000L);
  }

  @Test
  void shouldSayNothingOfATimeInWhichItWasHeldUp() {
    look(4_000, 5_000, 6_000, 36_000);
    assertThat(told).containsExactly(3_000L, 4_000L, 6_000L);

    look(37_000);
    assertThat(told).endsWith(35_000L);
  }

  private void look(long... timesMs) {
    for (long nowMs : timesMs) {
      context.setCurrentSystemTimeMs(nowMs);
      context.scheduledPunctuators().get(0).getPunctuator().punctuate(nowMs);
    }
  }
}
