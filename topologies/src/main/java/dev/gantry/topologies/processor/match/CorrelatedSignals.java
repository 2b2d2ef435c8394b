package dev.gantry.topologies.processor.match;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Count;
import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalTerm;
import dev.gantry.topologies.rule.CompiledRule;
import dev.gantry.topologies.rule.CorrelatedPredicate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a match of a correlated rule says beside that of others: it carries how the rule's signals
 * come together, so that ALERTING needs no definition of the rule, and none can be out of step with
 * the matches.
 */
final class CorrelatedSignals {

  private final Map<String, String> topicsByStream;

  /**
   * @param topicsByStream full names of topics by the name of their stream
   */
  CorrelatedSignals(Map<String, String> topicsByStream) {
    this.topicsByStream = Map.copyOf(topicsByStream);
  }

  /** Adds it to a match. */
  Signal.Builder addTo(
      Signal.Builder signal, CompiledRule compiled, CorrelatedPredicate predicate, Seen seen) {
    Rule rule = compiled.rule();
    Correlation correlation = rule.correlation().orElseThrow();
    return signal
        .setCorrelation(correlation.type().word())
        .setTerms(terms(rule, correlation))
        .setTimespanUs(Micros.of(correlation.timespan()))
        .setLeast(correlation.count().map(Count::least).orElse(0))
        .setMost(correlation.count().flatMap(Count::most).orElse(0))
        .setCountedField(correlation.count().flatMap(Count::field).orElse(""))
        .setValue(predicate.counted(seen.value()))
        .setFields(predicate.told(seen.value()))
        .setLabels(seen.labels())
        .setRuleLabels(rule.labels())
        .setAnnotations(rule.annotations());
  }

  private List<SignalTerm> terms(Rule rule, Correlation correlation) {
    return correlation.terms().stream().map(term -> term(rule, correlation, term)).toList();
  }

  private SignalTerm term(Rule rule, Correlation correlation, Correlation.Term term) {
    SortedMap<String, String> names = new TreeMap<>();
    rule.groupBy().forEach(name -> names.put(name, correlation.ownName(name, term.signal())));
    String stream =
        rule.predicates().stream()
            .filter(predicate -> predicate.name().equals(term.signal()))
            .map(Rule.Predicate::stream)
            .findFirst()
            .orElseThrow();
    return SignalTerm.newBuilder()
        .setSignal(term.signal())
        .setNegated(term.negated())
        .setTopic(topicsByStream.getOrDefault(stream, stream))
        .setNames(names)
        .build();
  }
}
