package dev.gantry.testkit.ruletest;

import dev.gantry.topologies.definition.Durations;
import dev.gantry.topologies.definition.Fields;
import dev.gantry.topologies.definition.Lists;
import dev.gantry.topologies.definition.Problems;
import dev.gantry.topologies.rule.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a test expects: {@code alert_rule_test}. */
final class ExpectationReader {

  private static final String SHAPE = "{eval_time, alertname, exp_alerts}";
  private static final String EXPECTED = "{exp_labels, exp_annotations, fired_at, resolved_at}";
  private static final Pattern ANY = Pattern.compile(".{1,128}");

  private ExpectationReader() {}

  /**
   * All of a test.
   *
   * @param rules names of the rules that there are
   */
  static List<Expectation> expectations(Fields test, Set<String> rules) {
    List<Expectation> expectations = new ArrayList<>();
    for (Fields each : Lists.requiredMappings(test, "alert_rule_test", SHAPE)) {
      expectations.add(expectation(each, rules));
    }
    return expectations;
  }

  private static Expectation expectation(Fields fields, Set<String> rules) {
    Optional<Duration> at = fields.duration("eval_time");
    if (fields.find("eval_time").isEmpty()) {
      fields.missing("eval_time", Durations.EXPECTED + ", since the start of the test");
    }
    Optional<String> rule = fields.text("alertname");
    rule.filter(name -> !rules.contains(name))
        .ifPresent(
            name ->
                fields.refuse(
                    "alertname",
                    "a rule of rule_files ("
                        + Names.nearest(name, rules)
                            .map(near -> "did you mean " + near + "?")
                            .orElse(
                                rules.isEmpty()
                                    ? "there is none"
                                    : "there are " + String.join(", ", rules))
                        + ")",
                    Problems.quote(name)));
    Optional<List<Expectation.Expected>> firing = alerts(fields, "exp_alerts");
    Optional<List<Expectation.Expected>> resolved = alerts(fields, "exp_resolved");
    if (firing.isEmpty() && resolved.isEmpty()) {
      fields.missing("exp_alerts", "a list of " + EXPECTED + ", [] for none");
    }
    fields.finish();
    return new Expectation(
        fields.node().getStartMark().getLine() + 1,
        at.orElse(Duration.ZERO),
        rule,
        firing,
        resolved);
  }

  private static Optional<List<Expectation.Expected>> alerts(Fields fields, String name) {
    if (fields.find(name).isEmpty()) {
      return Optional.empty();
    }
    List<Expectation.Expected> alerts = new ArrayList<>();
    for (Fields each : fields.mappings(name, EXPECTED)) {
      alerts.add(
          new Expectation.Expected(
              each.textMap("exp_labels", ANY, "{label: value}"),
              each.textMap("exp_annotations", ANY, "{annotation: text}"),
              each.duration("fired_at"),
              each.duration("resolved_at")));
      each.finish();
    }
    return Optional.of(alerts);
  }
}
