package dev.gantry.topologies.processor.signin;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.processor.KeptStates;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Finds states that nothing depends on any more, once an hour of event time: whoever invents
 * accounts or addresses must not fill the memory for good. Each mode of time has its own.
 *
 * <p>Time has come to where the last {@value #AGREEING} events all have: a single one that is dated
 * years ahead forgets nothing, and one of years ago holds nothing up.
 */
final class Forgetting<S> {

  static final int AGREEING = 16;

  private static final long EVERY_US = Micros.of(Duration.ofHours(1));

  private final BiPredicate<S, Long> isSpent;
  private final Map<TimeMode, Clock> clocks = new EnumMap<>(TimeMode.class);

  /**
   * @param isSpent whether a state can be forgotten at a moment, microseconds since 1970
   */
  Forgetting(BiPredicate<S, Long> isSpent) {
    this.isSpent = isSpent;
  }

  /**
   * Takes note of the time of an event, and looks at all states of its mode when it is time to.
   *
   * @return the names of those to forget
   */
  List<String> reach(TimeMode mode, long atUs, KeptStates<Remembered<S>> states) {
    Clock clock = clocks.computeIfAbsent(mode, m -> new Clock());
    return clock.isDue(atUs) ? spent(mode, clock.lookedUs, states) : List.of();
  }

  private List<String> spent(TimeMode mode, long nowUs, KeptStates<Remembered<S>> states) {
    List<String> spent = new ArrayList<>();
    states.forEach(
        (key, kept) -> {
          if (kept.mode() == mode && isSpent.test(kept.state(), nowUs)) {
            spent.add(key);
          }
        });
    return spent;
  }

  /** How far the events of a mode have come. */
  private static final class Clock {

    private final Deque<Long> newest = new ArrayDeque<>(AGREEING);
    private long lookedUs = Long.MAX_VALUE;

    /** Whether it is an hour since states were looked at; that is now, then. */
    boolean isDue(long atUs) {
      if (newest.size() == AGREEING) {
        newest.removeFirst();
      }
      newest.addLast(atUs);
      if (newest.size() < AGREEING) {
        return false;
      }
      long nowUs = Collections.min(newest);
      // Another replay may begin long before where the last one ended: all of it is from before.
      boolean due = lookedUs != Long.MAX_VALUE && nowUs - lookedUs >= EVERY_US;
      if (due || Collections.max(newest) < lookedUs) {
        lookedUs = nowUs;
      }
      return due;
    }
  }
}
