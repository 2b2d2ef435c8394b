package dev.gantry.app.rules;

import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.testkit.ruletest.RuleTestCase;
import dev.gantry.testkit.ruletest.RuleTestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped rule about flow, on roads before cameras. */
class EmptyRoadRuleTest {

  private static final String CAMERAS =
      """
      kind: camera
      id: c1
      calibration: {points: [{pixel: [0, 600], metres: [0, 0]}, {pixel: [140, 600], metres: [7, 0]},
                             {pixel: [140, 0], metres: [7, 30]}, {pixel: [0, 0], metres: [0, 30]}]}
      segments: [{id: main-st, polygon_m: [[0, 0], [7, 0], [7, 27], [0, 27]]}]
      ---
      kind: camera
      id: c2
      calibration: {points: [{pixel: [0, 600], metres: [0, 0]}, {pixel: [140, 600], metres: [7, 0]},
                             {pixel: [140, 0], metres: [7, 30]}, {pixel: [0, 0], metres: [0, 30]}]}
      segments: [{id: back-lane, polygon_m: [[0, 0], [7, 0], [7, 27], [0, 27]]}]
      """;

  /** Five to seven vehicles a minute on one road, and one in forty minutes on the other. */
  private static final String SCENARIO =
      """
      rule_files: [rules.yaml, cameras.yaml]
      defaults: {vehicle-tracks: {site: city, calibrated: true, label: car, state: END}}
      tests:
        - name: %s
          input_events:
            - {on: vehicle-tracks, every: 20s, until: 399m50s, record: {camera_id: c1, track_id: a, segment: main-st}}
            - {on: vehicle-tracks, at: 3s, every: 31s, until: 399m50s, record: {camera_id: c1, track_id: b, segment: main-st}}
            - {on: vehicle-tracks, at: 7s, every: 47s, until: 399m50s, record: {camera_id: c1, track_id: c, segment: main-st}}
            - {on: vehicle-tracks, every: 40m, until: 420m, record: {camera_id: c2, track_id: d, segment: back-lane}}
            - {on: vehicle-tracks, at: 1s, every: 5s, until: %s, record: {camera_id: c1, state: WATCHED}}
            - {on: vehicle-tracks, at: 1s, every: 5s, until: 420m, record: {camera_id: c2, state: WATCHED}}
          alert_rule_test:
            - {eval_time: 400m, alertname: flow_anomaly, exp_alerts: []}
            - {eval_time: 405m, alertname: flow_anomaly, exp_alerts: [%s]}
      """;

  @TempDir Path dir;

  @Test
  void shouldTellOfARoadThatEmptiesAllAtOnceAndNotOfOneThatIsAlwaysQuiet() throws IOException {
    play("a road that is closed, and a quiet one", "420m", "{exp_labels: {segment: main-st}}");
  }

  @Test
  void shouldNotTakeACameraThatIsSilentForAnEmptyRoad() throws IOException {
    play("a camera that fails", "400m", "");
  }

  private void play(String name, String watchedUntil, String alerts) throws IOException {
    Files.writeString(dir.resolve("rules.yaml"), CityDefinitions.rulesYaml());
    Files.writeString(dir.resolve("cameras.yaml"), CAMERAS);
    Path file = dir.resolve("roads.test.yaml");
    Files.writeString(file, SCENARIO.formatted(name, watchedUntil, alerts));
    for (RuleTestCase scenario : RuleTestFile.read(file).cases()) {
      scenario.run().orThrow();
    }
  }
}
