package dev.gantry.topologies.rule;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Correlation.Term;
import dev.gantry.domain.alerting.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;

/** What a correlated rule takes from the records of one of its signals. */
public final class CorrelatedPredicate {

  private final SortedMap<String, Function<SpecificRecordBase, String>> group = new TreeMap<>();
  private final SortedMap<String, Function<SpecificRecordBase, String>> told = new TreeMap<>();
  private final Optional<Function<SpecificRecordBase, String>> counted;
  private final List<Function<SpecificRecordBase, String>> needed = new ArrayList<>();

  private CorrelatedPredicate(
      Rule rule,
      Correlation correlation,
      String signal,
      RuleStream stream,
      String scopeLabel,
      List<RuleProblem> problems) {
    for (String name : rule.groupBy()) {
      value(correlation, "correlation.group-by", name, signal, stream, problems)
          .ifPresent(reader -> group.put(name, reader));
      if (!correlation.ownName(name, signal).equals(scopeLabel)) {
        Optional.ofNullable(group.get(name)).ifPresent(needed::add);
      }
    }
    this.counted =
        correlation
            .count()
            .flatMap(count -> count.field())
            .flatMap(
                name ->
                    value(
                        correlation,
                        "correlation.condition.field",
                        name,
                        signal,
                        stream,
                        problems));
    counted.ifPresent(needed::add);
    for (String text : rule.annotations().values()) {
      for (Placeholders.Placeholder place : Placeholders.in(text)) {
        if (place.isOf(signal)) {
          OwnValues.shown(stream, place.field())
              .ifPresent(reader -> told.put(place.name(), reader));
        }
      }
    }
  }

  /**
   * Prepares one signal of a rule.
   *
   * @param scopeLabel name of the label within whose values signals meet
   * @param problems gets everything wrong with it
   * @return absent for a rule over a single signal
   */
  static Optional<CorrelatedPredicate> of(
      Rule rule,
      Rule.Predicate predicate,
      RuleStream stream,
      String scopeLabel,
      List<RuleProblem> problems) {
    return rule.correlation()
        .map(
            correlation ->
                new CorrelatedPredicate(
                    rule, correlation, predicate.name(), stream, scopeLabel, problems));
  }

  private static Optional<Function<SpecificRecordBase, String>> value(
      Correlation correlation,
      String where,
      String name,
      String signal,
      RuleStream stream,
      List<RuleProblem> problems) {
    String own = correlation.ownName(name, signal);
    Optional<Function<SpecificRecordBase, String>> reader = OwnValues.find(stream, own);
    if (reader.isEmpty()) {
      boolean renamed = !own.equals(name);
      List<String> known = new ArrayList<>(stream.labelNames());
      known.addAll(stream.fields().keySet());
      String hint =
          Names.nearest(own, known).map(near -> " (did you mean " + near + "?)").orElse("");
      problems.add(
          new RuleProblem(
              renamed ? "correlation.aliases." + name + "." + signal : where,
              1,
              1,
              OwnValues.EXPECTED
                  + stream.name()
                  + hint
                  + (renamed ? "" : ", or an alias of " + name + " for " + signal),
              "'" + own + "'"));
    }
    return reader;
  }

  /** What is wrong with a correlated rule beyond its single signals. */
  static void check(Rule rule, String scopeLabel, List<RuleProblem> problems) {
    rule.correlation().ifPresent(found -> checkScope(rule, found, scopeLabel, problems));
    rule.correlation().ifPresent(found -> checkTexts(rule, found, problems));
  }

  /** Signals meet within one scope: each has to have it, and under the same name. */
  private static void checkScope(
      Rule rule, Correlation correlation, String scopeLabel, List<RuleProblem> problems) {
    for (Rule.Predicate predicate : rule.predicates()) {
      boolean scoped =
          RuleStreams.find(predicate.stream())
              .filter(stream -> !stream.labelNames().contains(scopeLabel))
              .isEmpty();
      if (!scoped) {
        problems.add(
            new RuleProblem(
                "signals." + predicate.name() + ".on",
                1,
                1,
                "a stream with the label " + scopeLabel + ", the scope within which signals meet",
                predicate.stream() + ", which would be another scope"));
      }
    }
    correlation
        .aliases()
        .forEach(
            (name, bySignal) -> {
              long scopes = bySignal.values().stream().filter(scopeLabel::equals).count();
              if (scopes > 0 && scopes < bySignal.size()) {
                problems.add(
                    new RuleProblem(
                        "correlation.aliases." + name,
                        1,
                        1,
                        scopeLabel + " for all signals or for none: they meet within one scope",
                        bySignal.toString()));
              }
            });
  }

  private static void checkTexts(Rule rule, Correlation correlation, List<RuleProblem> problems) {
    rule.annotations()
        .forEach(
            (annotation, text) -> {
              String where = "annotations." + annotation;
              Placeholders.checkClosed(where, text, problems);
              for (Placeholders.Placeholder place : Placeholders.in(text)) {
                if (!place.isCount() && !isTold(rule, correlation, place)) {
                  problems.add(
                      Placeholders.problem(
                          where,
                          text,
                          place,
                          "count, or a field of a signal that has to come, such as "
                              + example(rule, correlation)));
                }
              }
            });
  }

  private static boolean isTold(
      Rule rule, Correlation correlation, Placeholders.Placeholder place) {
    return rule.predicates().stream()
        .filter(predicate -> place.isOf(predicate.name()))
        .filter(predicate -> correlation.positive().contains(new Term(predicate.name(), false)))
        .map(predicate -> RuleStreams.find(predicate.stream()))
        .anyMatch(
            // what is wrong with a stream that there is not is told of it alone
            stream -> stream.isEmpty() || OwnValues.find(stream.get(), place.field()).isPresent());
  }

  private static String example(Rule rule, Correlation correlation) {
    String signal = correlation.positive().get(0).signal();
    return rule.predicates().stream()
        .filter(predicate -> predicate.name().equals(signal))
        .flatMap(predicate -> RuleStreams.find(predicate.stream()).stream())
        .map(stream -> signal + "." + stream.fields().keySet().iterator().next())
        .findFirst()
        .orElse(signal + ".event.at");
  }

  /**
   * Whether a record has a value of everything that is grouped by and counted. Without one it has
   * nothing in common with another that has none either. The scope alone may be absent: what states
   * none is in the same one.
   */
  boolean isComplete(SpecificRecordBase record) {
    return needed.stream().noneMatch(reader -> reader.apply(record).isEmpty());
  }

  /** The values of what the rule groups by, by common name. */
  SortedMap<String, String> group(SpecificRecordBase record) {
    return values(group, record);
  }

  /** What texts may say of a record, by the name they have for it. */
  public SortedMap<String, String> told(SpecificRecordBase record) {
    return values(told, record);
  }

  /** The value that is counted; empty when none is. */
  public String counted(SpecificRecordBase record) {
    return counted.map(reader -> reader.apply(record)).orElse("");
  }

  private static SortedMap<String, String> values(
      SortedMap<String, Function<SpecificRecordBase, String>> readers, SpecificRecordBase record) {
    if (readers.isEmpty()) {
      return Collections.emptySortedMap();
    }
    SortedMap<String, String> values = new TreeMap<>();
    readers.forEach((name, reader) -> values.put(name, reader.apply(record)));
    return values;
  }
}
