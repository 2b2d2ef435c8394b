package dev.gantry.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerConfigTest {

  static final TrackerConfig DEFAULTS =
      new TrackerConfig(
          0.4,
          0.2,
          3,
          Duration.ofMillis(150),
          0.4,
          2,
          Duration.ofMillis(90),
          0.6,
          6,
          Duration.ofMillis(500),
          Duration.ofSeconds(5),
          0.6,
          0.9,
          0.75,
          0.5,
          Duration.ofMillis(1500),
          Duration.ofMillis(400),
          Duration.ofMillis(350),
          Duration.ofSeconds(3),
          Duration.ofMillis(1200),
          200,
          300,
          Duration.ofSeconds(60));

  /** Each differs from its default. */
  static final TrackerConfig OTHERS =
      new TrackerConfig(
          0.5,
          0.3,
          4,
          Duration.ofMillis(200),
          0.45,
          5,
          Duration.ofMillis(100),
          0.7,
          7,
          Duration.ofMillis(600),
          Duration.ofSeconds(6),
          0.8,
          0.95,
          0.8,
          0.55,
          Duration.ofSeconds(2),
          Duration.ofMillis(450),
          Duration.ofMillis(300),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          100,
          150,
          Duration.ofSeconds(11));

  static final String OTHERS_YAML =
      """
      tracking:
        high_score: 0.5
        low_score: 0.3
        min_hits: 4
        min_lifetime: 200ms
        min_median_score: 0.45
        sure_hits: 5
        sure_lifetime: 100ms
        sure_score: 0.7
        motion_min_hits: 7
        motion_min_lifetime: 600ms
        motion_still_lifetime: 6s
        min_travel: 0.8
        min_steadiness: 0.95
        motion_min_hit_ratio: 0.8
        min_hit_ratio: 0.55
        max_age: 2s
        leaving_max_age: 450ms
        tentative_max_age: 300ms
        max_merged: 4s
        speed_window: 1s
        max_tracks: 100
        max_detections: 150
        silence: 11s
      """;

  @TempDir Path dir;

  @Test
  void shouldNameTheKeyTheValueAndWhatWasExpected() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("gantry.yaml"),
            """
            cluster.bootstrap_servers: a:1
            registry.urls: http://r
            tracking: {high_score: 7, min_hits: few, min_travel: NaN}
            anomaly: {tell_score: 50 %}
            """);

    ConfigException e =
        catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(file, Map.of()));

    assertThat(e.problems().stream().map(Problem::toString).toList())
        .containsExactlyInAnyOrder(
            "tracking.high_score: expected a number, 0 to 1, found \"7\" (gantry.yaml, line 3)",
            "tracking.min_hits: expected a whole number, 1 to 1000, found \"few\" (gantry.yaml, line"
                + " 3)",
            "tracking.min_travel: expected a number, 0 to 1000, found \"NaN\" (gantry.yaml, line 3)",
            "anomaly.tell_score: expected a number, 0 to 1, found \"50 %\" (gantry.yaml, line 4)");
  }

  @Test
  void shouldSayWhichKeysDoNotAgree() {
    Map<String, String> environment =
        Map.of(
            "GANTRY_CLUSTER_BOOTSTRAP_SERVERS", "a:1",
            "GANTRY_REGISTRY_URLS", "http://r",
            "GANTRY_TRACKING_LOW_SCORE", "0.6",
            "GANTRY_ANOMALY_PROBATION", "5000",
            "GANTRY_ANOMALY_MEMORY", "2000");

    ConfigException e =
        catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(null, environment));

    assertThat(e.problems().stream().map(Problem::toString).toList())
        .containsExactlyInAnyOrder(
            "tracking.low_score: expected at most high_score (0.4), found 0.6 (environment)",
            "anomaly.probation: expected 24 to 2000, found 5000 (environment)");
  }
}
