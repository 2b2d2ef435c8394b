package dev.gantry.bench.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What requests of one size were like.
 *
 * @param batch events of a request
 * @param eventsPerSecond events taken a second
 * @param requests requests answered
 * @param p50Ms from a request to its answer: median, milliseconds
 * @param p99Ms 99th percentile, milliseconds
 * @param maxMs worst, milliseconds
 * @param cpuMicros processor time of the whole process for an event, broker and clients included,
 *     microseconds
 */
record IntakeLeg(
    @JsonProperty("batch") int batch,
    @JsonProperty("events_per_s") double eventsPerSecond,
    @JsonProperty("requests") long requests,
    @JsonProperty("p50_ms") double p50Ms,
    @JsonProperty("p99_ms") double p99Ms,
    @JsonProperty("max_ms") double maxMs,
    @JsonProperty("cpu_us_per_event") double cpuMicros) {

  private static final double MICROS_PER_MILLI = 1000;

  static IntakeLeg of(int batch, double seconds, Histogram micros, double cpuMicros) {
    double events = (double) micros.getTotalCount() * batch;
    return new IntakeLeg(
        batch,
        events / seconds,
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
        micros.getMaxValue() / MICROS_PER_MILLI,
        cpuMicros / events);
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%d event%s a request: %.0f events/s, answered after p50 %.1f ms, p99 %.1f ms, worst %.0f ms; %.0f us of"
            + " processor time an event",
        batch,
        batch == 1 ? "" : "s",
        eventsPerSecond,
        p50Ms,
        p99Ms,
        maxMs,
        cpuMicros);
  }
}
