package dev.gantry.ingest;

import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.JsonEvent;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads one event out of every line that is not blank: one JSON object in any of the forms that the
 * topics themselves take.
 */
public final class JsonLineReader implements LineFeed.LineReader {

  private final EventReader events;
  private final Optional<String> topic;

  /**
   * @param topic name of the topic of all lines, without prefix; empty when each says so itself
   */
  public JsonLineReader(EventReader events, Optional<String> topic) {
    this.events = events;
    this.topic = topic;
  }

  @Override
  public List<TopicRecord<?>> read(String line) {
    return event(line).<TopicRecord<?>>map(event -> events.read(event, topic)).stream().toList();
  }

  /**
   * The event in a line, a byte order mark before it forgiven; absent in a blank one.
   *
   * @throws MalformedRecordException when it is not one JSON object
   */
  public static Optional<JsonEvent> event(String text) {
    String line = ByteOrderMark.leftOut(text);
    if (line.isBlank()) {
      return Optional.empty();
    }
    if (!line.stripLeading().startsWith("{")) {
      throw new MalformedRecordException(
          DeadLetterCause.UNREADABLE, "expected a JSON object, found " + start(line));
    }
    return Optional.of(JsonEvent.parse(line.getBytes(StandardCharsets.UTF_8)));
  }

  private static String start(String line) {
    String text = line.strip();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
