package dev.gantry.topologies.processor.match;

import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.time.Micros;
import dev.gantry.topologies.port.RuleFailures;
import dev.gantry.topologies.rule.RuleFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.StreamsMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports rules that fail on a record: to the role's counters, as metric {@code failures-total} of
 * the group {@code stream-rule-metrics} with tag {@code rule-id}, and in the log, where the first
 * failure of a rule and every tenfold are written. Not thread-safe.
 */
final class FailureReports {

  private static final Logger LOG = LoggerFactory.getLogger(FailureReports.class);

  private final RuleFailures failures;
  private final Supplier<StreamsMetrics> metrics;
  private final Map<String, Sensor> sensors = new HashMap<>();

  FailureReports(RuleFailures failures, Supplier<StreamsMetrics> metrics) {
    this.failures = failures;
    this.metrics = metrics;
  }

  void add(Rule rule, Seen seen, RuleFailure failure) {
    sensors
        .computeIfAbsent(
            rule.alert(),
            name ->
                metrics
                    .get()
                    .addRateTotalSensor("rule", name, "failures", Sensor.RecordingLevel.INFO))
        .record();
    String recordId = seen.stream().causeId(seen.value());
    String cause = String.valueOf(failure.getMessage());
    long count =
        failures.add(rule.alert(), rule.version(), cause, recordId, Micros.toInstant(seen.atUs()));
    if (isPowerOfTen(count)) {
      LOG.warn(
          "Rule {} version {} failed {} times, last on {}: {}",
          rule.alert(),
          rule.version(),
          count,
          recordId,
          cause);
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
