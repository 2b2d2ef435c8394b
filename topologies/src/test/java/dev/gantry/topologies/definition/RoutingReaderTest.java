package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingReaderTest {

  private static final String FULL =
      """
      kind: routing
      route:
        receiver: desk
        group_by: [alert, segment]
        group_wait: 5s
        group_interval: 5m
        repeat_interval: 4h
        routes:
          - matchers: ['severity="critical"', 'alert!~"camera_.*"']
            receiver: duty
            continue: true
            routes: [{matchers: [site=harbour], group_by: ['...']}]
          - matchers: ['domain="security"']
      receivers:
        - {name: desk, channels: ["json://console.local/hook", radio]}
        - {name: duty, escalation: duty-chain}
        - {name: nobody}
      escalations:
        - name: duty-chain
          steps: [{notify: on-call:traffic}, {wait: 5m}, {notify: team:supervisors}]
          repeat: 3
      inhibit_rules:
        - source_matchers: ['alert="camera_offline"']
          target_matchers: ['domain="traffic"']
          equal: [site, camera]
      """;

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldTakeAWholeTreeOfRoutes() {
    ParsedDefinition routing = parser.parse("a.yaml", FULL).orThrow().get(0);

    assertThat(routing.kind()).isEqualTo(DefinitionKind.ROUTING);
    assertThat(routing.id()).isEqualTo("routing");
  }

  @Test
  void shouldTakeTheExamplesOfThePage() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "routing.md"));
    String examples =
        Pattern.compile("```yaml\n(.*?)```\n", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("---\n"));

    ParseResult result = DefinedNames.check(parser.parse("routing.md", examples));

    assertThat(result.problems()).isEmpty();
    assertThat(result.definitions())
        .extracting(ParsedDefinition::kind)
        .containsOnly(
            DefinitionKind.ROUTING,
            DefinitionKind.CONTACT,
            DefinitionKind.ON_CALL,
            DefinitionKind.CHANNEL,
            DefinitionKind.SILENCE);
  }

  /** What is changed in the full document, into what, and what is then said. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "group_wait: 5s | group_wait: soon | :5:15: route.group_wait: expected a duration",
        "group_interval: 5m | group_interval: 0s | route.group_interval: expected more than 0s",
        "repeat_interval: 4h | repeat_intervall: 4h | did you mean repeat_interval?",
        "[alert, segment] | [alert, a-b] | route.group_by[1]: expected the name of a label",
        "[alert, segment] | ['...', alert] | route.group_by[0]: expected the name of a label",
        "[alert, segment] | alert | route.group_by: expected a list of names of labels",
        "receiver: desk | receiver: | route.receiver: expected the name of a receiver, found nothing",
        "receiver: desk | receiver: disk | (did you mean desk?), found 'disk'",
        "receiver: duty | receiver: night | (defined are desk, duty, nobody), found 'night'",
        "group_wait: 5s | matchers: [a=b] | route.matchers: expected nothing at the root",
        "group_wait: 5s | continue: true | route.continue: expected nothing at the root",
        "continue: true | continue: perhaps | routes[0].continue: expected true or false",
        "site=harbour | site | route.routes[0].routes[0].matchers[0]: expected a matcher such as",
        "'domain=\"security\"' | 'domain=~\"(\"' | found '(' (missing closing ))",
        "'domain=\"security\"' | [a] | routes[1].matchers[0]: expected a matcher such as",
        "json://console.local/hook | json:/console | receivers[0].channels[0]: expected an address",
        "json://console.local/hook | json://a:b@c | receivers[0].channels[0]: expected an address without",
        "json://console.local/hook | json://a b | receivers[0].channels[0]: expected an address",
        ", radio] | , ''] | receivers[0].channels[1]: expected an address such as json://host/hook",
        "escalation: duty-chain | escalation: duty | (defined are duty-chain), found 'duty'",
        "escalation: duty-chain | escalaton: duty-chain | did you mean escalation?",
        "name: nobody | name: desk | receivers[2].name: expected every name once, found 'desk'",
        "notify: on-call:traffic | notify: traffic | expected on-call:, team: or contact: and an id",
        "{wait: 5m} | {wait: 5m, notify: team:a} | steps[1].notify: expected either notify or wait",
        "{wait: 5m} | {} | steps[1].notify: expected either notify or wait",
        "{wait: 5m} | {wait: never} | steps[1].wait: expected a duration",
        "repeat: 3 | repeat: 2.5 | escalations[0].repeat: expected a whole number from 0 to 100",
        "repeat: 3 | repeat: -1 | escalations[0].repeat: expected a whole number from 0 to 100",
        "['alert=\"camera_offline\"'] | [] | inhibit_rules[0].source_matchers: expected one",
        "target_matchers: ['domain=\"traffic\"'] | target_matchers: | target_matchers: expected a list of matchers",
        "[site, camera] | [site, 7] | inhibit_rules[0].equal[1]: expected the name of a label",
      })
  void shouldSayWhatIsWrongAndWhere(String change) {
    WrongChange.isTold(parser, FULL, change);
  }

  @Test
  void shouldAskForStepsOfAnEscalation() {
    ParseResult result =
        parser.parse(
            "f.yaml",
            """
            kind: routing
            route: {receiver: a}
            receivers: [{name: a}]
            escalations: [{name: b}, {name: c, steps: []}]
            """);

    assertThat(result.problems().stream().map(Problem::toString))
        .containsExactly(
            "f.yaml:4:15: escalations[0].steps: expected a list of {notify} or {wait}, found nothing",
            "f.yaml:4:43: escalations[1].steps: expected one or more, found a list of 0");
  }
}
