package dev.gantry.bench.rules;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Correlated rules of the load: of five kinds in turn, each about marks of its own in tasks and
 * sign-ins; and the cameras, some of which look at a gate, that the last kind waits for.
 */
final class CorrelatedRules {

  /** Kinds of rules. */
  static final int KINDS = 5;

  /** Beginning of the names of those that wait for a deadline. */
  static final String NOBODY = "nobody_";

  /** How long nobody may have been seen at a gate that was opened, seconds. */
  static final int DEADLINE_SECONDS = 2;

  /** By kind, with the number of the rule among its kind as {@code %1$d}. */
  private static final List<String> RULES =
      List.of(
          """
          kind: rule
          alert: count_%1$d
          signals: {failed: {on: auth-events, expr: 'auth.service == "count-%1$d"'}}
          correlation: {type: event_count, rules: [failed], group-by: [principal], timespan: 10s, condition: {gte: 3}}
          keep_firing_for: 1s
          """,
          """
          kind: rule
          alert: values_%1$d
          signals: {failed: {on: auth-events, expr: 'auth.service == "values-%1$d"'}}
          correlation: {type: value_count, rules: [failed], group-by: [source], timespan: 10s, condition: {field: principal, gte: 3}}
          keep_firing_for: 1s
          """,
          """
          kind: rule
          alert: both_%1$d
          signals:
            opened: {on: task-events, expr: 'task.source == "both-%1$d"'}
            came_in: {on: auth-events, expr: 'auth.service == "both-%1$d"'}
          correlation: {type: temporal, rules: [opened, came_in], group-by: [who], timespan: 10s, aliases: {who: {opened: user, came_in: principal}}}
          keep_firing_for: 1s
          """,
          """
          kind: rule
          alert: order_%1$d
          signals:
            opened: {on: task-events, expr: 'task.source == "order-%1$d"'}
            came_in: {on: auth-events, expr: 'auth.service == "order-%1$d"'}
          correlation: {type: temporal_ordered, rules: [opened, came_in], group-by: [who], timespan: 10s, aliases: {who: {opened: user, came_in: principal}}}
          keep_firing_for: 1s
          """,
          """
          kind: rule
          alert: nobody_%1$d
          signals:
            door_opened: {on: auth-events, expr: 'auth.service == "door-%1$d"'}
            person_seen: {on: vehicle-tracks, expr: 'track.label == "person" && track.gate != ""'}
          correlation: {type: temporal_ordered, rules: [door_opened, {not: person_seen}], group-by: [gate], timespan: %2$ds}
          keep_firing_for: 1s
          """);

  private static final String CAMERA =
      """
      kind: camera
      id: bench-%1$d
      site: site-%2$d
      """;

  private static final String ZONE =
      """
      zones: [{id: door, polygon_px: [[0, 0], [100, 0], [100, 100]], gate: gate-%d}]
      """;

  private CorrelatedRules() {}

  /**
   * The rules and the cameras.
   *
   * @param count how many rules, {@link #KINDS} or more
   */
  static List<ParsedDefinition> of(int count) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int n = 0; n < count; n++) {
      texts.put(
          "rule " + n,
          String.format(Locale.ROOT, RULES.get(n % KINDS), n / KINDS, DEADLINE_SECONDS));
    }
    for (int n = 0; n < RuleEvents.CAMERAS; n++) {
      String camera = CAMERA.formatted(n, n % RuleEvents.SITES);
      texts.put("camera " + n, n < CorrelatedEvents.GATES ? camera + ZONE.formatted(n) : camera);
    }
    return GantryProcess.definitionParser().parse(texts).orThrow();
  }
}
