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
      until: track.speed_kmh < 3.0
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
      ---
      kind: rule
      alert: b
      signals:
        opened: {on: auth-events, expr: 'auth.type == "access.granted"'}
        seen:
          on: vehicle-tracks
          expr: >
            track.label == "person"
            && track.gate != ""
      correlation: {type: temporal_ordered, rules: [opened, {not: seen}], group-by: [site, gate], timespan: 30s, aliases: {gate: {opened: auth.gate}}}
      annotations: {summary: "{{opened.auth.principal}} at {{opened.auth.gate}}"}
      ---
      kind: rule
      alert: c
      signals: {failed: {on: auth-events, expr: "auth.type == \"login.failed\""}}
      correlation: {type: value_count, rules: [failed], timespan: 10m, condition: {field: principal, gte: 3}}
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

  private static final String[] FIELDS = {
    "id",
    "alert",
    "on",
    "expr",
    "for",
    "keep_firing_for",
    "until",
    "group-by",
    "labels",
    "annotations",
    "evidence",
    "signals",
    "correlation",
    "site",
    "source",
    "calibration",
    "segments",
    "zones",
    "lines",
    "model",
    "file",
    "engine",
    "input",
    "output",
    "cron",
    "every",
    "offset",
    "calendar",
    "time_zone",
    "dst_gap",
    "exclude",
    "overlap",
    "jitter",
    "start",
    "end",
    "task",
    "route",
    "receivers",
    "escalations",
    "inhibit_rules",
    "points",
    "polygon_m",
    "title",
    "address",
    "secrets",
    "headers",
    "channels",
    "members",
    "layers",
    "rotation",
    "turn",
    "overrides",
    "on_duty",
    "from",
    "contacts",
    "name",
    "unheard_of"
  };

  private static final String[] SCALARS = {
    "a",
    "''",
    "~",
    "true",
    "0",
    "-1",
    "1e308",
    ".nan",
    "9999999999999999999",
    "2s",
    "1h90m",
    "-5m",
    "366d",
    "2026-01-01",
    "\"\\0\"",
    "\"{{track.\"",
    "'{{track.label}}'",
    "track.label == 'a'",
    "vehicle-tracks",
    "nowhere",
    "Europe/Berlin",
    "'0 8 * * *'",
    "'* *'",
    "1x0",
    "640x480",
    "2026-01-05T08:00",
    "18:00",
    "json://a:b@c",
    "'https://{a}/{b}'",
    "!!set {}"
  };

  @Test
  void shouldAnswerWithAPlaceWhateverTheFieldsHold() {
    Random random = new Random(12);
    for (int round = 0; round < 2_000; round++) {
      String kind = DefinitionKind.words().get(random.nextInt(DefinitionKind.words().size()));
      StringBuilder text = new StringBuilder("kind: " + kind + "\n");
      for (int field = random.nextInt(8); field >= 0; field--) {
        text.append(FIELDS[random.nextInt(FIELDS.length)]).append(": ");
        text.append(value(random, random.nextInt(5))).append('\n');
      }

      ParseResult result = parser.parse("fuzz.yaml", text.toString());

      assertThat(result.definitions().size() + result.problems().size())
          .as(text.toString())
          .isPositive();
      assertThat(result.problems())
          .as(text.toString())
          .allSatisfy(
              problem -> {
                assertThat(problem.line()).isBetween(1, 11);
                assertThat(problem.column()).isPositive();
                assertThat(problem.expected()).isNotBlank();
                assertThat(problem.toString()).hasSizeLessThan(2_000);
              });
    }
  }

  /** A value in flow style, so many levels deep at most. */
  private static String value(Random random, int depth) {
    if (depth == 0) {
      return SCALARS[random.nextInt(SCALARS.length)];
    }
    StringBuilder inner = new StringBuilder();
    boolean list = random.nextBoolean();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String name = list ? "" : FIELDS[random.nextInt(FIELDS.length)] + ": ";
      inner.append(name).append(value(random, depth - 1)).append(i == 0 ? "" : ", ");
    }
    return list ? "[" + inner + "]" : "{" + inner + "}";
  }
}
