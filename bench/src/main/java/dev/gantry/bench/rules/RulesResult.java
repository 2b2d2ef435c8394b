package dev.gantry.bench.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.bench.timing.Leg;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param rules how many rules
 * @param evaluationMicros evaluation alone, for an event, microseconds
 * @param unindexedMicros the same when every rule of the stream is tried, microseconds
 * @param eventsPerSecond events a second through MATCH and ALERTING, broker beside them
 * @param cpuMicros processor time of both for an event, microseconds
 * @param cpuShare part of all processor time that is theirs, 0 to 1
 * @param rate events a second sent while latencies were measured, as achieved
 * @param alerts alerts timed
 * @param p50Ms from an event to its alert: median, milliseconds
 * @param p90Ms 90th percentile, milliseconds
 * @param p99Ms 99th percentile, milliseconds
 * @param maxMs worst, milliseconds
 * @param correlated the same of correlated rules; null where none were timed
 * @param late what did not keep pace, in words: its latencies are those of a queue
 */
record RulesResult(
    @JsonProperty("rules") int rules,
    @JsonProperty("evaluation_us") double evaluationMicros,
    @JsonProperty("evaluation_unindexed_us") double unindexedMicros,
    @JsonProperty("events_per_s") double eventsPerSecond,
    @JsonProperty("cpu_us_per_event") double cpuMicros,
    @JsonProperty("cpu_share") double cpuShare,
    @JsonProperty("rate") double rate,
    @JsonProperty("alerts") long alerts,
    @JsonProperty("p50_ms") double p50Ms,
    @JsonProperty("p90_ms") double p90Ms,
    @JsonProperty("p99_ms") double p99Ms,
    @JsonProperty("max_ms") double maxMs,
    @JsonProperty("correlated") @Nullable CorrelatedResult correlated,
    @JsonProperty("late") List<String> late) {

  RulesResult {
    late = List.copyOf(late);
  }

  static RulesResult of(
      int rules,
      Evaluation.Cost cost,
      Throughput.Rate rate,
      Leg leg,
      Optional<CorrelatedResult> correlated) {
    return new RulesResult(
        rules,
        cost.micros(),
        cost.unindexedMicros(),
        rate.eventsPerSecond(),
        rate.micros(),
        rate.share(),
        leg.rate(),
        leg.results(),
        leg.p50Ms(),
        leg.p90Ms(),
        leg.p99Ms(),
        leg.maxMs(),
        correlated.orElse(null),
        leg.late());
  }

  String words() {
    return String.format(
            Locale.ROOT,
            "%d rules: evaluation %.2f us an event (%.2f without the index); %.0f events/s through MATCH and"
                + " ALERTING, %.1f us of processor time each, %.0f %% of all; at %.0f events/s an alert after"
                + " p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, worst %.0f ms",
            rules,
            evaluationMicros,
            unindexedMicros,
            eventsPerSecond,
            cpuMicros,
            cpuShare * 100,
            rate,
            p50Ms,
            p90Ms,
            p99Ms,
            maxMs)
        + (correlated == null ? "" : System.lineSeparator() + correlated.words())
        + (late.isEmpty() ? "" : System.lineSeparator() + String.join("; ", late));
  }
}
