package dev.gantry.topologies.rule;

import dev.gantry.domain.alerting.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;

/** One predicate of a rule ready to be evaluated on its stream, with the rule's templates. */
public final class CompiledRule {

  private final Rule rule;
  private final Rule.Predicate predicate;
  private final RuleStream stream;
  private final CompiledPredicate condition;
  private final SortedMap<String, Template> annotations;

  private CompiledRule(
      Rule rule,
      Rule.Predicate predicate,
      RuleStream stream,
      CompiledPredicate condition,
      SortedMap<String, Template> annotations) {
    this.rule = rule;
    this.predicate = predicate;
    this.stream = stream;
    this.condition = condition;
    this.annotations = annotations;
  }

  /**
   * Compiles all predicates of a rule.
   *
   * @param problems gets everything wrong with it
   * @return one element a predicate; those with a problem are left out
   */
  public static List<CompiledRule> compile(
      RuleLanguage language, Rule rule, List<RuleProblem> problems) {
    List<CompiledRule> compiled = new ArrayList<>();
    for (Rule.Predicate predicate : rule.predicates()) {
      Optional<RuleStream> stream = RuleStreams.find(predicate.stream());
      if (stream.isEmpty()) {
        String hint =
            Names.nearest(predicate.stream(), RuleStreams.names())
                .map(near -> " (did you mean " + near + "?)")
                .orElse("");
        problems.add(
            new RuleProblem(
                "on",
                1,
                1,
                "one of " + String.join(", ", RuleStreams.names()),
                "'" + predicate.stream() + "'" + hint));
        continue;
      }
      compile(language, rule, predicate, stream.get(), problems).ifPresent(compiled::add);
    }
    return compiled;
  }

  private static Optional<CompiledRule> compile(
      RuleLanguage language,
      Rule rule,
      Rule.Predicate predicate,
      RuleStream stream,
      List<RuleProblem> problems) {
    int before = problems.size();
    Optional<CompiledPredicate> condition =
        language.compile("expr", predicate.expr(), stream, problems);
    SortedMap<String, Template> annotations = new TreeMap<>();
    rule.annotations()
        .forEach(
            (name, text) ->
                annotations.put(
                    name, Template.parse("annotations." + name, text, stream, problems)));
    for (String label : rule.groupBy()) {
      if (!stream.labelNames().contains(label)) {
        problems.add(
            new RuleProblem(
                "group-by", 1, 1, "labels out of " + stream.labelNames(), "'" + label + "'"));
      }
    }
    for (Map.Entry<String, String> label : rule.labels().entrySet()) {
      if (label.getValue().contains("{{")) {
        problems.add(
            new RuleProblem(
                "labels." + label.getKey(), 1, 1, "a fixed text", "'" + label.getValue() + "'"));
      }
    }
    return problems.size() > before
        ? Optional.empty()
        : condition.map(found -> new CompiledRule(rule, predicate, stream, found, annotations));
  }

  public Rule rule() {
    return rule;
  }

  public Rule.Predicate predicate() {
    return predicate;
  }

  /** The stream it reads. */
  public RuleStream stream() {
    return stream;
  }

  /**
   * Whether it holds for a record of its stream.
   *
   * @throws RuleFailure when it has no answer for this record
   */
  public boolean matches(SpecificRecordBase record) throws RuleFailure {
    return condition.test(record);
  }

  /** What has to be so for it to hold, as far as is known. */
  List<Guard> guards() {
    return condition.guards();
  }

  /**
   * Whether more than a match is told of its identities: that it no longer holds, for a rule with
   * {@code for}, or that they end.
   */
  public boolean isTracked() {
    return !rule.holdFor().isZero() || stream.identityEnds(rule.groupBy());
  }

  /** The labels that tell its alerts apart. */
  public SortedMap<String, String> identity(SpecificRecordBase record) {
    return stream.identity(rule.groupBy(), record);
  }

  /** The annotations with the values of a record filled in. */
  public SortedMap<String, String> annotations(SpecificRecordBase record) {
    SortedMap<String, String> rendered = new TreeMap<>();
    annotations.forEach((name, template) -> rendered.put(name, template.render(record)));
    return rendered;
  }
}
