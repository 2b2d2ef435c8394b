package dev.gantry.ingest;

import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.InputDecoder;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Reads one record out of every line that is not blank: one JSON object in any of the forms that
 * the topic itself takes.
 */
public final class JsonLineReader<V extends SpecificRecordBase> implements LineFeed.LineReader<V> {

  private final Topic<V> topic;
  private final InputDecoder<V> decoder;

  public JsonLineReader(Topic<V> topic, SchemaRegistry registry) {
    this.topic = topic;
    this.decoder = new InputDecoder<>(topic.valueType(), registry);
  }

  @Override
  public List<V> read(String line) {
    if (line.isBlank()) {
      return List.of();
    }
    if (!line.stripLeading().startsWith("{")) {
      throw new MalformedRecordException(
          DeadLetterCause.UNREADABLE, "expected a JSON object, found " + start(line));
    }
    return List.of(decoder.decode(topic.name(), null, line.getBytes(StandardCharsets.UTF_8)));
  }

  private static String start(String line) {
    String text = line.strip();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
