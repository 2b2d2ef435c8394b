package dev.gantry.topologies.processor.match;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.topologies.rule.RuleFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.StreamsMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and reports rules that fail on a record: as metric {@code failures-total} of the group
 * {@code stream-rule-metrics} with tag {@code rule-id}, and in the log, where the first failure of
 * a version and every tenfold are written. Not thread-safe.
 */
final class RuleFailures {

  private static final Logger LOG = LoggerFactory.getLogger(RuleFailures.class);

  private final Supplier<StreamsMetrics> metrics;
  private final Map<String, Sensor> sensors = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();

  RuleFailures(Supplier<StreamsMetrics> metrics) {
    this.metrics = metrics;
  }

  void add(Rule rule, String causeId, RuleFailure failure) {
    sensors
        .computeIfAbsent(
            rule.alert(),
            name ->
                metrics
                    .get()
                    .addRateTotalSensor("rule", name, "failures", Sensor.RecordingLevel.INFO))
        .record();
    long count = counts.merge(rule.alert() + "|" + rule.version(), 1L, Long::sum);
    if (isPowerOfTen(count)) {
      LOG.warn(
          "Rule {} version {} failed {} times, last on {}: {}",
          rule.alert(),
          rule.version(),
          count,
          causeId,
          failure.getMessage());
    }
  }

  private static boolean isPowerOfTen(long count) {
    long power = 1;
    while (power < count) {
      power *= 10;
    }
    return power == count;
  }
}
