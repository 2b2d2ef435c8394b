package dev.gantry.bench.rules;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rules of the load: three that the marked events fire, one for each stream, and others as an
 * operations room has them: about one camera, one segment and label, one site or one account, with
 * {@code for} or without; a tenth of them about what no index knows. None of the others fires.
 */
final class BenchRules {

  /** The fewest rules: those of the marked events. */
  static final int LEAST = 3;

  private static final String MARKED =
      """
      kind: rule
      alert: marked_track
      on: vehicle-tracks
      expr: track.label == "marked"
      keep_firing_for: 1s
      ---
      kind: rule
      alert: marked_task
      on: task-events
      expr: task.user == "marked"
      keep_firing_for: 1s
      ---
      kind: rule
      alert: marked_sign_in
      on: auth-events
      expr: auth.service == "marked"
      keep_firing_for: 1s
      """;

  /**
   * What rules look like.
   *
   * @param expr with the number of the rule as {@code %d}
   */
  private record Shape(String stream, String expr, String holdFor) {}

  /** One each, over and over. */
  private static final List<Shape> OTHERS =
      List.of(
          new Shape(
              "vehicle-tracks",
              "camera.id == \"bench-%d\" && track.speed_kmh_low95 > camera.limit_kmh",
              "2s"),
          new Shape(
              "vehicle-tracks",
              "track.segment == \"road-%d\" && track.label == \"truck\" && track.speed_kmh > 80.0",
              "0s"),
          new Shape(
              "auth-events",
              "auth.type == \"login.failed\" && auth.principal == \"admin-%d\"",
              "0s"),
          new Shape(
              "vehicle-tracks",
              "camera.id == \"bench-%d\" && track.wrong_way && track.speed_kmh > 10.0",
              "500ms"),
          new Shape(
              "task-events", "task.type == \"task.overdue\" && task.site == \"site-%d\"", "0s"),
          new Shape(
              "vehicle-tracks", "track.label == \"person\" && \"zone-%d\" in track.zones", "1s"),
          new Shape(
              "vehicle-tracks", "track.segment == \"road-%d\" && track.stopped_s > 30.0", "12s"),
          new Shape(
              "task-events", "task.type == \"task.completed\" && task.user == \"user-%d\"", "0s"),
          new Shape(
              "auth-events", "auth.type == \"access.denied\" && auth.gate == \"gate-%d\"", "0s"),
          new Shape("auth-events", "auth.source_address.startsWith(\"203.0.%d.\")", "0s"));

  private BenchRules() {}

  /**
   * The rules.
   *
   * @param count how many, {@link #LEAST} or more
   */
  static List<ParsedDefinition> of(int count) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("marked", MARKED);
    for (int n = 0; n < count - LEAST; n++) {
      texts.put("rule " + n, other(n));
    }
    return GantryProcess.definitionParser().parse(texts).orThrow();
  }

  private static String other(int n) {
    Shape shape = OTHERS.get(n % OTHERS.size());
    return """
        kind: rule
        alert: bench_%d
        on: %s
        expr: %s
        for: %s
        labels: {severity: low}
        """
        .formatted(n, shape.stream(), String.format(Locale.ROOT, shape.expr(), n), shape.holdFor());
  }
}
