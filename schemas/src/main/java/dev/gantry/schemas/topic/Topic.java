package dev.gantry.schemas.topic;

import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A topic of the product: its name paired with the types of its records.
 *
 * @param name name on the cluster, prefix included
 * @param baseName name without prefix
 * @param keySerde keys are text in UTF-8
 * @param valueSerde values
 * @param valueType class of the values
 * @param settings how it is created
 * @param keyName what the key is, for people, such as {@code camera_id}
 * @param doc what its records are, one line
 * @param keyFunction key that a value states; empty when a value states none
 * @param takesUnkeyed whether records may come without the key that they state, as people pipe them
 *     into a console; one role writes these again, under it
 */
public record Topic<V>(
    String name,
    String baseName,
    Serde<String> keySerde,
    Serde<V> valueSerde,
    Class<V> valueType,
    TopicSettings settings,
    String keyName,
    String doc,
    Function<V, Optional<String>> keyFunction,
    boolean takesUnkeyed) {

  /**
   * The key that a value states, by which it must have been produced; empty when it states none.
   */
  public Optional<String> keyOf(V value) {
    return keyFunction.apply(value);
  }

  /** Whether a record came without the key that it states, and is written again under it. */
  public boolean isToBeKeyed(byte @Nullable [] key, V value) {
    return takesUnkeyed && (key == null || key.length == 0) && keyOf(value).isPresent();
  }

  /** Registry subject of its values. */
  public String subject() {
    return name + "-value";
  }

  @Override
  public String toString() {
    return "Topic[" + name + ": " + keyName + " -> " + valueType.getSimpleName() + "]";
  }
}
