package dev.gantry.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request to end, and holds the process until that has happened and
 * its outcome has been told.
 */
final class Interruption {

  private static final long REQUEST_SECONDS = 10;
  private static final long INSIST_SECONDS = 50;

  private static final CountDownLatch TOLD = new CountDownLatch(1);

  private Interruption() {}

  /** Something that takes as long as it is let. */
  @FunctionalInterface
  interface Work {

    void run() throws InterruptedException;
  }

  /** Does the work; when the process is told to end meanwhile, calls the request. */
  static void during(Work work, Runnable request) throws InterruptedException {
    during(work, request, () -> {});
  }

  /**
   * Does the work; when the process is told to end meanwhile, calls the request, and where that has
   * not helped after {@value #REQUEST_SECONDS} s, insists.
   */
  static void during(Work work, Runnable request, Runnable insist) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (TOLD.getCount() > 0) {
                    request.run();
                    awaitEnd(insist);
                  }
                },
                "interruption"));
    work.run();
  }

  /** Lets a process go that was told to end: its command is done and has said how. */
  static void told() {
    TOLD.countDown();
  }

  private static void awaitEnd(Runnable insist) {
    try {
      if (!TOLD.await(REQUEST_SECONDS, TimeUnit.SECONDS)) {
        insist.run();
        if (!TOLD.await(INSIST_SECONDS, TimeUnit.SECONDS)) {
          System.err.printf("gantry: did not stop within %d s%n", REQUEST_SECONDS + INSIST_SECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
