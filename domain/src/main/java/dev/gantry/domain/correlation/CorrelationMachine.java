package dev.gantry.domain.correlation;

import dev.gantry.domain.alerting.Correlation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When the matches of a group come together: pure functions from what was known and what comes to
 * what is known now. Matches have to be given in {@link SignalMatch#order}; waiting until no
 * earlier one can come is the caller's.
 *
 * <ul>
 *   <li>Counts look back over the timespan at every match, and are true as soon as there is enough.
 *       With an upper bound that can't be known before the end: then the timespan begins with a
 *       match that lies in none yet, and what came before its end is judged there.
 *   <li>Of signals that come together the last match of each counts. What has come together is used
 *       up.
 *   <li>What must not come is asked for where it stands in the order: before the first, between two
 *       or after the last, within the timespan; without an order, before and after. While a group
 *       waits whether it comes, whatever else would wait is judged with it.
 * </ul>
 */
public final class CorrelationMachine {

  private CorrelationMachine() {}

  /**
   * What came of a step.
   *
   * @param state what is known from now on
   * @param outcomes what came true, in order
   */
  public record Step(CorrelationState state, List<Outcome> outcomes) {

    public Step {
      outcomes = List.copyOf(outcomes);
    }

    static Step quiet(CorrelationState state) {
      return new Step(state, List.of());
    }
  }

  /** Takes the next match. */
  public static Step take(Correlation correlation, CorrelationState before, SignalMatch match) {
    Step due = settle(correlation, before, match.at(), correlation.type().counts());
    Step taken =
        correlation.type().counts()
            ? Counting.take(correlation, due.state(), match)
            : Gathering.take(correlation, due.state(), match);
    List<Outcome> outcomes = new ArrayList<>(due.outcomes());
    outcomes.addAll(taken.outcomes());
    return new Step(taken.state(), outcomes);
  }

  /**
   * Settles what was due before event time came to a watermark, and forgets what can't matter any
   * more.
   */
  public static Step advance(Correlation correlation, CorrelationState before, Instant watermark) {
    Step due = settle(correlation, before, watermark, false);
    boolean over =
        due.state()
            .lastsUntil(correlation.timespan())
            .filter(until -> !until.isBefore(watermark))
            .isEmpty();
    return over ? new Step(CorrelationState.EMPTY, due.outcomes()) : due;
  }

  /**
   * @param endsAtDue whether what comes at the very deadline is after it
   */
  private static Step settle(
      Correlation correlation, CorrelationState state, Instant now, boolean endsAtDue) {
    boolean isDue =
        state
            .open()
            .filter(open -> open.dueAt().isBefore(now) || (endsAtDue && open.dueAt().equals(now)))
            .isPresent();
    if (!isDue) {
      return Step.quiet(state);
    }
    return correlation.type().counts()
        ? Counting.end(correlation, state)
        : Gathering.end(correlation, state);
  }
}
