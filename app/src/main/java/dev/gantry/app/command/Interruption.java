package dev.gantry.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request to end, and holds the process until that has happened and
 * its outcome has been told.
 */
final class Interruption {

  private static final long PATIENCE_SECONDS = 60;

  private static final CountDownLatch TOLD = new CountDownLatch(1);

  private Interruption() {}

  /** Something that takes as long as it is let. */
  @FunctionalInterface
  interface Work {

    void run() throws InterruptedException;
  }

  /** Does the work; when the process is told to end meanwhile, calls the request. */
  static void during(Work work, Runnable request) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (TOLD.getCount() > 0) {
                    request.run();
                    awaitEnd();
                  }
                },
                "interruption"));
    work.run();
  }

  /** Lets a process go that was told to end: its command is done and has said how. */
  static void told() {
    TOLD.countDown();
  }

  private static void awaitEnd() {
    try {
      if (!TOLD.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("gantry: did not stop within " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
