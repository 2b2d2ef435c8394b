package dev.gantry.domain.correlation;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Correlation.Term;
import dev.gantry.domain.correlation.CorrelationMachine.Step;
import dev.gantry.domain.correlation.CorrelationState.Open;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Puts matches of different signals together, in any order or in theirs. */
final class Gathering {

  private Gathering() {}

  static Step take(Correlation correlation, CorrelationState before, SignalMatch match) {
    if (correlation.terms().get(match.term()).negated()) {
      return Step.quiet(refuted(correlation, before, match));
    }
    return correlation.type() == Correlation.Type.TEMPORAL
        ? inAnyOrder(correlation, before, match)
        : inOrder(correlation, before, match);
  }

  /** Something came that must not. */
  private static CorrelationState refuted(
      Correlation correlation, CorrelationState state, SignalMatch match) {
    CorrelationState seen = state.withAbsent(match.term(), match.at());
    boolean awaited =
        correlation.type() == Correlation.Type.TEMPORAL || match.term() > lastPositive(correlation);
    return awaited ? seen.withOpen(Optional.empty()) : seen;
  }

  private static Step inAnyOrder(
      Correlation correlation, CorrelationState before, SignalMatch match) {
    Instant from = match.at().minus(correlation.timespan());
    CorrelationState state = before.withPartial(match.term(), Contribution.of(match));
    SortedMap<Integer, Contribution> present = new TreeMap<>(state.partial());
    present.values().removeIf(each -> each.last().isBefore(from));
    if (present.size() < correlation.least() || came(state, -1, last(correlation), from)) {
      return Step.quiet(state);
    }
    return complete(correlation, state, gathered(present), present);
  }

  private static Contribution gathered(SortedMap<Integer, Contribution> present) {
    return present.values().stream()
        .sorted(Comparator.comparing(Contribution::last))
        .reduce(Contribution::plus)
        .orElseThrow();
  }

  private static Step inOrder(Correlation correlation, CorrelationState before, SignalMatch match) {
    int term = match.term();
    Optional<Integer> previous = previousPositive(correlation, term);
    if (previous.isEmpty()) {
      Optional<Instant> leading =
          before.absent().headMap(term).values().stream().max(Instant::compareTo);
      return reached(correlation, before.withBefore(term, leading), term, Contribution.of(match));
    }
    Optional<Contribution> chain =
        Optional.ofNullable(before.partial().get(previous.get()))
            .filter(
                known ->
                    !known.first().isBefore(match.at().minus(correlation.timespan()))
                        && !came(before, previous.get(), term, known.last()));
    if (chain.isEmpty()) {
      return Step.quiet(before);
    }
    Optional<Instant> leading = Optional.ofNullable(before.before().get(previous.get()));
    return reached(correlation, before.withBefore(term, leading), term, chain.get().plus(match));
  }

  private static Step reached(
      Correlation correlation, CorrelationState before, int term, Contribution chain) {
    CorrelationState state = before.withPartial(term, chain);
    int last = lastPositive(correlation);
    if (term < last) {
      return Step.quiet(state);
    }
    Instant from = chain.last().minus(correlation.timespan());
    boolean cameBefore =
        Optional.ofNullable(state.before().get(term)).filter(at -> !at.isBefore(from)).isPresent();
    if (cameBefore || came(state, last, last(correlation), chain.last())) {
      return Step.quiet(state);
    }
    SortedMap<Integer, Contribution> all = new TreeMap<>();
    for (int index = 0; index <= last; index++) {
      if (!correlation.terms().get(index).negated()) {
        all.put(index, chain);
      }
    }
    return complete(correlation, state, chain, all);
  }

  /** All that has to come has come. */
  private static Step complete(
      Correlation correlation,
      CorrelationState state,
      Contribution contribution,
      SortedMap<Integer, Contribution> terms) {
    CorrelationState used = state.withoutPartial();
    if (!waits(correlation)) {
      String reason = Reasons.together(correlation, terms.keySet());
      return new Step(
          used, List.of(outcome(contribution, contribution.last(), terms.size(), reason)));
    }
    Open open =
        used.open()
            .map(known -> new Open(known.dueAt(), known.contribution().plus(contribution)))
            .orElseGet(
                () -> new Open(contribution.first().plus(correlation.timespan()), contribution));
    return Step.quiet(used.withOpen(Optional.of(open)));
  }

  /** Nothing has come until the deadline. */
  static Step end(Correlation correlation, CorrelationState state) {
    Open open = state.open().orElseThrow();
    List<Integer> positive =
        IntStream.range(0, correlation.terms().size())
            .filter(index -> !correlation.terms().get(index).negated())
            .boxed()
            .toList();
    Outcome outcome =
        outcome(
            open.contribution(),
            open.dueAt(),
            positive.size(),
            Reasons.together(correlation, positive));
    return new Step(state.withOpen(Optional.empty()), List.of(outcome));
  }

  private static Outcome outcome(Contribution contribution, Instant at, int number, String reason) {
    return new Outcome(contribution.first(), at, number, reason, contribution);
  }

  /** Whether it is not known before a deadline that it is true. */
  private static boolean waits(Correlation correlation) {
    return correlation.type() == Correlation.Type.TEMPORAL
        ? correlation.terms().stream().anyMatch(Term::negated)
        : correlation.terms().get(last(correlation)).negated();
  }

  /** Whether a negated term after one and up to another came at a time or later. */
  private static boolean came(CorrelationState state, int after, int upTo, Instant from) {
    return state.absent().subMap(after + 1, upTo + 1).values().stream()
        .anyMatch(at -> !at.isBefore(from));
  }

  private static int last(Correlation correlation) {
    return correlation.terms().size() - 1;
  }

  private static int lastPositive(Correlation correlation) {
    return previousPositive(correlation, correlation.terms().size()).orElseThrow();
  }

  private static Optional<Integer> previousPositive(Correlation correlation, int term) {
    for (int index = term - 1; index >= 0; index--) {
      if (!correlation.terms().get(index).negated()) {
        return Optional.of(index);
      }
    }
    return Optional.empty();
  }
}
