package dev.gantry.app.command;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import dev.gantry.ingest.LineFeed;
import dev.gantry.ingest.Lines;
import dev.gantry.ingest.RecordPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Runs of adapters that read lines. */
final class LineFeeding {

  private LineFeeding() {}

  /**
   * What is to be read.
   *
   * @param form how bytes are lines
   * @param reader what lines say
   * @param expected what they are, for who gave others
   */
  record Source(LineInput input, LineInput.Form form, LineFeed.LineReader reader, String expected) {

    String name() {
      return input.name();
    }
  }

  /**
   * Sends what lines say, and says what became of it.
   *
   * @return exit code: failed when a line was refused, or when none said anything
   */
  static int send(Source source, Connection to) throws InterruptedException {
    AtomicReference<LineFeed.Outcome> outcome = new AtomicReference<>();
    try (Lines lines = source.input.open(source.form);
        ToldRefusals refusals = ToldRefusals.to(LineFeeding::say, source.input.rejects());
        RecordPublisher publisher = RecordPublisher.connect(to.client())) {
      LineFeed feed = new LineFeed(source.reader, refusals);
      Interruption.during(
          () -> outcome.set(feed.run(lines, source.name(), publisher)),
          () -> close(lines),
          publisher::abandon);
    } catch (IOException e) {
      throw new CommandFailedException(source.name() + " can't be closed", e);
    }
    return tell(source, Objects.requireNonNull(outcome.get()));
  }

  private static int tell(Source source, LineFeed.Outcome outcome) {
    System.out.printf(
        "%d lines: %s; %d lines were refused.%n",
        outcome.lines(), words(outcome.records()), outcome.refused());
    if (outcome.lines() > 0 && outcome.records().isEmpty() && outcome.refused() == 0) {
      System.err.printf(
          "%s: expected %s, found nothing of that in any line%n", source.name(), source.expected);
      return Main.FAILED;
    }
    return outcome.refused() == 0 ? Main.DONE : Main.FAILED;
  }

  private static void say(String line) {
    System.err.println(line);
  }

  private static String words(SortedMap<String, Long> records) {
    return records.isEmpty()
        ? "no records"
        : records.entrySet().stream()
            .map(topic -> topic.getValue() + " records are in " + topic.getKey())
            .collect(Collectors.joining(", "));
  }

  private static void close(Lines lines) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
