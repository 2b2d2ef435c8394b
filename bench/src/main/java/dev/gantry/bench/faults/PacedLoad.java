package dev.gantry.bench.faults;

import dev.gantry.bench.timing.Schedule;
import dev.gantry.ingest.RecordPublisher;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends something at a steady pace, from a thread of its own: each step is due at a time that does
 * not depend on how long those before took, so that what brokers hold up is made up for.
 */
final class PacedLoad implements AutoCloseable {

  private final RecordPublisher publisher;
  private final int stepsPerSecond;
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

  /**
   * @param name of the thread
   * @param stepsPerSecond 1 or more
   */
  PacedLoad(String name, RecordPublisher publisher, int stepsPerSecond, Step step) {
    this.publisher = publisher;
    this.stepsPerSecond = stepsPerSecond;
    this.step = step;
    this.thread = new Thread(this::send, name);
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void send() {
    Schedule schedule = new Schedule(System.nanoTime(), stepsPerSecond);
    try {
      for (long number = 0; !stopped; number++) {
        schedule.await(number);
        step.send(publisher, number);
        steps = number + 1;
      }
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
