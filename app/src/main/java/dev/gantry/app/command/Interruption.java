package dev.gantry.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a request to end, and holds the process until that has happened.
 */
final class Interruption {

  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable request) {
    hook =
        new Thread(
            () -> {
              request.run();
              awaitEnd();
            },
            "interruption");
  }

  /** Something that takes as long as it is let. */
  @FunctionalInterface
  interface Work {

    void run() throws InterruptedException;
  }

  /** Does the work; when the process is told to end meanwhile, calls the request. */
  static void during(Work work, Runnable request) throws InterruptedException {
    Interruption interruption = new Interruption(request);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    try {
      work.run();
    } finally {
      interruption.ended.countDown();
    }
  }

  private void awaitEnd() {
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("gantry: did not stop within " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
