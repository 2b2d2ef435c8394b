package dev.gantry.topologies.processor.signin;

import java.time.Duration;

/**
 * How long after they were written the records of one key are read: long after an outage, when some
 * partitions are through before others. It counts until none was read late for {@value
 * #HELD_MINUTES} minutes. Mutable.
 */
final class ReadingLag {

  private static final int HELD_MINUTES = 10;
  private static final long HELD_MS = Duration.ofMinutes(HELD_MINUTES).toMillis();

  /** Of what is read sooner nobody says that it is late. */
  private static final long USUAL_MS = Duration.ofMinutes(1).toMillis();

  private long mostMs;
  private long lateAtMs;

  /**
   * A record was read.
   *
   * @param writtenMs when it was written
   * @param nowMs wall clock
   */
  void read(long writtenMs, long nowMs) {
    if (nowMs - writtenMs > USUAL_MS) {
      mostMs = Math.max(at(nowMs).toMillis(), nowMs - writtenMs);
      lateAtMs = nowMs;
    }
  }

  /**
   * The most that counts at a moment.
   *
   * @param nowMs wall clock
   */
  Duration at(long nowMs) {
    return nowMs - lateAtMs > HELD_MS ? Duration.ZERO : Duration.ofMillis(mostMs);
  }
}
