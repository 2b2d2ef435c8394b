package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinedNamesTest {

  private static final String ALL =
      """
      kind: routing
      route: {receiver: desk}
      receivers: [{name: desk, channels: [radio], escalation: chain}]
      escalations: [{name: chain, steps: [{notify: on-call:traffic}, {notify: team:all}, {notify: contact:ann}]}]
      ---
      {kind: contact, id: ann, channels: [radio, {channel: mail, after: 1m}]}
      ---
      {kind: contact, id: all, members: [ann, ben]}
      ---
      {kind: contact, id: ben, channels: ["json://b"]}
      ---
      {kind: on-call, id: traffic, layers: [{name: a, rotation: [ann, [ben]], turn: 1d, start: 2026-01-05T08:00}], overrides: [{contacts: [ben], start: 2026-01-05T08:00, end: 2026-01-06T08:00}]}
      ---
      {kind: channel, id: radio, address: "json://b"}
      ---
      {kind: channel, id: mail, address: "json://b"}
      ---
      {kind: camera, id: gate, site: harbour, model: box-v1}
      ---
      {kind: model, id: box-v1, engine: Motion}
      """;

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldFindNothingWrongWhenAllIsDefined() {
    assertThat(check(ALL).problems()).isEmpty();
  }

  /** What is changed in the documents, into what, and what is then said. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "channels: [radio], | channels: [radyo], | f.yaml:3:37: receivers[0].channels[0]: expected"
            + " the id of a defined channel (did you mean radio?), found 'radyo'",
        "on-call:traffic | on-call:roads | f.yaml:4:46: escalations[0].steps[0].notify: expected"
            + " the id of a defined on-call (defined are traffic), found 'roads'",
        "team:all | team:some | steps[1].notify: expected the id of a defined team (defined are"
            + " all), found 'some'",
        "team:all | team:ben | steps[1].notify: expected the id of a defined team (ben is a"
            + " contact), found 'ben'",
        "contact:ann | contact:all | steps[2].notify: expected the id of a defined contact (all is"
            + " a team), found 'all'",
        "contact:ann | contact:traffic | steps[2].notify: expected the id of a defined contact"
            + " (defined are ann, ben)",
        "[radio, { | [tape, { | f.yaml:6:37: channels[0]: expected the id of a defined channel"
            + " (defined are mail, radio), found 'tape'",
        "channel: mail | channel: post | channels[1].channel: expected the id of a defined channel",
        "members: [ann, ben] | members: [ann, all] | members[1]: expected the id of a defined"
            + " contact (all is a team)",
        "[ann, [ben]] | [ann, [bob]] | layers[0].rotation[1][0]: expected the id of a defined"
            + " contact (did you mean ben?)",
        "model: box-v1 | model: box-v2 | f.yaml:18:48: model: expected the id of a defined model"
            + " (did you mean box-v1?), found 'box-v2'",
        "contacts: [ben] | contacts: [cleo] | overrides[0].contacts[0]: expected the id of a"
            + " defined contact",
      })
  void shouldSayWhatNobodyDefinedAndWhere(String change) {
    String[] parts = change.split(" \\| ", 3);
    assertThat(ALL).contains(parts[0]);

    ParseResult result = check(ALL.replace(parts[0], parts[1]));

    assertThat(result.definitions()).hasSize(8);
    assertThat(result.problems()).singleElement().asString().contains(parts[2]);
  }

  @Test
  void shouldKnowWhatThereIsBeside() {
    List<ParsedDefinition> night = read("{kind: contact, id: night, members: [ann]}");

    assertThat(DefinedNames.undefined(night, Set.of(), read(ALL))).isEmpty();
    assertThat(DefinedNames.undefined(night, Set.of(), List.of())).hasSize(1);
  }

  @Test
  void shouldTellWhomAChangeLeavesWithoutWhatTheyName() {
    List<ParsedDefinition> ben = read("{kind: contact, id: ben, members: [ann]}");

    assertThat(DefinedNames.undefined(ben, Set.of(), read(ALL)))
        .extracting(Problem::toString)
        .containsExactly(
            "f.yaml:8:41: members[1]: expected the id of a defined contact (ben is a team), found"
                + " 'ben'",
            "f.yaml:12:66: layers[0].rotation[1][0]: expected the id of a defined contact (ben is a"
                + " team), found 'ben'",
            "f.yaml:12:134: overrides[0].contacts[0]: expected the id of a defined contact (ben is"
                + " a team), found 'ben'");
  }

  @Test
  void shouldTellWhoStillNamesWhatEnds() {
    DefinitionName model = new DefinitionName(DefinitionKind.MODEL, "box-v1");
    DefinitionName camera = new DefinitionName(DefinitionKind.CAMERA, "gate");

    assertThat(DefinedNames.undefined(List.of(), Set.of(model), read(ALL)))
        .extracting(Problem::toString)
        .containsExactly(
            "f.yaml:18:48: model: expected the id of a defined model (box-v1 would end), found"
                + " 'box-v1'");
    assertThat(DefinedNames.undefined(List.of(), Set.of(model, camera), read(ALL))).isEmpty();
  }

  @Test
  void shouldTellWhereNewDocumentsNameWhatEnds() {
    DefinitionName model = new DefinitionName(DefinitionKind.MODEL, "box-v1");

    assertThat(
            DefinedNames.undefined(
                read("{kind: camera, id: gate, model: box-v1}"), Set.of(model), read(ALL)))
        .extracting(Problem::toString)
        .containsExactly(
            "f.yaml:1:33: model: expected the id of a defined model (box-v1 would end), found"
                + " 'box-v1'");
  }

  @Test
  void shouldLeaveAloneWhatWasWrongBefore() {
    List<ParsedDefinition> broken = read("{kind: contact, id: night, members: [ann]}");

    assertThat(
            DefinedNames.undefined(
                read("{kind: channel, id: c, address: 'a://b'}"), Set.of(), broken))
        .isEmpty();
  }

  @Test
  void shouldNotTellOfThousands() {
    String members =
        IntStream.range(0, 40_000).mapToObj(i -> "m" + i).collect(Collectors.joining(", "));

    assertThat(check("{kind: contact, id: a, members: [" + members + "]}").problems()).hasSize(100);
  }

  private ParseResult check(String text) {
    return DefinedNames.check(parser.parse("f.yaml", text));
  }

  private List<ParsedDefinition> read(String text) {
    return parser.parse("f.yaml", text).orThrow();
  }
}
