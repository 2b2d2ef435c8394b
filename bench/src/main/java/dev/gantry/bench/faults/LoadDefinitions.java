package dev.gantry.bench.faults;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.scene.Scene;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cameras of the load, and rules that every part of it has something to do with. */
final class LoadDefinitions {

  private static final String RULES =
      """
      kind: rule
      alert: speeding
      on: vehicle-tracks
      expr: track.speed_kmh_low95 > camera.limit_kmh
      for: 300ms
      labels: {severity: high, domain: traffic}
      ---
      kind: rule
      alert: wrong_way
      on: vehicle-tracks
      expr: track.wrong_way && track.speed_kmh > 10
      for: 300ms
      labels: {severity: critical, domain: traffic}
      ---
      # Fires all the time: the end of the chain is seen to stand still.
      kind: rule
      alert: vehicle_seen
      on: vehicle-tracks
      expr: track.hits >= 3
      labels: {severity: low, domain: traffic}
      ---
      kind: rule
      alert: camera_offline
      on: camera-events
      expr: event.type == "OFFLINE"
      labels: {severity: high, domain: cameras}
      ---
      # These go on firing: when the last of them resolved would be up to where each partition ends.
      kind: rule
      alert: task_overdue
      on: task-events
      expr: task.type == "task.overdue"
      keep_firing_for: 12h
      labels: {severity: medium, domain: tasks}
      ---
      kind: rule
      alert: account_attacked
      on: signin-findings
      expr: finding.subject == finding.principal
      keep_firing_for: 12h
      labels: {severity: high, domain: security}
      ---
      kind: rule
      alert: source_attacks
      on: signin-findings
      expr: finding.subject == finding.source_address
      group-by: [source]
      keep_firing_for: 12h
      labels: {severity: high, domain: security}
      """;

  /** Schedules of the load. */
  static final List<String> SCHEDULES =
      List.of("crowd-patrol-a", "crowd-patrol-b", "crowd-patrol-c", "crowd-patrol-d");

  /** How often each of them is due. */
  static final Duration SCHEDULE_EVERY = Duration.ofSeconds(5);

  private LoadDefinitions() {}

  static List<ParsedDefinition> of(CityScenario scenario) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("cameras of the city", CityDefinitions.camerasYaml(scenario));
    texts.put("camera of the scene", Scene.cameraYaml());
    texts.put("rules", RULES);
    SCHEDULES.forEach(id -> texts.put(id, schedule(id)));
    return GantryProcess.definitionParser().parse(texts).orThrow();
  }

  /** Whose task nobody does: the next run begins all the same. */
  private static String schedule(String id) {
    return """
        kind: schedule
        id: %s
        every: %ds
        overlap: allow_all
        catchup_window: 1h
        task: {title: Patrol, site: city}
        """
        .formatted(id, SCHEDULE_EVERY.toSeconds());
  }
}
