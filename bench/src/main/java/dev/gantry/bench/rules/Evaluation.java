package dev.gantry.bench.rules;

import dev.gantry.bench.figures.Medians;
import dev.gantry.domain.alerting.Rule;
import dev.gantry.topologies.config.AlertingConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.rule.CompiledRule;
import dev.gantry.topologies.rule.RuleFailure;
import dev.gantry.topologies.rule.RuleIndex;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.rule.RuleStream;
import dev.gantry.topologies.rule.RuleStreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecordBase;

/** What the evaluation of rules takes by itself: no broker, no serialisation, one thread. */
final class Evaluation {

  private static final int EVENTS = 100_000;
  private static final int ROUNDS = 7;

  private final List<Judged> events = new ArrayList<>();
  private final Map<String, RuleIndex> indexes = new HashMap<>();

  /** An event and the rules of its stream. */
  private record Judged(SpecificRecordBase event, RuleIndex rules) {}

  /**
   * What was measured.
   *
   * @param micros time for an event with the rules looked up in an index, microseconds
   * @param unindexedMicros time for an event with every rule of its stream tried, microseconds
   */
  record Cost(double micros, double unindexedMicros) {}

  Evaluation(List<ParsedDefinition> definitions, RuleEvents load) {
    List<Rule> rules = definitions.stream().flatMap(each -> each.rule().stream()).toList();
    RuleLanguage language = new RuleLanguage();
    for (long n = 0; n < EVENTS; n++) {
      SpecificRecordBase event = load.event(n);
      RuleStream stream = RuleStreams.find(RuleEvents.streamOf(event)).orElseThrow();
      RuleIndex index =
          indexes.computeIfAbsent(stream.name(), name -> index(language, rules, stream));
      events.add(new Judged(event, index));
    }
  }

  private static RuleIndex index(RuleLanguage language, List<Rule> rules, RuleStream stream) {
    return new RuleIndex(
        rules.stream()
            .filter(rule -> rule.readsStream(stream.name()))
            .flatMap(
                rule ->
                    CompiledRule.compile(
                        language, rule, AlertingConfig.DEFAULT.scopeLabel(), new ArrayList<>())
                        .stream())
            .toList());
  }

  /** Measures both ways in turns; medians of some rounds, the first left out. */
  Cost measure() {
    List<Double> indexed = new ArrayList<>();
    List<Double> unindexed = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      indexed.add(micros(RuleIndex::about));
      unindexed.add(micros((index, event) -> index.all()));
    }
    return new Cost(median(indexed.subList(1, ROUNDS)), median(unindexed.subList(1, ROUNDS)));
  }

  private static double median(List<Double> of) {
    return Medians.median(of, Double::doubleValue);
  }

  private double micros(BiFunction<RuleIndex, SpecificRecordBase, List<CompiledRule>> candidates) {
    long begun = System.nanoTime();
    long matched = 0;
    for (Judged judged : events) {
      for (CompiledRule rule : candidates.apply(judged.rules(), judged.event())) {
        matched += holds(rule, judged.event()) ? 1 : 0;
      }
    }
    long nanos = System.nanoTime() - begun;
    if (matched != EVENTS / RuleEvents.MARKED_EVERY) {
      throw new IllegalStateException(
          "expected %d matches, found %d".formatted(EVENTS / RuleEvents.MARKED_EVERY, matched));
    }
    return nanos / 1e3 / EVENTS;
  }

  private static boolean holds(CompiledRule rule, SpecificRecordBase event) {
    try {
      return rule.matches(event);
    } catch (RuleFailure e) {
      throw new IllegalStateException("a rule of the benchmark failed", e);
    }
  }
}
