package dev.gantry.schemas.topic;

/**
 * A record that is to be written.
 *
 * @param <V> type of its value
 */
public record TopicRecord<V>(Topic<V> topic, V value) {

  /** The key that its value states; empty when it states none. */
  public String key() {
    return topic.keyOf(value).orElse("");
  }

  /** Its value in bytes; the schema is registered when it is the first of its topic. */
  public byte[] bytes() {
    return topic.valueSerde().serializer().serialize(topic.name(), value);
  }
}
