package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.alerting.AlertTask;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The task that a rule's alerts open, as documents state it. */
class RuleTaskTest {

  private static final String RULE =
      "kind: rule\nalert: a\non: camera-events\nexpr: event.type == \"OFFLINE\"\n";

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldReadWhoAndWhenAndResolveUnlessToldOtherwise() {
    assertThat(task("task: {assignee: desk, due_after: 15m}"))
        .contains(new AlertTask("desk", Optional.of(Duration.ofMinutes(15)), true));
    assertThat(task("task: {resolves_alert: false}"))
        .contains(new AlertTask("", Optional.empty(), false));
    assertThat(task("task: {}")).contains(new AlertTask("", Optional.empty(), true));
    assertThat(task("labels: {severity: low}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "task: {due_after: 0s} | test.yaml:5:19: task.due_after: expected more than 0, found 0",
        "task: {due_after: soon} | test.yaml:5:19: task.due_after: expected a duration",
        "task: {asignee: bob} | test.yaml:5:8: task.asignee: expected a known field (did you mean assignee?)",
        "task: {assignee: '{{auth.user}}'} | test.yaml:5:19: task.assignee: expected a fixed text, found '{{auth.user}}'",
        "task: {resolves_alert: perhaps} | test.yaml:5:24: task.resolves_alert: expected true or false",
        "keep_firing_for: 0 | test.yaml:5:18: keep_firing_for: expected more than 0; leave it out where there is nothing to keep, found 0",
        "keep_firing_for: 0.2us | test.yaml:5:18: keep_firing_for: expected more than 0; leave it out",
        "task: bob | test.yaml:5:7: task: expected {assignee, due_after, resolves_alert}",
      })
  void shouldNameWhatIsWrong(String field, String expected) {
    List<Problem> problems = parser.parse("test.yaml", RULE + field + "\n").problems();

    assertThat(problems).singleElement().asString().startsWith(expected);
  }

  private Optional<AlertTask> task(String field) {
    return parser
        .parse("test.yaml", RULE + field + "\n")
        .orThrow()
        .get(0)
        .rule()
        .orElseThrow()
        .task();
  }
}
