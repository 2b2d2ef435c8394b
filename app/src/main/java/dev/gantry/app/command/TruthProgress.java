package dev.gantry.app.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Says every few seconds how much of a truth is written: that of a day takes many minutes. */
final class TruthProgress implements LongConsumer {

  private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  private final long frames;
  private final PrintStream out;
  private long told = System.nanoTime();

  /**
   * @param frames how many there will be
   */
  TruthProgress(long frames, PrintStream out) {
    this.frames = frames;
    this.out = out;
  }

  @Override
  public void accept(long written) {
    long now = System.nanoTime();
    if (now - told >= EVERY_NANOS) {
      told = now;
      out.println("Truth: " + written + " of " + frames + " frames of each camera.");
    }
  }
}
