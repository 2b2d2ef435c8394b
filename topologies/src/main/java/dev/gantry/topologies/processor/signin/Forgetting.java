package dev.gantry.topologies.processor.signin;

import dev.gantry.domain.time.Micros;
import dev.gantry.topologies.processor.KeptStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Forgets states that nothing depends on any more, once an hour of event time: whoever invents
 * accounts or addresses must not fill the memory for good.
 */
final class Forgetting<S> {

  private static final long EVERY_US = Micros.of(Duration.ofHours(1));

  private final BiPredicate<S, Long> isSpent;
  private long lookedUs = Long.MIN_VALUE;

  /**
   * @param isSpent whether a state can be forgotten at a moment, microseconds since 1970
   */
  Forgetting(BiPredicate<S, Long> isSpent) {
    this.isSpent = isSpent;
  }

  /** Looks at all states when it is time to. */
  void reach(long atUs, KeptStates<S> states) {
    if (lookedUs == Long.MIN_VALUE) {
      lookedUs = atUs;
    }
    if (atUs - lookedUs < EVERY_US) {
      return;
    }
    lookedUs = atUs;
    List<String> spent = new ArrayList<>();
    states.forEach(
        (key, state) -> {
          if (isSpent.test(state, atUs)) {
            spent.add(key);
          }
        });
    spent.forEach(states::forget);
  }
}
