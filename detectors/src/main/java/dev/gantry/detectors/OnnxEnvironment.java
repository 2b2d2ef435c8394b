package dev.gantry.detectors;

import ai.djl.engine.Engine;

/**
 * Starts ONNX Runtime on a thread with a deep stack.
 *
 * <p>When it starts it matches the command line of the process with a regular expression that calls
 * itself for every letter: with ten thousand letters, such as a class path has, the usual stack of
 * 1 MiB overflows and the process dies without a word.
 */
final class OnnxEnvironment {

  /** Enough for the longest argument that Linux takes, 128 KiB, ten times over. */
  private static final long STACK_BYTES = 128L << 20;

  private OnnxEnvironment() {}

  /** Starts it unless it has been started, through DJL, which insists on being the first. */
  static synchronized void start() {
    Thread thread =
        new Thread(null, () -> Engine.getEngine("OnnxRuntime"), "onnx-start", STACK_BYTES);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ONNX Runtime starts", e);
    }
  }
}
