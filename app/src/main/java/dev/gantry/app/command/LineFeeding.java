package dev.gantry.app.command;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import dev.gantry.ingest.LineFeed;
import dev.gantry.ingest.RecordPublisher;
import dev.gantry.schemas.topic.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Runs of adapters that read lines. */
final class LineFeeding {

  /** Refused lines that are told of one by one. */
  private static final int MOST_TOLD = 20;

  private LineFeeding() {}

  /**
   * Sends what lines say, and says what became of it.
   *
   * @return exit code: failed when a line was refused
   */
  static <V> int send(LineInput input, LineFeed.LineReader<V> reader, Topic<V> topic, Connection to)
      throws InterruptedException {
    int[] refused = {0};
    LineFeed<V> feed =
        new LineFeed<>(
            reader,
            topic,
            (line, why) -> {
              if (refused[0]++ < MOST_TOLD) {
                System.err.println("line " + line + ": " + why);
              }
            });
    try (BufferedReader lines = input.open();
        RecordPublisher publisher = RecordPublisher.connect(to.client())) {
      Interruption.during(
          () -> {
            LineFeed.Outcome outcome = feed.run(lines, input.name(), publisher);
            System.out.printf(
                "%d records of %d lines are in %s; %d lines were refused.%n",
                outcome.records(), outcome.lines(), topic.name(), outcome.refused());
          },
          () -> close(lines),
          publisher::abandon);
    } catch (IOException e) {
      throw new CommandFailedException(input.name() + " can't be closed", e);
    }
    return refused[0] == 0 ? Main.DONE : Main.FAILED;
  }

  private static void close(BufferedReader lines) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
