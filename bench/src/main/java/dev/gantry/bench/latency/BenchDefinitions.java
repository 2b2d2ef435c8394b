package dev.gantry.bench.latency;

import dev.gantry.app.process.GantryProcess;
import dev.gantry.topologies.definition.ParsedDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cameras of the load, calibrated, and the rule that fires for every new track. */
final class BenchDefinitions {

  private static final int SITES = 8;

  private static final String CAMERA =
      """
      kind: camera
      id: %s
      site: site-%d
      calibration:
        points: [{pixel: [0, 0], metres: [0, 36]}, {pixel: [1280, 0], metres: [64, 36]}, {pixel: [1280, 720], metres: [64, 0]}, {pixel: [0, 720], metres: [0, 0]}]
      segments: [{id: %s-road, polygon_m: [[0, 0], [64, 0], [64, 36], [0, 36]], limit_kmh: 50}]
      """;

  private static final String RULE =
      """
      kind: rule
      alert: any_car
      on: vehicle-tracks
      expr: track.label == "car"
      labels: {severity: low, domain: traffic}
      annotations: {summary: "{{track.label}} at {{camera.id}}"}
      """;

  private BenchDefinitions() {}

  static List<ParsedDefinition> of(int cameras) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int camera = 0; camera < cameras; camera++) {
      String id = PassingCars.cameraId(camera);
      texts.put(id, CAMERA.formatted(id, camera % SITES, id));
    }
    texts.put("rule", RULE);
    return GantryProcess.definitionParser().parse(texts).orThrow();
  }
}
