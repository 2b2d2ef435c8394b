package dev.gantry.bench.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.bench.timing.Sender;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How long correlated rules took.
 *
 * @param rules how many rules
 * @param wanted events a second that were to be sent
 * @param rate those that were
 * @param senderLateP99Ms by how much sending them was late by itself, 99th percentile,
 *     milliseconds; counted in the latencies too
 * @param completed from the event that completed a correlation
 * @param deadlines from the deadline by which something did not come
 */
record CorrelatedResult(
    @JsonProperty("rules") int rules,
    @JsonProperty("wanted") int wanted,
    @JsonProperty("rate") double rate,
    @JsonProperty("sender_late_p99_ms") double senderLateP99Ms,
    @JsonProperty("completed") Figures completed,
    @JsonProperty("deadlines") Figures deadlines) {

  private static final double MICROS_PER_MILLI = 1000;

  /**
   * Latencies of one sort of alerts.
   *
   * @param expected alerts that had to come
   * @param alerts alerts that came
   * @param p50Ms median, milliseconds
   * @param p90Ms 90th percentile, milliseconds
   * @param p99Ms 99th percentile, milliseconds
   * @param maxMs worst, milliseconds
   */
  record Figures(
      @JsonProperty("expected") long expected,
      @JsonProperty("alerts") long alerts,
      @JsonProperty("p50_ms") double p50Ms,
      @JsonProperty("p90_ms") double p90Ms,
      @JsonProperty("p99_ms") double p99Ms,
      @JsonProperty("max_ms") double maxMs) {

    /**
     * From what was measured.
     *
     * @param micros latencies in microseconds
     */
    static Figures of(long expected, Histogram micros) {
      return new Figures(
          expected,
          micros.getTotalCount(),
          micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
          micros.getValueAtPercentile(90) / MICROS_PER_MILLI,
          micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
          micros.getMaxValue() / MICROS_PER_MILLI);
    }

    private String words() {
      return String.format(
          Locale.ROOT,
          "%d of %d alerts, p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, worst %.0f ms",
          alerts,
          expected,
          p50Ms,
          p90Ms,
          p99Ms,
          maxMs);
    }
  }

  static CorrelatedResult of(
      int rules, int wanted, Sender.Sent sent, Figures completed, Figures deadlines) {
    return new CorrelatedResult(rules, wanted, sent.rate(), sent.lateP99Ms(), completed, deadlines);
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%d correlated rules at %.0f of %d events/s: after the event that completed them %s; after a deadline %s",
        rules,
        rate,
        wanted,
        completed.words(),
        deadlines.words());
  }
}
