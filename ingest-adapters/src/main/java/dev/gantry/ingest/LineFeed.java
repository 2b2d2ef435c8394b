package dev.gantry.ingest;

import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.TopicRecord;
import java.io.BufferedReader;
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

  /** Is told of lines that can't be taken. */
  @FunctionalInterface
  public interface Refusals {

    /**
     * A line was left out.
     *
     * @param line its number, from 1
     * @param why field, what was expected and what was found
     */
    void refused(long line, String why);
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
  public Outcome run(BufferedReader lines, String name, RecordPublisher publisher) {
    long read = 0;
    SortedMap<String, Long> sent = new TreeMap<>();
    long refused = 0;
    for (String line = next(lines, name); line != null; line = next(lines, name)) {
      read++;
      String text = read == 1 ? ByteOrderMark.leftOut(line) : line;
      try {
        for (TopicRecord<?> record : reader.read(text)) {
          publisher.send(record, "line %d of %s".formatted(read, name));
          sent.merge(record.topic().name(), 1L, Long::sum);
        }
      } catch (MalformedRecordException e) {
        refused++;
        refusals.refused(read, e.explanation());
      }
    }
    publisher.flush();
    return new Outcome(read, sent, refused);
  }

  private static @Nullable String next(BufferedReader lines, String name) {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new SourceException(name + " can't be read: " + e.getMessage(), e);
    }
  }
}
