package dev.gantry.app.command;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import dev.gantry.ingest.LineFeed;
import dev.gantry.ingest.RecordPublisher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.stream.Collectors;

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
  static int send(LineInput input, LineFeed.LineReader reader, Connection to)
      throws InterruptedException {
    int[] refused = {0};
    LineFeed feed =
        new LineFeed(
            reader,
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
                "%d lines: %s; %d lines were refused.%n",
                outcome.lines(), words(outcome.records()), outcome.refused());
          },
          () -> close(lines),
          publisher::abandon);
    } catch (IOException e) {
      throw new CommandFailedException(input.name() + " can't be closed", e);
    }
    return refused[0] == 0 ? Main.DONE : Main.FAILED;
  }

  private static String words(SortedMap<String, Long> records) {
    return records.isEmpty()
        ? "no records"
        : records.entrySet().stream()
            .map(topic -> topic.getValue() + " records are in " + topic.getKey())
            .collect(Collectors.joining(", "));
  }

  private static void close(BufferedReader lines) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
