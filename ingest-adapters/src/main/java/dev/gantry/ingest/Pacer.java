package dev.gantry.ingest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Holds frames back until they are due: the first at once, the others as much later as their
 * positions and the pace say. Without a pace every frame is due at once. Never skips: a source that
 * falls behind sends as fast as it can until it has caught up.
 */
final class Pacer {

  /** Frames that are due no longer than this count as on time: half a frame at 10 frames/s. */
  static final Duration TOLERANCE = Duration.ofMillis(50);

  private final Pace pace;
  private final LongSupplier nanoTime;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile long zero;
  private volatile boolean started;

  Pacer(Pace pace, LongSupplier nanoTime) {
    this.pace = pace;
    this.nanoTime = nanoTime;
  }

  /** Lets a waiting thread go; from any thread. */
  void stop() {
    stopped.countDown();
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /**
   * Waits until a frame is due, or until stopped.
   *
   * @param position of the frame in the source
   */
  void awaitDue(Duration position) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!pace.isPaced()) {
      return;
    }
    if (!started) {
      zero = nanoTime.getAsLong() - pace.due(position).toNanos();
      started = true;
    }
    boolean unused = stopped.await(-overdueNanos(position), TimeUnit.NANOSECONDS);
  }

  /**
   * How long a frame has been due by now; zero for one that is not, and without a pace. From any
   * thread.
   *
   * @param position of the frame in the source
   */
  Duration lag(Duration position) {
    return started ? Duration.ofNanos(Math.max(0, overdueNanos(position))) : Duration.ZERO;
  }

  private long overdueNanos(Duration position) {
    return nanoTime.getAsLong() - zero - pace.due(position).toNanos();
  }
}
