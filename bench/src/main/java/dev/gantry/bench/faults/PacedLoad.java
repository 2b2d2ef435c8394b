package dev.gantry.bench.faults;

import dev.gantry.ingest.RecordPublisher;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends something at a steady pace, from a thread of its own. */
final class PacedLoad implements AutoCloseable {

  private final RecordPublisher publisher;
  private final Duration every;
  private final Step step;
  private final Thread thread;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private volatile boolean stopped;
  private volatile long steps;

  /** What is done at each step. */
  interface Step {

    /**
     * Sends.
     *
     * @param number of the step, from 0
     */
    void send(RecordPublisher publisher, long number);
  }

  PacedLoad(String name, RecordPublisher publisher, Duration every, Step step) {
    this.publisher = publisher;
    this.every = every;
    this.step = step;
    this.thread = new Thread(this::send, name);
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void send() {
    try {
      for (long number = 0; !stopped; number++) {
        step.send(publisher, number);
        steps = number + 1;
        TimeUnit.MILLISECONDS.sleep(every.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  /**
   * Stops, and waits until Kafka has all that was sent.
   *
   * @return steps done
   */
  long finish() {
    close();
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    publisher.flush();
    return steps;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
