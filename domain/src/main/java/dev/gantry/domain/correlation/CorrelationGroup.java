package dev.gantry.domain.correlation;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.correlation.CorrelationMachine.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The matches of one group, in whatever order they arrive: each waits until no earlier one can
 * come, so that the outcome does not depend on the order of arrival.
 *
 * @param waiting matches that wait, in their order, at most {@value #MOST_WAITING} and {@value
 *     #MOST_BYTES} bytes
 * @param state what came of those before
 * @param takenUntil event time of the last match that was taken, or of the last deadline that has
 *     passed
 */
public record CorrelationGroup(
    List<SignalMatch> waiting, CorrelationState state, Optional<Instant> takenUntil) {

  /** Nothing known. */
  public static final CorrelationGroup EMPTY =
      new CorrelationGroup(List.of(), CorrelationState.EMPTY, Optional.empty());

  /** Beyond so many the earliest waits no longer, whatever may still come. */
  public static final int MOST_WAITING = 2_048;

  /** As many bytes, so that a group fits into one record, whatever texts its matches have. */
  public static final int MOST_BYTES = 768 * 1024;

  public CorrelationGroup {
    waiting = List.copyOf(waiting);
  }

  /** What became of a match. */
  public enum Verdict {
    /** It waits. */
    TAKEN,
    /** It had arrived before. */
    REPEATED,
    /** Later ones have been taken already: it is left out. */
    LATE
  }

  /**
   * What came of an arrival.
   *
   * @param verdict what became of the match
   * @param group the group from now on
   * @param outcomes what came true
   * @param early how many matches were taken for want of room, before it was known that no earlier
   *     one comes
   */
  public record Arrival(
      Verdict verdict, CorrelationGroup group, List<Outcome> outcomes, int early) {}

  /**
   * Takes a match in.
   *
   * @param identified whether its cause is told from all others by its id, so that another match of
   *     it is a repeat wherever it lies
   */
  public Arrival arrive(Correlation correlation, SignalMatch match, boolean identified) {
    if (takenUntil.filter(until -> !match.at().isAfter(until)).isPresent()) {
      return new Arrival(Verdict.LATE, this, List.of(), 0);
    }
    int place = Collections.binarySearch(waiting, match, SignalMatch.order(correlation));
    if (place >= 0 || (identified && waiting.stream().anyMatch(match::isOfSameEvent))) {
      return new Arrival(Verdict.REPEATED, this, List.of(), 0);
    }
    List<SignalMatch> all = new ArrayList<>(waiting);
    all.add(-place - 1, match);
    CorrelationGroup group = new CorrelationGroup(all, state, takenUntil);
    int early = beyondRoom(all);
    if (early == 0) {
      return new Arrival(Verdict.TAKEN, group, List.of(), 0);
    }
    Reached reached = group.take(correlation, early);
    return new Arrival(Verdict.TAKEN, reached.group(), reached.outcomes(), early);
  }

  /** How many of the first have to go, so that there is room for the others. */
  private static int beyondRoom(List<SignalMatch> all) {
    int early = Math.max(0, all.size() - MOST_WAITING);
    if (all.stream().mapToLong(SignalMatch::mostBytes).sum() <= MOST_BYTES) {
      return early;
    }
    long left = all.subList(early, all.size()).stream().mapToLong(SignalMatch::bytes).sum();
    while (left > MOST_BYTES) {
      left -= all.get(early).bytes();
      early++;
    }
    return early;
  }

  /**
   * What came of time going on.
   *
   * @param group the group from now on
   * @param outcomes what came true, in order
   */
  public record Reached(CorrelationGroup group, List<Outcome> outcomes) {}

  /** Takes what happened before a time, since nothing before it can come any more. */
  public Reached reach(Correlation correlation, Instant watermark) {
    int count = 0;
    while (count < waiting.size() && waiting.get(count).at().isBefore(watermark)) {
      count++;
    }
    Reached taken = take(correlation, count);
    CorrelationGroup group = taken.group();
    Step step = CorrelationMachine.advance(correlation, group.state, watermark);
    List<Outcome> outcomes = new ArrayList<>(taken.outcomes());
    outcomes.addAll(step.outcomes());
    return new Reached(
        new CorrelationGroup(group.waiting, step.state(), until(group.takenUntil, step.outcomes())),
        outcomes);
  }

  private Reached take(Correlation correlation, int count) {
    CorrelationState now = state;
    List<Outcome> outcomes = new ArrayList<>();
    Optional<Instant> until = takenUntil;
    for (SignalMatch match : waiting.subList(0, count)) {
      Step step = CorrelationMachine.take(correlation, now, match);
      outcomes.addAll(step.outcomes());
      now = step.state();
      until = Optional.of(match.at());
    }
    return new Reached(
        new CorrelationGroup(waiting.subList(count, waiting.size()), now, until), outcomes);
  }

  private static Optional<Instant> until(Optional<Instant> before, List<Outcome> outcomes) {
    return Stream.concat(before.stream(), outcomes.stream().map(Outcome::at))
        .max(Instant::compareTo);
  }

  /** Whether there is nothing to remember. */
  public boolean isEmpty() {
    return waiting.isEmpty() && state.equals(CorrelationState.EMPTY);
  }

  /**
   * The event time after which something happens to it: a match is taken, a deadline has passed or
   * it is forgotten. Empty when nothing does.
   */
  public Optional<Instant> dueAt(Correlation correlation) {
    Optional<Instant> next =
        Stream.concat(
                waiting.stream().limit(1).map(SignalMatch::at),
                state.open().stream().map(CorrelationState.Open::dueAt))
            .min(Instant::compareTo);
    return next.or(() -> state.lastsUntil(correlation.timespan()));
  }
}
