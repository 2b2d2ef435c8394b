package dev.gantry.topologies.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices when the wall clock is set back, by holding it against time that only measures intervals.
 * Kafka's clients count by the wall clock: after such a step they send no heartbeat and commit
 * nothing until it has come to where it was. Not thread-safe.
 */
final class ClockSteps {

  /** Less is taken for the clock being slewed, or for a pause between two readings. */
  private static final long LEAST_MS = 1_000;

  private final LongSupplier wallMs;
  private final LongSupplier nanos;
  private long aheadMs;

  /**
   * @param wallMs the wall clock, milliseconds
   * @param nanos time from an origin of its own, nanoseconds
   */
  ClockSteps(LongSupplier wallMs, LongSupplier nanos) {
    this.wallMs = wallMs;
    this.nanos = nanos;
    this.aheadMs = ahead();
  }

  /** By how much the clock was set back since the last call; zero when it was not. */
  Duration setBack() {
    long before = aheadMs;
    aheadMs = ahead();
    long back = before - aheadMs;
    return back < LEAST_MS ? Duration.ZERO : Duration.ofMillis(back);
  }

  private long ahead() {
    return wallMs.getAsLong() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }
}
