package dev.gantry.domain.alerting;

import java.util.Optional;

/**
 * How many of something there have to be.
 *
 * @param least this many or more, 1 to {@value #MOST}; with an upper bound 0 is allowed
 * @param most this many or fewer, {@code least} to {@value #MOST}; absent when there may be any
 *     number
 * @param field what is counted the different values of; absent when events are counted
 */
public record Count(int least, Optional<Integer> most, Optional<String> field) {

  /** The largest number that can be asked for: so many matches of a group are remembered. */
  public static final int MOST = 1_000;

  public Count {
    boolean bounded = most.isPresent();
    if (least < (bounded ? 0 : 1) || least > MOST) {
      throw new IllegalArgumentException(
          "count: expected %d to %d at least, found %d".formatted(bounded ? 0 : 1, MOST, least));
    }
    if (bounded && (most.get() < least || most.get() > MOST)) {
      throw new IllegalArgumentException(
          "count: expected %d to %d at most, found %d".formatted(least, MOST, most.get()));
    }
  }

  /** So many events or more. */
  public static Count atLeast(int least) {
    return new Count(least, Optional.empty(), Optional.empty());
  }

  /** Whether a number is as asked for. */
  public boolean holds(int number) {
    return number >= least && (most.isEmpty() || number <= most.get());
  }

  /** So many have to be remembered to know that a number is as asked for. */
  public int enough() {
    return most.map(bound -> bound + 1).orElse(least);
  }
}
