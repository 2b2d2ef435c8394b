package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceReaderTest {

  private static final String FULL =
      """
      kind: silence
      id: works
      matchers: ['camera="gate"', 'severity!="critical"']
      starts_at: "2026-11-22T06:00:00Z"
      ends_at: "2026-11-22T18:00:00Z"
      comment: The road is dug up.
      """;

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldTakeAllThatASilenceSays() {
    assertThat(parser.parse("a.yaml", FULL).orThrow().get(0).id()).isEqualTo("works");
  }

  /** What is changed in the full document, into what, and what is then said. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "18:00 | 05:00 | :5:10: ends_at: expected a time after starts_at, found '2026-11-22T05:00",
        "\"2026-11-22T06:00:00Z\" | tomorrow | starts_at: expected a time such as",
        "camera=\"gate\" | camera gate | matchers[0]: expected a matcher such as",
        "'camera=\"gate\"' | 'camera=\"\"' | matchers: expected one that asks for something, or everything",
        "matchers: ['camera=\"gate\"', 'severity!=\"critical\"'] | matchers: [] | one matcher or",
        "matchers: ['camera=\"gate\"', 'severity!=\"critical\"'] | matchers: | matchers: expected a list of",
        "ends_at | end_at | did you mean ends_at?",
        "id: works | id: | id: expected an id",
      })
  void shouldSayWhatIsWrongAndWhere(String change) {
    WrongChange.isTold(parser, FULL, change);
  }
}
