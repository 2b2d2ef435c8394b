package dev.gantry.domain.correlation;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Count;
import dev.gantry.domain.correlation.CorrelationMachine.Step;
import dev.gantry.domain.correlation.CorrelationState.Counted;
import dev.gantry.domain.correlation.CorrelationState.Open;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts matches, or their different values. */
final class Counting {

  private Counting() {}

  static Step take(Correlation correlation, CorrelationState before, SignalMatch match) {
    Count count = correlation.count().orElseThrow();
    List<Counted> counted =
        count.most().isPresent()
            ? new ArrayList<>(before.counted())
            : within(before.counted(), match.at().minus(correlation.timespan()));
    Contribution said =
        before
            .counting()
            .filter(known -> !counted.isEmpty())
            .map(known -> known.plus(match))
            .orElseGet(() -> Contribution.of(match));
    boolean byValue = correlation.type() == Correlation.Type.VALUE_COUNT;
    String value = byValue ? Counted.told(match.value()) : "";
    if (byValue) {
      counted.removeIf(known -> known.value().equals(value));
    }
    counted.add(new Counted(match.at(), value, match.causeId()));
    CorrelationState state =
        before.withCounted(bounded(counted, count.enough()), Optional.of(said));
    return count.most().isPresent() ? begin(correlation, state, match) : judge(correlation, state);
  }

  /** The matches from a time on. */
  private static List<Counted> within(List<Counted> counted, Instant from) {
    List<Counted> left = new ArrayList<>();
    for (Counted each : counted) {
      if (!each.at().isBefore(from)) {
        left.add(each);
      }
    }
    return left;
  }

  /** No more than are enough to know, and of these only the last ones' causes. */
  private static List<Counted> bounded(List<Counted> counted, int enough) {
    List<Counted> kept = counted.subList(Math.max(0, counted.size() - enough), counted.size());
    int nameless = kept.size() - Contribution.MOST_CAUSES - 1;
    if (nameless >= 0) {
      Counted known = kept.get(nameless);
      kept.set(nameless, new Counted(known.at(), known.value(), ""));
    }
    return kept;
  }

  private static Step judge(Correlation correlation, CorrelationState state) {
    List<Counted> counted = state.counted();
    if (!correlation.count().orElseThrow().holds(counted.size())) {
      return Step.quiet(state);
    }
    Instant now = counted.get(counted.size() - 1).at();
    Instant start = counted.get(0).at();
    Instant startedAt =
        state.lastStart().filter(last -> !last.isBefore(start)).isPresent() ? now : start;
    return new Step(
        state.withLastStart(startedAt), List.of(outcome(correlation, state, startedAt, now)));
  }

  private static Step begin(Correlation correlation, CorrelationState state, SignalMatch match) {
    return Step.quiet(
        state.open().isPresent()
            ? state
            : state.withOpen(
                Optional.of(
                    new Open(match.at().plus(correlation.timespan()), Contribution.of(match)))));
  }

  /** The time in which was counted is over. */
  static Step end(Correlation correlation, CorrelationState state) {
    Open open = state.open().orElseThrow();
    CorrelationState over =
        new CorrelationState(
            List.of(),
            Optional.empty(),
            state.partial(),
            state.absent(),
            state.before(),
            Optional.empty(),
            state.lastStart());
    return correlation.count().orElseThrow().holds(state.counted().size())
        ? new Step(
            over, List.of(outcome(correlation, state, open.contribution().first(), open.dueAt())))
        : Step.quiet(over);
  }

  private static Outcome outcome(
      Correlation correlation, CorrelationState state, Instant startedAt, Instant at) {
    List<String> causes =
        state.counted().stream().map(Counted::causeId).filter(id -> !id.isEmpty()).toList();
    Contribution said = state.counting().orElseThrow();
    Contribution contribution =
        new Contribution(
            startedAt,
            said.last(),
            causes,
            said.labels(),
            said.fields(),
            said.firstSource(),
            said.lastSource());
    int number = state.counted().size();
    return new Outcome(startedAt, at, number, Reasons.counted(correlation, number), contribution);
  }
}
