package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnCallReaderTest {

  private static final String FULL =
      """
      kind: on-call
      id: traffic
      name: Traffic desk
      time_zone: Europe/Berlin
      layers:
        - name: week
          rotation: [ann, ben, [ann, cleo]]
          turn: 7d
          start: 2026-01-05T08:00
        - name: nights
          rotation: [cleo]
          start: 2026-01-05T00:00:00
          end: 2027-01-04T00:00
          on_duty: [{from: 22:00, to: "06:00"}, {days_of_week: [sat, sun]}]
      overrides:
        - {contacts: [dee, eve], start: 2026-12-24T08:00, end: 2026-12-26T08:00}
      """;

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldTakeAWholeScheduleAndWhomItNames() {
    ParsedDefinition schedule = parser.parse("a.yaml", FULL).orThrow().get(0);

    assertThat(schedule.referent()).contains(Referent.ON_CALL);
    assertThat(schedule.references())
        .extracting(Reference::id)
        .containsExactly("ann", "ben", "ann", "cleo", "cleo", "dee", "eve");
    assertThat(schedule.references().get(3).field()).isEqualTo("layers[0].rotation[2][1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1m", "12h", "23h59m", "1d", "366d"})
  void shouldTakeTurnsOfPartsOfADayAndOfWholeDays(String turn) {
    assertThat(parser.parse("a.yaml", FULL.replace("7d", turn)).problems()).isEmpty();
  }

  /** What is changed in the full document, into what, and what is then said. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id: traffic | id: | id: expected an id",
        "Europe/Berlin | Europe/Brlin | time_zone: expected a time zone such as Europe/Berlin",
        "layers: | layer: | layers: expected a list of {name, rotation",
        "name: nights | name: week | layers[1].name: expected every name once, found 'week'",
        "name: nights | nam: nights | layers[1].name: expected an id",
        "[ann, ben, [ann, cleo]] | [] | layers[0].rotation: expected one or more, found a list of 0",
        "[ann, ben, [ann, cleo]] | ann | layers[0].rotation: expected a list of ids of contacts",
        "[ann, ben, [ann, cleo]] | [ann, b n] | f.yaml:7:21: layers[0].rotation[1]: expected the id of a contact",
        "[ann, cleo] | [ann, ann] | layers[0].rotation[2][1]: expected every contact once",
        "[ann, cleo] | [] | layers[0].rotation[2]: expected one contact or more",
        "[ann, cleo] | [[ann]] | layers[0].rotation[2][0]: expected the id of a contact, found a list",
        "turn: 7d | end: 2026-02-05T08:00 | layers[0].turn: expected how long one has it, such as 7d",
        "turn: 7d | turn: 1d12h | layers[0].turn: expected from 1m to less than 1d, or whole days",
        "turn: 7d | turn: 30s | layers[0].turn: expected from 1m to less than 1d, or whole days",
        "turn: 7d | turn: weekly | layers[0].turn: expected a duration",
        "start: 2026-01-05T08:00 | on_duty: [] | layers[0].start: expected a local time such as",
        "2026-01-05T08:00\n | 2026-01-05T08:00Z\n | layers[0].start: expected a local time such as",
        "2026-01-05T08:00\n | 2026-02-29T08:00\n | layers[0].start: expected a local time such as",
        "2027-01-04T00:00 | 2026-01-05T00:00 | layers[1].end: expected a time after start",
        "\"06:00\" | \"22:00\" | layers[1].on_duty[0].to: expected another time than from",
        "\"06:00\" | 6am | layers[1].on_duty[0].to: expected a time of day such as \"18:00\"",
        ", to: \"06:00\" |  | layers[1].on_duty[0].to: expected a time of day",
        "[sat, sun] | [sat, sonday] | layers[1].on_duty[1].days_of_week[1]: expected mon, tue",
        "{days_of_week: [sat, sun]} | {} | layers[1].on_duty[1].from: expected days_of_week, or from",
        "[dee, eve] | [] | overrides[0].contacts: expected one or more",
        "contacts: [dee, eve], |  | overrides[0].contacts: expected a list of ids of contacts",
        "end: 2026-12-26T08:00 | end: 2026-12-23T08:00 | overrides[0].end: expected a time after start",
        ", end: 2026-12-26T08:00 |  | overrides[0].end: expected a local time such as",
        "start: 2026-12-24T08:00, |  | overrides[0].start: expected a local time such as",
        "overrides: | override: | did you mean overrides?",
      })
  void shouldSayWhatIsWrongAndWhere(String change) {
    WrongChange.isTold(parser, FULL, change);
  }

  @Test
  void shouldSayOnceThatThereAreNoLayers() {
    for (String layers : new String[] {"layers: []", "layers: {}", "layers: a", "layers:"}) {
      ParseResult result = parser.parse("f.yaml", "kind: on-call\nid: a\n" + layers);

      assertThat(result.problems()).as(layers).hasSize(1);
    }
  }
}
