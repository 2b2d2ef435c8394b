package dev.gantry.domain.correlation;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.correlation.CorrelationMachine.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The matches of one group, in whatever order they arrive: each waits until no earlier one can
 * come, so that the outcome does not depend on the order of arrival. What comes of something is
 * told first, and the group changes when that is {@link #accept}ed, before anything else is asked.
 * One thread.
 */
public final class CorrelationGroup {

  /** Beyond so many the earliest waits no longer, whatever may still come. */
  public static final int MOST_WAITING = 2_048;

  /** As many bytes, so that a group stays small, whatever texts its matches have. */
  public static final int MOST_BYTES = 768 * 1024;

  private final Correlation correlation;
  private final WaitingMatches waiting;
  private CorrelationState state;
  private Optional<Instant> takenUntil;

  /** Nothing known. */
  public CorrelationGroup(Correlation correlation) {
    this(correlation, new WaitingMatches(correlation), CorrelationState.EMPTY, Optional.empty());
  }

  /**
   * As it was stored.
   *
   * @param waiting matches that wait, at most {@value #MOST_WAITING} and {@value #MOST_BYTES} bytes
   * @param state what came of those before
   * @param takenUntil event time of the last match that was taken, or of the last deadline that has
   *     passed
   */
  public CorrelationGroup(
      Correlation correlation,
      WaitingMatches waiting,
      CorrelationState state,
      Optional<Instant> takenUntil) {
    this.correlation = correlation;
    this.waiting = waiting;
    this.state = state;
    this.takenUntil = takenUntil;
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
   * What came of something.
   *
   * @param came a match that waits from now on, unless it is among those taken
   * @param taken how many of the first matches wait no longer
   * @param state what is known of those before
   * @param takenUntil see the group's
   * @param outcomes what came true, in order
   */
  public record Change(
      Optional<SignalMatch> came,
      int taken,
      CorrelationState state,
      Optional<Instant> takenUntil,
      List<Outcome> outcomes) {

    public Change {
      outcomes = List.copyOf(outcomes);
    }
  }

  /**
   * What comes of an arrival.
   *
   * @param verdict what becomes of the match
   * @param change what it changes; nothing unless it is taken
   * @param early how many matches are taken for want of room, before it is known that no earlier
   *     one comes
   */
  public record Arrival(Verdict verdict, Change change, int early) {}

  /**
   * A match arrives.
   *
   * @param identified whether its cause is told from all others by its id, so that another match of
   *     it is a repeat wherever it lies
   */
  public Arrival arrive(SignalMatch match, boolean identified) {
    if (takenUntil.filter(until -> !match.at().isAfter(until)).isPresent()) {
      return new Arrival(Verdict.LATE, take(Optional.empty(), List.of()), 0);
    }
    if (waiting.has(match) || (identified && waiting.hasEventOf(match))) {
      return new Arrival(Verdict.REPEATED, take(Optional.empty(), List.of()), 0);
    }
    List<SignalMatch> early = waiting.beyondRoomWith(match, MOST_WAITING, MOST_BYTES);
    return new Arrival(Verdict.TAKEN, take(Optional.of(match), early), early.size());
  }

  /** Time goes on: what happened before is taken, since nothing before it can come any more. */
  public Change reach(Instant watermark) {
    Change taken = take(Optional.empty(), waiting.before(watermark));
    Step step = CorrelationMachine.advance(correlation, taken.state(), watermark);
    List<Outcome> outcomes = new ArrayList<>(taken.outcomes());
    outcomes.addAll(step.outcomes());
    return new Change(
        Optional.empty(),
        taken.taken(),
        step.state(),
        until(taken.takenUntil(), step.outcomes()),
        outcomes);
  }

  private Change take(Optional<SignalMatch> came, List<SignalMatch> first) {
    CorrelationState now = state;
    List<Outcome> outcomes = new ArrayList<>();
    Optional<Instant> until = takenUntil;
    for (SignalMatch match : first) {
      Step step = CorrelationMachine.take(correlation, now, match);
      outcomes.addAll(step.outcomes());
      now = step.state();
      until = Optional.of(match.at());
    }
    return new Change(came, first.size(), now, until, outcomes);
  }

  private static Optional<Instant> until(Optional<Instant> before, List<Outcome> outcomes) {
    return Stream.concat(before.stream(), outcomes.stream().map(Outcome::at))
        .max(Instant::compareTo);
  }

  /** Lets a change take place. */
  public void accept(Change change) {
    change.came().ifPresent(waiting::add);
    waiting.removeFirst(change.taken());
    state = change.state();
    takenUntil = change.takenUntil();
  }

  /** Whether there is nothing to remember. */
  public boolean isEmpty() {
    return waiting.isEmpty() && state.equals(CorrelationState.EMPTY);
  }

  /**
   * The event time after which something happens to it: a match is taken, a deadline has passed or
   * it is forgotten. Empty when nothing does.
   */
  public Optional<Instant> dueAt() {
    Optional<Instant> next =
        Stream.concat(
                waiting.first().stream().map(SignalMatch::at),
                state.open().stream().map(CorrelationState.Open::dueAt))
            .min(Instant::compareTo);
    return next.or(() -> state.lastsUntil(correlation.timespan()));
  }

  /** Matches that wait. */
  public WaitingMatches waiting() {
    return waiting;
  }

  /** What came of the matches before. */
  public CorrelationState state() {
    return state;
  }

  /** Event time of the last match that was taken, or of the last deadline that has passed. */
  public Optional<Instant> takenUntil() {
    return takenUntil;
  }
}
