package dev.gantry.bench.timing;

import java.util.concurrent.locks.LockSupport;

/**
 * When each record is due.
 *
 * @param startNanos when the first is, on the scale of {@link System#nanoTime()}
 * @param rate records a second
 */
public record Schedule(long startNanos, int rate) {

  /** Being woken for each of 10,000 records a second would cost more than sending them. */
  private static final long SHORTEST_WAIT_NANOS = 500_000;

  /** When the n-th record is due, on the scale of {@link System#nanoTime()}. */
  public long dueNanos(long n) {
    return startNanos + Math.round(n * 1e9 / rate);
  }

  /** Waits until a record is due, or half a millisecond longer. */
  public void await(long n) {
    long left;
    while ((left = dueNanos(n) - System.nanoTime()) > 0) {
      LockSupport.parkNanos(Math.max(left, SHORTEST_WAIT_NANOS));
    }
  }

  /** Time since the first record was due, seconds. */
  public double secondsSinceStart() {
    return (System.nanoTime() - startNanos) / 1e9;
  }
}
