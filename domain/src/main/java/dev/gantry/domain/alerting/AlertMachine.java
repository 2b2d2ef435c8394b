package dev.gantry.domain.alerting;

import dev.gantry.domain.alerting.AlertState.Phase;
import dev.gantry.domain.alerting.AlertState.Status;
import dev.gantry.domain.alerting.AlertState.Transition;
import dev.gantry.domain.time.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The life of an alert in event time: pure functions from what was known and what is seen to what
 * is known now.
 *
 * <ul>
 *   <li>A predicate that is true on every update of an identity for {@code for}, with no silence
 *       longer than the gap of its stream, fires; {@code fired_at} is the start plus {@code for},
 *       decided by the update that reaches it. Where a stream has no gap, what an event said holds
 *       until the next, and time alone reaches it.
 *   <li>A firing alert resolves {@code keep_firing_for} after its last match; without that a
 *       track's alert resolves at the end of the track, any other five minutes after its last
 *       match. A predicate that turns false does not resolve an alert by itself; a record that the
 *       rule lasts until does, at its event time.
 *   <li>An alert that is over is remembered for a while, unless its identity has ended: what it
 *       came of does not make it fire again when it is read again, however it came to be sent
 *       twice.
 *   <li>A new version of the rule restarts what is pending, since the old predicate held, not the
 *       new one; what fires goes on firing.
 * </ul>
 *
 * <p>What is due is settled before an observation is applied, and times written are due times. So
 * the outcome is the same whether {@link #advance} ran in between or not.
 */
public final class AlertMachine {

  private AlertMachine() {}

  /**
   * What came of a step.
   *
   * @param state what is known from now on; absent when there is nothing to remember
   * @param changes alerts that began to fire or resolved, in order, as they were at that moment
   * @param repeated whether the observation had been applied before and was left out
   */
  public record Step(Optional<AlertState> state, List<AlertState> changes, boolean repeated) {

    public Step {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Applies one observation.
   *
   * @param identity what it is about
   * @param before what is known; absent when nothing is
   */
  public static Step apply(Identity identity, Optional<AlertState> before, Observation seen) {
    return before.isPresent() && seen.source().notAfter(before.get().lastSource())
        ? new Step(before, List.of(), true)
        : applyNew(identity, before, seen);
  }

  /** As {@link #apply}, where it is known that the observation has not been applied before. */
  public static Step applyNew(Identity identity, Optional<AlertState> before, Observation seen) {
    List<AlertState> changes = new ArrayList<>();
    Optional<AlertState> state = before;
    if (state.isPresent()) {
      Step due = advance(state.get(), seen.watermark());
      changes.addAll(due.changes());
      state = due.state();
    }
    if (state.filter(known -> known.phase() == Phase.OVER).isPresent()) {
      if (!seen.matched() || state.get().covers(seen)) {
        return new Step(state, changes, seen.matched());
      }
      state = Optional.empty();
    }
    if (seen.matched()) {
      state = Optional.of(matched(identity, state, seen, changes));
    } else {
      state =
          state.filter(known -> known.phase() == Phase.FIRING).map(known -> known.withWord(seen));
    }
    if (seen.over()) {
      state = state.flatMap(known -> over(known, seen, changes));
    }
    if (seen.ended()) {
      state = state.flatMap(known -> ended(known, seen, changes));
    }
    return new Step(state, changes, false);
  }

  private static AlertState matched(
      Identity identity, Optional<AlertState> before, Observation seen, List<AlertState> changes) {
    AlertState state =
        before
            .filter(known -> continues(known, seen))
            .map(known -> known.withMatch(seen))
            .orElseGet(() -> begin(identity, seen));
    Instant due =
        seen.policy().hold().isZero() ? seen.at() : state.startedAt().plus(seen.policy().hold());
    if (state.phase() == Phase.PENDING && !seen.at().isBefore(due)) {
      state = fire(state, due, seen.reason());
      changes.add(state);
    }
    return state;
  }

  /** Whether a match goes on with what is known rather than beginning anew. */
  private static boolean continues(AlertState known, Observation seen) {
    if (known.phase() == Phase.FIRING) {
      return true;
    }
    boolean gap =
        !seen.policy().maxGap().isZero()
            && seen.at().isAfter(known.lastMatchAt().plus(seen.policy().maxGap()));
    return !gap && known.ruleVersion() == seen.ruleVersion();
  }

  private static AlertState begin(Identity identity, Observation seen) {
    return new AlertState(
        identity,
        Phase.PENDING,
        seen.startedAt(),
        Optional.empty(),
        seen.at(),
        seen.at(),
        false,
        seen.policy(),
        seen.ruleVersion(),
        seen.labels(),
        seen.annotations(),
        List.of(),
        AlertState.bounded(seen.causeIds()),
        seen.firstSource(),
        seen.source(),
        1);
  }

  /**
   * What it lasts until has come; what is pending does not come to last. What came before it began
   * has ended another.
   */
  private static Optional<AlertState> over(
      AlertState state, Observation seen, List<AlertState> changes) {
    if (seen.at().isBefore(state.startedAt())) {
      return Optional.of(state);
    }
    return state.phase() == Phase.FIRING
        ? resolved(state, notBeforeMatch(state, seen.at()), "until: matched", changes)
        : Optional.empty();
  }

  private static Optional<AlertState> ended(
      AlertState state, Observation seen, List<AlertState> changes) {
    if (state.phase() == Phase.PENDING) {
      return Optional.empty();
    }
    AlertState heard = state.withWord(seen);
    if (!heard.policy().resolveAfter().isZero()) {
      return Optional.of(heard);
    }
    return resolved(heard, heard.lastHeardAt(), "its identity ended", changes);
  }

  /**
   * Settles what was due before event time came to a watermark. What is due at the watermark itself
   * is left: another event of that very time may still come.
   */
  public static Step advance(AlertState state, Instant watermark) {
    List<AlertState> changes = new ArrayList<>();
    Optional<AlertState> now = Optional.of(state);
    while (now.isPresent() && now.get().dueAt().isBefore(watermark)) {
      now = settle(now.get(), changes);
    }
    return new Step(now, changes, false);
  }

  private static Optional<AlertState> settle(AlertState state, List<AlertState> changes) {
    Instant due = state.dueAt();
    if (state.phase() == Phase.OVER) {
      return Optional.empty();
    }
    if (state.phase() == Phase.PENDING) {
      if (!state.policy().maxGap().isZero()) {
        return Optional.empty();
      }
      AlertState firing = fire(state, due, Observation.MATCHED);
      changes.add(firing);
      return Optional.of(firing);
    }
    String reason =
        state.policy().resolveAfter().isZero()
            ? "nothing heard for " + AlertState.LONGEST_SILENCE.toHours() + " h"
            : "no match for " + words(state.policy().resolveAfter());
    return resolved(state, due, reason, changes);
  }

  /**
   * Resolves an alert that somebody says is over, whatever its rule says; the next match begins
   * another. What is pending stays.
   *
   * @param at event time at which it was said
   * @param reason who said so and why, in words
   */
  public static Step resolvedBy(AlertState state, Instant at, String reason) {
    if (state.phase() != Phase.FIRING) {
      return new Step(Optional.of(state), List.of(), false);
    }
    List<AlertState> changes = new ArrayList<>();
    Optional<AlertState> over = resolved(state, notBeforeMatch(state, at), reason, changes);
    return new Step(over, changes, false);
  }

  private static Instant notBeforeMatch(AlertState state, Instant at) {
    return at.isBefore(state.lastMatchAt()) ? state.lastMatchAt() : at;
  }

  /**
   * Resolves an alert whose rule has ended; what is pending is forgotten.
   *
   * @param at event time at which the rule ended
   */
  public static Step ruleEnded(AlertState state, Instant at) {
    Step due = advance(state, at);
    List<AlertState> changes = new ArrayList<>(due.changes());
    due.state()
        .filter(known -> known.phase() == Phase.FIRING)
        .ifPresent(known -> changes.add(resolve(known, at, "its rule was deleted")));
    return new Step(Optional.empty(), changes, false);
  }

  private static AlertState fire(AlertState state, Instant at, String matched) {
    Duration hold = state.policy().hold();
    String reason = hold.isZero() ? matched : "held for " + words(hold);
    return state.withTransition(new Transition(at, Status.FIRING, reason));
  }

  /** Resolves it; what is known of it from now on. */
  private static Optional<AlertState> resolved(
      AlertState state, Instant at, String reason, List<AlertState> changes) {
    AlertState over = resolve(state, at, reason);
    changes.add(over);
    return Optional.of(over).filter(known -> !known.ended());
  }

  private static AlertState resolve(AlertState state, Instant at, String reason) {
    Instant fired = state.firedAt().orElse(state.startedAt());
    Instant when = at.isBefore(fired) ? fired : at;
    return state.withTransition(new Transition(when, Status.RESOLVED, reason));
  }

  private static String words(Duration duration) {
    return java.math.BigDecimal.valueOf(Micros.of(duration), 6).stripTrailingZeros().toPlainString()
        + " s";
  }
}
