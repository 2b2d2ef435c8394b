package dev.gantry.bench.latency;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What was measured.
 *
 * @param rate detection records written a second, as achieved
 * @param alerts alerts measured
 * @param p50Ms median, milliseconds
 * @param p90Ms 90th percentile, milliseconds
 * @param p99Ms 99th percentile, milliseconds
 * @param maxMs worst, milliseconds
 */
record LatencyResult(
    @JsonProperty("rate") double rate,
    @JsonProperty("alerts") long alerts,
    @JsonProperty("p50_ms") double p50Ms,
    @JsonProperty("p90_ms") double p90Ms,
    @JsonProperty("p99_ms") double p99Ms,
    @JsonProperty("max_ms") double maxMs) {

  private static final double MICROS_PER_MILLI = 1000;

  /**
   * @param micros latencies in microseconds
   */
  static LatencyResult of(double rate, Histogram micros) {
    return new LatencyResult(
        Math.round(rate * 10) / 10.0,
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(90) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
        micros.getMaxValue() / MICROS_PER_MILLI);
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%.0f records/s, %d alerts: p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, worst %.0f ms",
        rate,
        alerts,
        p50Ms,
        p90Ms,
        p99Ms,
        maxMs);
  }
}
