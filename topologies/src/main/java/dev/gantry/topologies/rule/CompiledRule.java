package dev.gantry.topologies.rule;

import dev.gantry.domain.alerting.AlertTask;
import dev.gantry.domain.alerting.Rule;
import dev.gantry.schemas.records.TaskEvent;
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
  private final Optional<CompiledPredicate> until;
  private final SortedMap<String, Template> annotations;
  private final Optional<CorrelatedPredicate> correlated;

  private CompiledRule(
      Rule rule,
      Rule.Predicate predicate,
      RuleStream stream,
      CompiledPredicate condition,
      Optional<CompiledPredicate> until,
      SortedMap<String, Template> annotations,
      Optional<CorrelatedPredicate> correlated) {
    this.rule = rule;
    this.predicate = predicate;
    this.stream = stream;
    this.condition = condition;
    this.until = until;
    this.annotations = annotations;
    this.correlated = correlated;
  }

  /**
   * Compiles all predicates of a rule.
   *
   * @param scopeLabel name of the label within whose values signals meet
   * @param problems gets everything wrong with it
   * @return one element a predicate; none when there is a problem
   */
  public static List<CompiledRule> compile(
      RuleLanguage language, Rule rule, String scopeLabel, List<RuleProblem> problems) {
    int before = problems.size();
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
                where(predicate, "on"),
                1,
                1,
                "one of " + String.join(", ", RuleStreams.names()),
                "'" + predicate.stream() + "'" + hint));
        continue;
      }
      compile(language, rule, predicate, stream.get(), scopeLabel, problems)
          .ifPresent(compiled::add);
    }
    checkLabels(rule, problems);
    checkTask(rule, problems);
    CorrelatedPredicate.check(rule, scopeLabel, problems);
    return problems.size() > before ? List.of() : compiled;
  }

  /** A field of a predicate: within its signal where the rule has several. */
  private static String where(Rule.Predicate predicate, String field) {
    return predicate.name().isEmpty() ? field : "signals." + predicate.name() + "." + field;
  }

  private static void checkLabels(Rule rule, List<RuleProblem> problems) {
    for (Map.Entry<String, String> label : rule.labels().entrySet()) {
      if (label.getValue().contains("{{")) {
        problems.add(
            new RuleProblem(
                "labels." + label.getKey(), 1, 1, "a fixed text", "'" + label.getValue() + "'"));
      }
    }
  }

  private static void checkTask(Rule rule, List<RuleProblem> problems) {
    rule.task()
        .map(AlertTask::assignee)
        .filter(assignee -> assignee.contains("{{"))
        .ifPresent(
            assignee ->
                problems.add(
                    new RuleProblem("task.assignee", 1, 1, "a fixed text", "'" + assignee + "'")));
  }

  private static Optional<CompiledRule> compile(
      RuleLanguage language,
      Rule rule,
      Rule.Predicate predicate,
      RuleStream stream,
      String scopeLabel,
      List<RuleProblem> problems) {
    int before = problems.size();
    Optional<CompiledPredicate> condition =
        language.compile(where(predicate, "expr"), predicate.expr(), stream, problems);
    Optional<CompiledPredicate> until =
        rule.until().flatMap(expr -> language.compile("until", expr, stream, problems));
    SortedMap<String, Template> annotations = new TreeMap<>();
    Optional<CorrelatedPredicate> correlated =
        CorrelatedPredicate.of(rule, predicate, stream, scopeLabel, problems);
    if (correlated.isEmpty()) {
      prepare(rule, stream, annotations, problems);
    }
    return problems.size() > before
        ? Optional.empty()
        : condition.map(
            found ->
                new CompiledRule(rule, predicate, stream, found, until, annotations, correlated));
  }

  /** What a rule over a single signal has beside its expression. */
  private static void prepare(
      Rule rule,
      RuleStream stream,
      SortedMap<String, Template> annotations,
      List<RuleProblem> problems) {
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
    return !isOfAnAlert(record) && condition.test(record);
  }

  /** Whether something it is asked about, rather than time alone, ends its alerts. */
  public boolean hasUntil() {
    return until.isPresent();
  }

  /**
   * Whether a record for which it does not hold is what its alerts last until.
   *
   * @throws RuleFailure when there is no answer for this record
   */
  public boolean isOver(SpecificRecordBase record) throws RuleFailure {
    return until.isPresent() && until.get().test(record);
  }

  /**
   * A rule that opens tasks takes no notice of those that alerts opened, or else tasks would go on
   * opening tasks.
   */
  private boolean isOfAnAlert(SpecificRecordBase record) {
    return rule.task().isPresent()
        && record instanceof TaskEvent event
        && AlertTask.isOfAlert(event.getTaskId());
  }

  /** What has to be so for it to hold, or for its end to have come, as far as is known. */
  List<Guard> guards() {
    return until
        .map(end -> condition.guards().stream().filter(end.guards()::contains).toList())
        .orElseGet(condition::guards);
  }

  /**
   * Whether more than a match is told of its identities: that it no longer holds, for a rule with
   * {@code for}, or that they end.
   */
  public boolean isTracked() {
    return tellsFalse() || (correlated.isEmpty() && stream.identityEnds(rule.groupBy()));
  }

  /**
   * Whether it is told of an identity that the predicate does not hold: for a rule with {@code
   * for}.
   */
  public boolean tellsFalse() {
    return correlated.isEmpty() && !rule.holdFor().isZero();
  }

  /** The labels that tell its alerts apart. */
  public SortedMap<String, String> identity(SpecificRecordBase record) {
    return correlated
        .map(signal -> signal.group(record))
        .orElseGet(() -> stream.identity(rule.groupBy(), record));
  }

  /**
   * Whether a record has what a correlated rule groups by and counts; others have no part in it.
   */
  public boolean isComplete(SpecificRecordBase record) {
    return correlated.filter(signal -> !signal.isComplete(record)).isEmpty();
  }

  /** What a correlated rule takes from the records; absent for one over a single signal. */
  public Optional<CorrelatedPredicate> correlated() {
    return correlated;
  }

  /** The annotations with the values of a record filled in. */
  public SortedMap<String, String> annotations(SpecificRecordBase record) {
    SortedMap<String, String> rendered = new TreeMap<>();
    annotations.forEach((name, template) -> rendered.put(name, template.render(record)));
    return rendered;
  }
}
