package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.AlertPolicy;
import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Correlation.Term;
import dev.gantry.domain.alerting.Count;
import dev.gantry.domain.alerting.Observation;
import dev.gantry.domain.alerting.SourceRecord;
import dev.gantry.domain.correlation.CorrelationGroup;
import dev.gantry.domain.correlation.Outcome;
import dev.gantry.domain.correlation.SignalMatch;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalTerm;
import dev.gantry.topologies.rule.Placeholders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Maps between records and the values of correlations. */
final class CorrelationRecords {

  /** Label of an alert that was decided though not everything had been heard. */
  static final String INCOMPLETE = "incomplete";

  private static final String ALERT_LABEL = "alert";

  private CorrelationRecords() {}

  static boolean isCorrelated(Signal signal) {
    return !signal.getCorrelation().isEmpty();
  }

  /** The key of a match's group in the store. */
  static String key(Signal signal) {
    return KeptGroup.key(
        AlertRecords.identity(signal), signal.getTimeMode(), signal.getRuleVersion());
  }

  /** A group that nothing is known of but this match's rule. */
  static KeptGroup newGroup(Signal signal) {
    CorrelationPlan plan = plan(signal);
    return new KeptGroup(
        AlertRecords.identity(signal),
        signal.getTimeMode(),
        plan,
        new CorrelationGroup(plan.correlation()),
        Optional.empty());
  }

  private static CorrelationPlan plan(Signal signal) {
    List<Term> terms =
        signal.getTerms().stream()
            .map(term -> new Term(term.getSignal(), term.getNegated()))
            .toList();
    Correlation correlation =
        new Correlation(
            Correlation.Type.valueOf(signal.getCorrelation().toUpperCase(Locale.ROOT)),
            terms,
            Micros.toDuration(signal.getTimespanUs()),
            count(signal),
            Correlation.noAliases());
    return new CorrelationPlan(
        signal.getRuleVersion(),
        correlation,
        signal.getTerms().stream().map(CorrelationRecords::reads).toList(),
        new TreeMap<>(signal.getRuleLabels()),
        new TreeMap<>(signal.getAnnotations()),
        Micros.toDuration(signal.getResolveAfterUs()),
        AlertRecords.task(signal));
  }

  private static Optional<Count> count(Signal signal) {
    Optional<Integer> most =
        signal.getMost() > 0 ? Optional.of(signal.getMost()) : Optional.empty();
    Optional<String> field = Optional.of(signal.getCountedField()).filter(name -> !name.isEmpty());
    return signal.getLeast() > 0 || most.isPresent()
        ? Optional.of(new Count(signal.getLeast(), most, field))
        : Optional.empty();
  }

  private static CorrelationPlan.Reads reads(SignalTerm term) {
    return new CorrelationPlan.Reads(term.getTopic(), new TreeMap<>(term.getNames()));
  }

  static SignalMatch match(Signal signal, Correlation correlation) {
    int term =
        correlation
            .indexOf(signal.getPredicate())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "signals.predicate: expected one of the terms, found "
                            + signal.getPredicate()));
    return new SignalMatch(
        term,
        Micros.toInstant(signal.getEventTimeUs()),
        signal.getValue(),
        signal.getCauseId(),
        new TreeMap<>(signal.getLabels()),
        new TreeMap<>(signal.getFields()),
        new SourceRecord(
            signal.getSourceTopic(), signal.getSourcePartition(), signal.getSourceOffset()));
  }

  /**
   * What an outcome says to the alert it begins or goes on with.
   *
   * @param missing what had not been heard though the outcome rests on it; empty when nothing
   */
  static Observation observation(KeptGroup kept, Outcome outcome, String missing) {
    CorrelationPlan plan = kept.plan();
    SortedMap<String, String> values = new TreeMap<>(outcome.contribution().fields());
    values.put(Placeholders.COUNT, Integer.toString(outcome.number()));
    SortedMap<String, String> texts = new TreeMap<>();
    plan.texts().forEach((name, text) -> texts.put(name, Placeholders.fill(text, values)));
    SortedMap<String, String> labels = outcome.contribution().agreedLabels();
    labels.putAll(plan.labels());
    labels.putAll(kept.identity().labels());
    labels.put(ALERT_LABEL, kept.identity().rule());
    if (!missing.isEmpty()) {
      labels.put(INCOMPLETE, "true");
    }
    return new Observation(
        true,
        false,
        false,
        outcome.startedAt(),
        outcome.at(),
        outcome.at(),
        new AlertPolicy(Duration.ZERO, Duration.ZERO, plan.resolveAfter(), plan.task()),
        plan.ruleVersion(),
        labels,
        texts,
        outcome.reason() + (missing.isEmpty() ? "" : "; incomplete: " + missing),
        outcome.contribution().causeIds(),
        outcome.contribution().firstSource(),
        outcome.contribution().lastSource());
  }
}
