package dev.gantry.query.live;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One connected client: events wait in a bounded queue until its own thread writes them. */
public final class LiveClient implements AutoCloseable {

  private final BlockingQueue<LiveEvent> queue;
  private final Predicate<LiveEvent> filter;
  private volatile boolean closed;

  LiveClient(int queueLength, Predicate<LiveEvent> filter) {
    // one more than the events, for the reset that may come first
    this.queue = new ArrayBlockingQueue<>(queueLength + 1);
    this.filter = filter;
  }

  /** Queues an event; false when the client has gone, or is too slow and is dropped. */
  boolean offer(LiveEvent event) {
    if (closed) {
      return false;
    }
    boolean wanted = event.topicKey().isEmpty() || filter.test(event);
    if (wanted && !queue.offer(event)) {
      close();
      return false;
    }
    return true;
  }

  /**
   * The next event to write: a heartbeat when none comes for a while, null when the client is to be
   * let go.
   *
   * @param heartbeatMs longest wait, milliseconds
   */
  public @Nullable LiveEvent next(long heartbeatMs) throws InterruptedException {
    if (closed) {
      return null;
    }
    LiveEvent event = queue.poll(heartbeatMs, TimeUnit.MILLISECONDS);
    if (closed) {
      return null;
    }
    return event == null ? LiveEvent.HEARTBEAT : event;
  }

  boolean isClosed() {
    return closed;
  }

  /** Lets the client go; its thread ends with the next heartbeat at the latest. */
  @Override
  public void close() {
    closed = true;
    queue.clear();
    queue.offer(LiveEvent.HEARTBEAT);
  }
}
