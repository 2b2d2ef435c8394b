package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule's alerts last until, as documents state it. */
class RuleUntilTest {

  private static final String RULE =
      "kind: rule\nalert: a\non: camera-events\nexpr: event.type == \"OFFLINE\"\n";

  private static final String CORRELATED =
      """
      kind: rule
      alert: a
      signals: {gone: {on: camera-events, expr: event.type == "OFFLINE"}}
      correlation: {type: event_count, rules: [gone], group-by: [camera], timespan: 1m, condition: {gte: 2}}
      """;

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldReadTheExpressionAndKeepItWhenItIsPublished() {
    ParsedDefinition read =
        parser.parse("a.yaml", RULE + "until: event.type == \"ONLINE\"\n").orThrow().get(0);

    assertThat(read.rule().orElseThrow().until()).contains("event.type == \"ONLINE\"");
    ParsedDefinition published = parser.parsePublished("rule a|1", read.document(), 1);
    assertThat(published.canonical()).isEqualTo(read.canonical());
    assertThat(published.rule()).isEqualTo(read.rule());
    assertThat(parser.parse("a.yaml", RULE).orThrow().get(0).rule().orElseThrow().until())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event.kind == 'ONLINE' | test.yaml:5:8: until: expected a field of camera-events",
        "event.frame_seq | test.yaml:5:13: until: expected a bool as its result, found a int",
        "event.type == | test.yaml:5:21: until: expected ",
        "'\"\"' | test.yaml:5:9: until: expected a CEL expression",
        "[1] | test.yaml:5:8: until: expected a text, found a list of 1",
      })
  void shouldNameWhatIsWrongWithItAndWhere(String until, String expected) {
    List<Problem> problems = parser.parse("test.yaml", RULE + "until: " + until + "\n").problems();

    assertThat(problems).first().asString().startsWith(expected.strip());
  }

  @Test
  void shouldRefuseOneForSignalsThatComeTogether() {
    List<Problem> problems =
        parser.parse("test.yaml", CORRELATED + "until: event.type == 'ONLINE'\n").problems();

    assertThat(problems).singleElement().asString().startsWith("test.yaml:5:8: until: ");
  }
}
