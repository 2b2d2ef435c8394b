package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactReaderTest {

  private static final String PERSON =
      """
      kind: contact
      id: ann
      name: Ann Berg
      channels:
        - ann-mail
        - json://console.local/ann
        - {channel: ann-phone, after: 5m, matchers: ['severity="critical"']}
      """;

  private static final String TEAM =
      """
      kind: contact
      id: supervisors
      name: Supervisors
      members: [ann, ben]
      """;

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldTakeAPersonAndHerChannels() {
    ParsedDefinition ann = parser.parse("a.yaml", PERSON).orThrow().get(0);

    assertThat(ann.referent()).contains(Referent.PERSON);
    assertThat(ann.references()).extracting(Reference::id).containsExactly("ann-mail", "ann-phone");
  }

  @Test
  void shouldTakeATeamAndItsMembers() {
    ParsedDefinition team = parser.parse("a.yaml", TEAM).orThrow().get(0);

    assertThat(team.referent()).contains(Referent.TEAM);
    assertThat(team.references()).extracting(Reference::id).containsExactly("ann", "ben");
  }

  /** What is changed in the person, into what, and what is then said. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id: ann | id: '' | id: expected an id",
        "name: Ann Berg | name: [Ann] | name: expected a text",
        "- ann-mail | - ann mail | f.yaml:5:5: channels[0]: expected an address such as",
        "console.local | ann:pw@console.local | channels[1]: expected an address without secrets",
        "channel: ann-phone | channel: | channels[2].channel: expected an address or the id",
        "channel: ann-phone | channel: [a] | channels[2].channel: expected a",
        "after: 5m | after: soon | channels[2].after: expected a duration",
        "after: 5m | afer: 5m | did you mean after?",
        "severity=\"critical\" | severity | channels[2].matchers[0]: expected a matcher",
        "name: Ann Berg | members: [ben] | f.yaml:1:1: channels: expected either channels, of a person, or members, of a team, found both",
      })
  void shouldSayWhatIsWrongAndWhere(String change) {
    WrongChange.isTold(parser, PERSON, change);
  }

  /** What is changed in the team, into what, and what is then said. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ann, ben] | [ann, ann] | f.yaml:4:16: members[1]: expected every contact once, found 'ann'",
        "[ann, ben] | [ann, b n] | members[1]: expected the id of a contact, found 'b n'",
        "[ann, ben] | [ann, [ben]] | members[1]: expected the id of a contact, found a list of 1",
        "[ann, ben] | [] | members: expected one or more, found a list of 0",
        "[ann, ben] | ann | members: expected a list of ids of contacts, found 'ann'",
        "members: [ann, ben] | members: | expected either channels, of a person, or members, of a team, found neither",
      })
  void shouldSayWhatIsWrongWithATeam(String change) {
    WrongChange.isTold(parser, TEAM, change);
  }
}
