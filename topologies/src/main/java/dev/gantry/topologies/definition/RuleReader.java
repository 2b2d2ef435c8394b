package dev.gantry.topologies.definition;

import dev.gantry.domain.alerting.AlertTask;
import dev.gantry.domain.alerting.Rule;
import dev.gantry.topologies.rule.RuleChecker;
import dev.gantry.topologies.rule.RuleProblem;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads a document of kind rule, and has its expression and templates checked. */
final class RuleReader {

  /** As in Prometheus. */
  static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,63}");

  /** Stand for what is missing, so that the rest can be checked. */
  private static final String UNNAMED = "unnamed";

  private static final String ANYTHING = "true";

  private final RuleChecker checker;

  RuleReader(RuleChecker checker) {
    this.checker = checker;
  }

  /** The rule; of no use when a problem was reported. */
  Optional<Rule> read(YamlDocuments.Document document, Fields fields, int version) {
    Optional<String> alert = fields.id("alert");
    String name = alert.orElse(UNNAMED);
    Optional<Rule> rule =
        fields.find("signals").isPresent() || fields.find("correlation").isPresent()
            ? correlated(name, fields, version)
            : single(name, fields, version);
    rule.ifPresent(
        read -> checker.check(read).forEach(problem -> report(document, fields, problem)));
    return rule.filter(read -> alert.isPresent());
  }

  private static Optional<Rule> single(String alert, Fields fields, int version) {
    Optional<String> stream =
        fields.requiredText("on", "the stream it reads, such as vehicle-tracks");
    String expr =
        fields.requiredText("expr", "a CEL expression that yields true or false").orElse(ANYTHING);
    Duration holdFor = fields.duration("for").orElse(Duration.ZERO);
    Optional<String> until = fields.text("until");
    List<String> groupBy = fields.texts("group-by", "a list of identity labels");
    Common common = Common.of(fields);
    fields.finish();
    return stream.map(
        on ->
            new Rule(
                alert,
                version,
                List.of(new Rule.Predicate("", on, expr)),
                groupBy,
                holdFor,
                common.keepFiringFor,
                until,
                common.labels,
                common.annotations,
                common.evidence,
                common.task,
                Optional.empty()));
  }

  private static Optional<Rule> correlated(String alert, Fields fields, int version) {
    CorrelationReader.Signals signals = CorrelationReader.signals(fields);
    CorrelationReader.Read read = CorrelationReader.correlation(fields, signals.names());
    Common common = Common.of(fields);
    for (String name : List.of("on", "expr", "for", "until", "group-by")) {
      fields.refuse(name, "nothing: a correlated rule says it in signals or correlation");
    }
    fields.finish();
    if (signals.read().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Rule(
            alert,
            version,
            signals.read(),
            read.groupBy(),
            Duration.ZERO,
            common.keepFiringFor,
            Optional.empty(),
            common.labels,
            signals.areAllRead() ? common.annotations : Collections.emptySortedMap(),
            common.evidence,
            common.task,
            Optional.of(read.orStandIn(signals.namesOfRead()))));
  }

  /** What rules of all kinds have. */
  private record Common(
      Optional<Duration> keepFiringFor,
      SortedMap<String, String> labels,
      SortedMap<String, String> annotations,
      Optional<Rule.Evidence> evidence,
      Optional<AlertTask> task) {

    static Common of(Fields fields) {
      Optional<Duration> keepFiringFor = fields.duration("keep_firing_for");
      if (keepFiringFor.filter(Duration::isZero).isPresent()) {
        fields.refuse(
            "keep_firing_for", "more than 0; leave it out where there is nothing to keep", "0");
      }
      String labelNames = "label names of letters, digits and '_'";
      return new Common(
          keepFiringFor,
          fields.textMap("labels", LABEL, labelNames),
          fields.textMap("annotations", LABEL, labelNames),
          fields.mapping("evidence", "{before, after}").map(RuleReader::evidence),
          fields.mapping("task", "{assignee, due_after, resolves_alert}").map(RuleReader::task));
    }
  }

  private static Rule.Evidence evidence(Fields fields) {
    Duration before = fields.duration("before").orElse(Duration.ZERO);
    Duration after = fields.duration("after").orElse(Duration.ZERO);
    fields.finish();
    return new Rule.Evidence(before, after);
  }

  private static AlertTask task(Fields fields) {
    String assignee = fields.text("assignee").orElse("");
    Optional<Duration> dueAfter = fields.duration("due_after");
    if (dueAfter.filter(Duration::isZero).isPresent()) {
      fields.refuse("due_after", "more than 0", "0");
    }
    boolean resolvesAlert = fields.flag("resolves_alert").orElse(true);
    fields.finish();
    return new AlertTask(assignee, dueAfter.filter(after -> !after.isZero()), resolvesAlert);
  }

  /** Turns a place within a field's text into a place in the file. */
  private static void report(YamlDocuments.Document document, Fields fields, RuleProblem problem) {
    Node node = find(fields.node(), problem.field()).orElse(fields.node());
    if (node instanceof ScalarNode scalar) {
      ScalarSource.Place place =
          ScalarSource.of(document, scalar, problem.offsetIn(scalar.getValue()));
      fields
          .problems()
          .at(place.line(), place.column(), problem.field(), problem.expected(), problem.found());
    } else {
      fields.problems().at(node, problem.field(), problem.expected(), problem.found());
    }
  }

  private static Optional<Node> find(MappingNode mapping, String path) {
    int dot = path.indexOf('.');
    String first = dot < 0 ? path : path.substring(0, dot);
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(first)) {
        Node value = tuple.getValueNode();
        return dot < 0 || !(value instanceof MappingNode inner)
            ? Optional.of(value)
            : find(inner, path.substring(dot + 1));
      }
    }
    return Optional.empty();
  }
}
