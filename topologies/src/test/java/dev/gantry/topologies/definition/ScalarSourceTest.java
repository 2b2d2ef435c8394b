package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.config.TopologiesConfig;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where mistakes within expressions and texts are told to be, however YAML spells them. */
class ScalarSourceTest {

  private static final String RULE = "kind: rule\nalert: a\non: vehicle-tracks\n";

  private final DefinitionParser parser = DefinitionParser.of(TopologiesConfig.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expr: track.wrong_way && track.sped > 3.0\n",
        "expr:   'track.label == \"car\" && track.sped > 3.0'\n",
        "expr: |\n  track.wrong_way\n  && track.sped > 3.0\n",
        "expr: |-\n     track.wrong_way &&\n       track.sped > 3.0\n",
        "expr: |2\n    track.wrong_way &&\n  track.sped > 3.0\n",
        "expr: >\n  track.wrong_way\n  && track.label == 'car'\n\n  && track.sped > 3.0\n",
        "expr: >- # folded\n    track.wrong_way\n      && track.sped > 3.0\n",
        "expr: track.wrong_way\n  && track.label == 'car' &&\n\n  track.sped > 3.0\n",
        "expr: 'track.label == ''car'' && \"it''s\" == ''''\n  || track.sped > 3.0'\n",
        "expr: \"'\\u00e9\\x41\\U0001F697' != '' &&\\\n    \\ \\ttrack.sped > 3.0\"\n",
        "expr: \"track.label == \\\"car\\\" || track.sped > 3.0\"\n",
        "expr: \"track.label == '\\\\\\\\n' \\n|| track.sped > 3.0\"\n",
        "expr: !!str |\n  track.wrong_way\n  && track.sped > 3.0\n",
        "expr: &slow\n  track.wrong_way && track.sped > 3.0\n",
        "expr: >\r\n  track.wrong_way\r\n  && track.sped > 3.0\r\n",
        "expr: track.label == '🚗é'\n  || track.sped > 3.0\n",
        "annotations: {summary: '🚗 {{track.label}}\n  {{track.sped}}'}\nexpr: 'true'\n",
      })
  void shouldPointToWhatIsWrongWhereItWasWritten(String fields) {
    // given, with a document and a byte order mark before it
    String text = "\uFEFF# 🚗\nkind: camera\nid: a\n---\n" + RULE + fields;
    // when
    List<Problem> problems = parser.parse("r.yaml", text).problems();
    // then
    assertThat(problems)
        .extracting(Problem::line, Problem::column)
        .containsExactly(
            place(text.substring(1), fields.contains("{{") ? "{{track.sped" : "track.sped"));
  }

  @Test
  void shouldPointBehindTheLastCharacterWhenMoreIsMissing() {
    String folded = RULE + "expr: >\n  track.wrong_way\n  &&\n";

    assertThat(parser.parse("r.yaml", folded).problems())
        .extracting(Problem::line, Problem::column)
        .containsExactly(Tuple.tuple(6, 5));
  }

  @Test
  void shouldPointIntoAnIndentedSignal() {
    String text =
        """
        kind: rule
        alert: a
        signals:
          seen:
            on: vehicle-tracks
            expr: >
              track.wrong_way
              && track.sped > 3.0
        correlation: {type: event_count, rules: [seen], timespan: 1m, condition: {gte: 2}}
        """;

    assertThat(parser.parse("r.yaml", text.indent(2)).problems())
        .extracting(Problem::line, Problem::column)
        .containsExactly(Tuple.tuple(8, 12));
  }

  private static Tuple place(String text, String what) {
    String before = text.substring(0, text.indexOf(what));
    int start = before.lastIndexOf('\n') + 1;
    return Tuple.tuple(
        (int) before.chars().filter(c -> c == '\n').count() + 1,
        before.codePointCount(start, before.length()) + 1);
  }
}
