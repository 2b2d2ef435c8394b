package dev.gantry.query.view;

import java.util.Arrays;

/** Events per second over the last ten whole seconds. Not thread-safe. */
final class Rate {

  private static final int SECONDS = 10;

  private final long[] counts = new long[SECONDS + 1];
  private long first = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;

  /**
   * Counts events.
   *
   * @param nowMs wall clock, milliseconds
   */
  void add(long nowMs, int events) {
    long second = Math.floorDiv(nowMs, 1000L);
    first = Math.min(first, second);
    advance(second);
    counts[slot(second)] += events;
  }

  /** Events per second, over at most ten seconds before the current one. */
  double perSecond(long nowMs) {
    long second = Math.floorDiv(nowMs, 1000L);
    if (first == Long.MAX_VALUE || second <= first) {
      return 0;
    }
    advance(second);
    long span = Math.min(SECONDS, second - first);
    long sum = 0;
    for (long s = second - span; s < second; s++) {
      sum += counts[slot(s)];
    }
    return (double) sum / span;
  }

  private void advance(long second) {
    if (newest == Long.MIN_VALUE || second - newest > SECONDS) {
      Arrays.fill(counts, 0);
      newest = second;
    }
    while (newest < second) {
      newest++;
      counts[slot(newest)] = 0;
    }
  }

  private int slot(long second) {
    return Math.floorMod(second, SECONDS + 1);
  }
}
