package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.domain.alerting.Correlation.Term;
import dev.gantry.domain.alerting.Count;
import dev.gantry.domain.alerting.Rule;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationReaderTest {

  private static final String SIGNALS =
      """
      kind: rule
      alert: a
      signals:
        door: {on: auth-events, expr: 'auth.type == "access.granted"'}
        seen: {on: vehicle-tracks, expr: 'track.gate != ""'}
      """;

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldReadWhatHasToComeAndWhatMustNot() {
    Rule rule =
        rule(
            SIGNALS
                + """
                correlation: {type: temporal_ordered, rules: [door, {not: seen}], group-by: [site, gate], timespan: 30s}
                annotations: {summary: "{{door.auth.principal}} at {{ door.auth.gate }}"}
                """);

    assertThat(rule.groupBy()).containsExactly("site", "gate");
    assertThat(rule.predicates())
        .extracting(Rule.Predicate::name, Rule.Predicate::stream)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("door", "auth-events"),
            org.assertj.core.groups.Tuple.tuple("seen", "vehicle-tracks"));
    assertThat(rule.correlation())
        .contains(
            new Correlation(
                Correlation.Type.TEMPORAL_ORDERED,
                List.of(new Term("door", false), new Term("seen", true)),
                Duration.ofSeconds(30),
                Optional.empty(),
                Correlation.noAliases()));
  }

  @Test
  void shouldReadCountsAndAliases() {
    Rule rule =
        rule(
            SIGNALS
                + """
                correlation:
                  type: value_count
                  rules: [door, seen]
                  group-by: [place]
                  timespan: 1h
                  condition: {field: who, gt: 4, lte: 9}
                  aliases:
                    place: {door: auth.attributes.place, seen: gate}
                    who: {door: principal, seen: track.label}
                """);

    Correlation correlation = rule.correlation().orElseThrow();
    assertThat(correlation.count()).contains(new Count(5, Optional.of(9), Optional.of("who")));
    assertThat(correlation.aliases())
        .containsEntry("who", new TreeMap<>(Map.of("door", "principal", "seen", "track.label")));
    assertThat(correlation.ownName("place", "seen")).isEqualTo("gate");
  }

  /** What follows the signals, and what is said of it. */
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rules: [door, sene], timespan: 1s | 6:45: correlation.rules[1]: expected one of the"
            + " signals door, seen (did you mean seen?), found 'sene'",
        "rules: [door, {nit: seen}], timespan: 1s | correlation.rules[1].not: expected the signal"
            + " that must not come",
        "rules: [door], timespan: 1s | 5:9: signals.seen: expected a signal that correlation.rules"
            + " names",
        "rules: [{not: door}, {not: seen}], timespan: 1s | correlation.rules: expected a signal"
            + " that has to come",
        "rules: [door, seen] | 6:14: correlation.timespan: expected a duration",
        "rules: [door, seen], timespan: 8d | correlation.timespan: expected more than 0 s and at"
            + " most 7d, found '8d'",
        "rules: [door, seen], timespan: 1s, condition: {gte: 3} | correlation.condition: expected"
            + " no condition, or all 2",
        "rules: [door, seen], timespan: 1s, condition: {lte: 3} | correlation.condition: expected"
            + " how many different signals at least",
        "rules: [door, seen], timespan: 1s, condition: {gte: 2, gt: 1} | correlation.condition:"
            + " expected gt or gte, lt or lte, or eq",
        "rules: [door, seen], timespan: 1s, condition: {gte: 1.5} | correlation.condition.gte:"
            + " expected a whole number",
        "rules: [door, seen], timespan: 1s, condition: {gte: 2000} | correlation.condition.gte:"
            + " expected a whole number from 1 to 1000, found '2000'",
        "rules: [door, seen], timespan: 1s, group-by: [principal] | correlation.group-by: expected"
            + " a label, a field or a key of a map field of vehicle-tracks, or an alias of"
            + " principal for seen, found 'principal'",
        "rules: [door, seen], timespan: 1s, group-by: [who], aliases: {who: {door: principle, seen:"
            + " track}} | correlation.aliases.who.door: expected a label, a field or a key of a map"
            + " field of auth-events (did you mean principal?), found 'principle'",
        "rules: [door, seen], timespan: 1s, aliases: {who: {dor: principal}} |"
            + " correlation.aliases.who.dor: expected an alias for one of the signals door, seen",
        "rules: [door, seen], timespan: 1s, group-by: [place], aliases: {place: {door: site, seen:"
            + " gate}} | correlation.aliases.place: expected site for all signals or for none: they"
            + " meet within one scope",
        "rules: [door, seen], timspan: 1s | expected a known field (did you mean timespan?)",
      })
  void shouldSayWhatIsWrongAndWhere(String correlation, String expected) {
    ParseResult result =
        parser.parse("f.yaml", SIGNALS + "correlation: {type: temporal, " + correlation + "}\n");

    assertThat(result.definitions()).isEmpty();
    assertThat(result.problems())
        .anySatisfy(problem -> assertThat(problem.toString()).contains(expected));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "correlation: {type: event_count, rules: [door, seen], timespan: 1s} |"
            + " correlation.condition: expected how many, such as {gte: 5}",
        "correlation: {type: value_count, rules: [door, seen], timespan: 1s, condition: {gte: 5}} |"
            + " correlation.condition: expected the field whose values are counted",
        "correlation: {type: event_count, rules: [door, {not: seen}], timespan: 1s, condition:"
            + " {gte: 5}} | correlation.rules: expected signals that are counted",
        "correlation: {type: temporl, rules: [door, seen], timespan: 1s} | correlation.type:"
            + " expected one of event_count, value_count, temporal, temporal_ordered, found"
            + " 'temporl' (did you mean temporal?)",
        "for: 1s | for: expected nothing: a correlated rule says it in signals or correlation",
        "labels: {severity: low} | correlation: expected how the signals come together",
        "correlation: {type: temporal, rules: [door, seen], timespan: 1s}\\n"
            + "annotations: {summary: 'of {{door.auth.principl}}'} | 7:28: annotations.summary:"
            + " expected count, or a field of a signal",
        "correlation: {type: temporal, rules: [door, {not: seen}], timespan: 1s}\\n"
            + "annotations: {summary: '{{seen.track.id}}'} | annotations.summary: expected count,"
            + " or a field of a signal that has to come, such as door.auth.",
      })
  void shouldSayWhatIsWrongWithTheRest(String rest, String expected) {
    ParseResult result = parser.parse("f.yaml", SIGNALS + rest.replace("\\n", "\n") + "\n");

    assertThat(result.definitions()).isEmpty();
    assertThat(result.problems())
        .anySatisfy(problem -> assertThat(problem.toString()).contains(expected));
  }

  @Test
  void shouldPointIntoTheExpressionOfASignal() {
    ParseResult result =
        parser.parse(
            "f.yaml",
            SIGNALS.replace("track.gate", "track.gatte")
                + "correlation: {type: temporal, rules: [door, seen], timespan: 1s}\n");

    assertThat(result.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.toString())
                    .contains("f.yaml:5:37: signals.seen.expr")
                    .contains("did you mean track.gate?"));
  }

  @Test
  void shouldTellEverythingThatIsWrongAtOnce() {
    ParseResult result =
        parser.parse(
            "f.yaml",
            """
            kind: rule
            signals:
              door: {on: auth-events, expr: 'auth.typ == "access.granted"'}
              seen: {on: vehicle-tracks, expr: 'track.gate'}
            correlation: {type: temporal, rules: [door, sene], timespan: 8d, group-by: [gaet], condition: {gt: 2, gte: 2}}
            for: 1s
            labels: {severity: "{{seen.track.id}}"}
            annotations: {summary: "{{door.auth.principle}} {{seen.track.label}}"}
            """);

    assertThat(result.definitions()).isEmpty();
    assertThat(result.problems())
        .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.field())
        .containsExactly(
            "1:1 alert",
            "3:34 signals.door.expr",
            "4:42 signals.seen.expr",
            "5:45 correlation.rules[1]",
            "5:62 correlation.timespan",
            "5:76 correlation.group-by",
            "5:76 correlation.group-by",
            "5:95 correlation.condition",
            "6:6 for",
            "7:21 labels.severity",
            "8:25 annotations.summary");
  }

  @Test
  void shouldCheckTheSignalsWithoutACorrelation() {
    ParseResult result =
        parser.parse(
            "f.yaml",
            SIGNALS
                .replace("auth.type", "auth.typ")
                .replace("  seen: {on: vehicle-tracks,", "  seen: {om: vehicle-tracks,"));

    assertThat(result.problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder(
            "correlation", "signals.seen.on", "signals.seen.om", "signals.door.expr");
  }

  private Rule rule(String text) {
    return parser.parse("f.yaml", text).orThrow().get(0).rule().orElseThrow();
  }
}
