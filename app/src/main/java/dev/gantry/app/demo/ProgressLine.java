package dev.gantry.app.demo;

import java.io.PrintStream;
import java.util.Locale;

/**
 * One line of progress: rewritten in place on a terminal, else repeated every ten seconds. For one
 * thread.
 */
final class ProgressLine {

  private static final int PIPED_EVERY = 10;

  private final PrintStream out;
  private final boolean terminal;
  private int calls;
  private boolean open;

  ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Shows the counts; called once a second.
   *
   * @param framesPerSecond frames scored in the last second
   */
  void show(long seconds, double framesPerSecond, Tally.Counts counts) {
    String line =
        String.format(
            Locale.ROOT,
            "%4d s  %5.1f frames/s  %d frames  %d detections  %d tracks  %d alerts (%d firing)  %d dead letters",
            seconds,
            framesPerSecond,
            counts.frames(),
            counts.detections(),
            counts.tracks(),
            counts.alerts(),
            counts.firing(),
            counts.deadLetters());
    if (terminal) {
      out.print("\r\u001b[2K" + line);
      out.flush();
      open = true;
    } else if (calls++ % PIPED_EVERY == 0) {
      out.println(line);
    }
  }

  /** Prints a line of its own, above the progress. */
  void say(String words) {
    finish();
    out.println(words);
    out.flush();
  }

  /** Ends the line. */
  void finish() {
    if (open) {
      out.println();
      open = false;
    }
  }
}
