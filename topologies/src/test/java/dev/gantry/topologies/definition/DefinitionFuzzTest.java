package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file holds, the parser answers with definitions or with problems that have a place.
 */
class DefinitionFuzzTest {

  private static final String SEED =
      """
      kind: rule
      alert: a
      on: vehicle-tracks
      expr: track.label == "car" && "school" in track.zones
      for: 2s
      labels: {severity: high}
      annotations: {summary: "{{track.label}}"}
      ---
      kind: camera
      id: c
      calibration: {points: [{pixel: [312, 480], metres: [0, 0]}, {pixel: [905, 470], metres: [7.0, 0]}]}
      segments: [{id: s, polygon_m: [[0, 0], [7, 0], [7, 42]], heading_deg: 0, limit_kmh: 50}]
      ---
      kind: model
      id: m
      engine: Motion
      """;

  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ":",
    "- ",
    "\n",
    "  ",
    "&a ",
    "*a",
    "!!",
    "|",
    ">",
    "'",
    "\"",
    "#",
    "%",
    "\t",
    "---\n",
    "null",
    "~",
    "1e999",
    "0x10",
    "NaN",
    "\u0000",
    "\uFEFF",
    "\ud83d\ude00",
    "<<: ",
    "? ",
    "track.",
    "{{",
    "}}",
    "&&",
    "(",
    ")",
    "for: ",
    "kind: ",
    "expr: ",
    "999999999999999999999",
    "yes"
  };

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldAnswerWithAPlaceWhenAFileIsRandomlyChanged() {
    Random random = new Random(11);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder(SEED);
      for (int change = random.nextInt(6); change >= 0; change--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(4));
        text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
      }

      ParseResult result = parser.parse("fuzz.yaml", text.toString());

      assertThat(result.definitions().size() + result.problems().size()).isPositive();
      for (Problem problem : result.problems()) {
        assertThat(problem.line()).as(text.toString()).isPositive();
        assertThat(problem.column()).as(text.toString()).isPositive();
        assertThat(problem.expected()).isNotBlank();
      }
    }
  }
}
