package dev.gantry.ingest;

import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.TopicRecord;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends what lines of text say to topics, line by line. A line that can't be taken is told of and
 * left out; the others go on.
 */
public final class LineFeed {

  /** Reads records out of a line. */
  @FunctionalInterface
  public interface LineReader {

    /**
     * What a line says; nothing when that is nothing of interest.
     *
     * @throws MalformedRecordException when it should say something and does not
     */
    List<TopicRecord<?>> read(String line);
  }

  /**
   * A line that was left out.
   *
   * @param line its number, from 1
   * @param field what is wrong with it; empty where it could not be read at all
   * @param why field, what was expected and what was found
   * @param text what it says; empty where that could not be read
   */
  public record Refused(long line, String field, String why, String text) {

    private static Refused of(long line, String text, MalformedRecordException wrong) {
      String field = wrong.fault().map(MalformedRecordException.Fault::field).orElse("");
      return new Refused(line, field, wrong.explanation(), text);
    }
  }

  /** Is told of lines that can't be taken. */
  @FunctionalInterface
  public interface Refusals {

    /** A line was left out. */
    void refused(Refused line);
  }

  /**
   * What became of the lines.
   *
   * @param lines read
   * @param records that Kafka has, by topic
   * @param refused lines left out
   */
  public record Outcome(long lines, SortedMap<String, Long> records, long refused) {}

  private final LineReader reader;
  private final Refusals refusals;

  public LineFeed(LineReader reader, Refusals refusals) {
    this.reader = reader;
    this.refusals = refusals;
  }

  /**
   * Sends all lines. What it returns counts only what Kafka has.
   *
   * @param name of the lines, for messages
   * @throws SourceException when they can't be read
   * @throws PublishException when Kafka did not take a record; those before may be there
   */
  public Outcome run(Lines lines, String name, RecordPublisher publisher) {
    SortedMap<String, Long> sent = new TreeMap<>();
    long refused = 0;
    for (long number = 1; ; number++) {
      String text = "";
      try {
        String line = next(lines, name);
        if (line == null) {
          publisher.flush();
          return new Outcome(number - 1, sent, refused);
        }
        text = number == 1 ? ByteOrderMark.leftOut(line) : line;
        send(text, "line %d of %s".formatted(number, name), publisher, sent);
      } catch (MalformedRecordException e) {
        refused++;
        refusals.refused(Refused.of(number, text, e));
      }
    }
  }

  private void send(
      String line, String what, RecordPublisher publisher, SortedMap<String, Long> sent) {
    for (TopicRecord<?> record : reader.read(line)) {
      publisher.send(record, what);
      sent.merge(record.topic().name(), 1L, Long::sum);
    }
  }

  private static @Nullable String next(Lines lines, String name) {
    try {
      return lines.next();
    } catch (IOException e) {
      throw new SourceException(name + " can't be read: " + e.getMessage(), e);
    }
  }
}
