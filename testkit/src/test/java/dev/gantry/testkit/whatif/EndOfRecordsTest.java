package dev.gantry.testkit.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.testkit.AlertLife;
import dev.gantry.testkit.SimulatedDefinitions;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.port.GeoLocator;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** That records end is no news. */
class EndOfRecordsTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVERY_S = 30;
  private static final int READINGS = 60;

  private static final String NOTHING =
      """
      kind: rule
      alert: nothing
      on: camera-events
      expr: 'false'
      """;

  private static final String SILENT =
      """
      kind: rule
      alert: silent
      on: anomalies
      expr: anomaly.pattern == "silence"
      """;

  private static final String AWAY =
      """
      kind: rule
      alert: away
      on: camera-events
      expr: event.type == "OFFLINE"
      for: 1m
      """;

  @Test
  void shouldNotTakeSensorsForSilentWhoseReadingsEnd() {
    RecordedInputs inputs = readings("air", READINGS, "loop", READINGS);
    inputs.add("camera-events", 0, 0, event(EVERY_S * READINGS + 600, CameraEventType.SKIPPED));

    assertThat(changes(SILENT, inputs).gained()).isEmpty();
  }

  @Test
  void shouldTakeASensorForSilentWhileOthersAreRead() {
    AlertChanges changes = changes(SILENT, readings("air", 2 * READINGS, "loop", READINGS));

    assertThat(changes.gained())
        .singleElement()
        .satisfies(alert -> assertThat(alert.labels()).containsEntry("series", "loop"));
    assertThat(changes.gained()).noneMatch(changes::isIncomplete);
  }

  @Test
  void shouldSayWhatRestsOnNothingHavingComeSince() {
    RecordedInputs inputs = new RecordedInputs(T0, T0.plusSeconds(86_400), 1 << 20);
    inputs.add("camera-events", 0, 0, event(0, CameraEventType.OFFLINE));
    inputs.add("camera-events", 0, 1, event(59, CameraEventType.OFFLINE));
    AlertChanges atTheEnd = changes(AWAY, inputs);
    inputs.add("camera-events", 0, 2, event(60, CameraEventType.OFFLINE));
    AlertChanges within = changes(AWAY, inputs);

    assertThat(atTheEnd.gained()).extracting(AlertLife::rule).containsExactly("away");
    assertThat(atTheEnd.gained()).allMatch(atTheEnd::isIncomplete);
    assertThat(within.gained()).extracting(AlertLife::rule).containsExactly("away");
    assertThat(within.gained()).noneMatch(within::isIncomplete);
  }

  private static AlertChanges changes(String tried, RecordedInputs inputs) {
    return new WhatIf(
            SimulatedDefinitions.of(NOTHING),
            SimulatedDefinitions.of(tried),
            TopologiesConfig.DEFAULT,
            GeoLocator.NONE)
        .run(inputs, T0);
  }

  /** Readings of two series, so many of each. */
  private static RecordedInputs readings(String one, int ofOne, String other, int ofOther) {
    RecordedInputs inputs = new RecordedInputs(T0, T0.plusSeconds(86_400), 1 << 20);
    int offset = 0;
    for (int n = 0; n < Math.max(ofOne, ofOther); n++) {
      if (n < ofOne) {
        inputs.add("sensor-readings", 0, offset++, reading(one, n));
      }
      if (n < ofOther) {
        inputs.add("sensor-readings", 0, offset++, reading(other, n));
      }
    }
    return inputs;
  }

  private static SensorReading reading(String series, int n) {
    return SensorReading.newBuilder()
        .setSeriesId(series)
        .setOccurredAtUs(Micros.of(T0.plusSeconds((long) EVERY_S * n)))
        .setValue(20)
        .build();
  }

  private static CameraEvent event(int second, CameraEventType type) {
    return CameraEvent.newBuilder()
        .setCameraId("c1")
        .setType(type)
        .setOccurredAtUs(Micros.of(T0.plusSeconds(second)))
        .build();
  }
}
