package dev.gantry.topologies.processor.match;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.time.Micros;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.rule.CompiledRule;
import dev.gantry.topologies.rule.RuleIndex;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.rule.RuleProblem;
import dev.gantry.topologies.rule.RuleStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force on a stream at an event time, compiled. What was compiled is kept while the
 * definitions stay the same. Not thread-safe.
 */
final class ActiveRules {

  /** Versions kept compiled; more are in force at once only in a very large installation. */
  private static final int MOST_COMPILED = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(ActiveRules.class);

  private final Definitions definitions;
  private final RuleLanguage language;
  private final String scopeLabel;
  private final Map<String, Last> lastByStream = new HashMap<>();
  private final LinkedHashMap<Rule, List<CompiledRule>> compiled =
      new LinkedHashMap<>(16, 0.75f, true);

  private record Last(List<Rule> rules, RuleIndex index) {}

  ActiveRules(Definitions definitions, RuleLanguage language, String scopeLabel) {
    this.definitions = definitions;
    this.language = language;
    this.scopeLabel = scopeLabel;
  }

  /** Predicates on the stream, found by what a record says. */
  RuleIndex on(RuleStream stream, long atUs) {
    List<Rule> rules = definitions.rules(stream.name(), Micros.toInstant(atUs));
    Last last = lastByStream.get(stream.name());
    if (last != null && last.rules() == rules) {
      return last.index();
    }
    List<CompiledRule> now = new ArrayList<>();
    for (Rule rule : rules) {
      for (CompiledRule predicate : compile(rule)) {
        if (predicate.stream().name().equals(stream.name())) {
          now.add(predicate);
        }
      }
    }
    RuleIndex index = new RuleIndex(now);
    lastByStream.put(stream.name(), new Last(rules, index));
    return index;
  }

  /** Whether one of the rules on any of the streams is a correlated one. */
  boolean correlate(Collection<RuleStream> streams, long atUs) {
    return streams.stream()
        .flatMap(stream -> definitions.rules(stream.name(), Micros.toInstant(atUs)).stream())
        .anyMatch(rule -> rule.correlation().isPresent());
  }

  private List<CompiledRule> compile(Rule rule) {
    List<CompiledRule> known = compiled.get(rule);
    if (known != null) {
      return known;
    }
    List<RuleProblem> problems = new ArrayList<>();
    List<CompiledRule> fresh = CompiledRule.compile(language, rule, scopeLabel, problems);
    if (!problems.isEmpty()) {
      LOG.error("Rule {} version {} is left out: {}", rule.alert(), rule.version(), problems);
    }
    compiled.put(rule, fresh);
    if (compiled.size() > MOST_COMPILED) {
      compiled.remove(compiled.keySet().iterator().next());
    }
    return fresh;
  }
}
