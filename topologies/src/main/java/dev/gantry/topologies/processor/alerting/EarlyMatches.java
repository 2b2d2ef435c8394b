package dev.gantry.topologies.processor.alerting;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * Counts matches that were taken before it was known that no earlier one comes, since their group
 * had no more room: metric {@code taken-early-total} of the group {@code stream-rule-metrics} with
 * tag {@code rule-id}. Not thread-safe.
 */
final class EarlyMatches {

  private final Supplier<StreamsMetrics> metrics;
  private final Map<String, Sensor> sensors = new HashMap<>();

  EarlyMatches(Supplier<StreamsMetrics> metrics) {
    this.metrics = metrics;
  }

  void add(String rule, int count) {
    for (int i = 0; i < count; i++) {
      sensors.computeIfAbsent(rule, this::sensor).record();
    }
  }

  private Sensor sensor(String rule) {
    return metrics
        .get()
        .addRateTotalSensor("rule", rule, "taken-early", Sensor.RecordingLevel.INFO);
  }
}
