package dev.gantry.bench.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What one run over one way was like.
 *
 * @param way the way, for people
 * @param wanted records a second that were to be written
 * @param rate those that were
 * @param senderLateP99Ms by how much writing them was late by itself, 99th percentile,
 *     milliseconds; counted in the latencies too
 * @param lastAfterMs how long after the last record was due the last result came, milliseconds
 * @param results results measured
 * @param p50Ms median, milliseconds
 * @param p90Ms 90th percentile, milliseconds
 * @param p99Ms 99th percentile, milliseconds
 * @param maxMs worst, milliseconds
 */
public record Leg(
    String way,
    int wanted,
    double rate,
    double senderLateP99Ms,
    double lastAfterMs,
    long results,
    double p50Ms,
    double p90Ms,
    double p99Ms,
    double maxMs) {

  private static final double MICROS_PER_MILLI = 1000;

  /** Part of the rate that may be missing before it counts as not kept. */
  private static final double RATE_TOLERANCE = .01;

  /** A pause that long at the end is one; more is a queue that had built up. */
  private static final double MOST_AFTER_MS = 500;

  private static final double MOST_SENDER_LATE_MS = 20;

  /**
   * From what was measured.
   *
   * @param micros latencies in microseconds
   */
  public static Leg of(
      String way, int wanted, Sender.Sent sent, double lastAfterMs, Histogram micros) {
    return new Leg(
        way,
        wanted,
        sent.rate(),
        sent.lateP99Ms(),
        lastAfterMs,
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(90) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
        micros.getMaxValue() / MICROS_PER_MILLI);
  }

  /** What did not keep pace, in words; empty when all did. */
  public List<String> late() {
    List<String> late = new ArrayList<>();
    if (rate < wanted * (1 - RATE_TOLERANCE) || senderLateP99Ms > MOST_SENDER_LATE_MS) {
      late.add(
          String.format(
              Locale.ROOT,
              "%s: the load fell behind, %.0f of %d records/s written, 99 %% of them at most %.0f ms late",
              way,
              rate,
              wanted,
              senderLateP99Ms));
    }
    if (lastAfterMs > MOST_AFTER_MS) {
      late.add(
          String.format(
              Locale.ROOT,
              "%s: fell behind, the last came %.1f s after the last record was due",
              way,
              lastAfterMs / 1000));
    }
    return late;
  }

  public String words() {
    return String.format(
        Locale.ROOT,
        "%s: %.0f records/s, %d results: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, worst %.0f ms",
        way,
        rate,
        results,
        p50Ms,
        p90Ms,
        p99Ms,
        maxMs);
  }
}
