package dev.gantry.topologies.processor;

import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a record has the key that its value states, and lies where that key belongs. */
public final class KeyChecks {

  private KeyChecks() {}

  /**
   * Checks both; a value that states no key may lie anywhere.
   *
   * @param name full name of the topic
   * @param partition where the record lies
   * @param count partitions of the topic
   * @throws MalformedRecordException when the record is to be set aside
   */
  public static <V> void check(
      Topic<V> topic, String name, byte @Nullable [] key, V value, int partition, int count) {
    String found = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    Optional<String> stated = topic.keyOf(value);
    if (stated.isPresent()) {
      key(topic, name, found, stated.get());
      partition(name, found, partition, count);
    }
  }

  static void key(Topic<?> topic, String name, String found, String expected) {
    if (found.isEmpty()) {
      throw new MalformedRecordException(
          DeadLetterCause.MISSING_KEY,
          name + ": expected " + topic.keyName() + " as key, found none");
    }
    if (!found.equals(expected)) {
      throw new MalformedRecordException(
          DeadLetterCause.KEY_MISMATCH,
          name
              + ": expected key '"
              + expected
              + "' ("
              + topic.keyName()
              + " of the value), found '"
              + found
              + "'");
    }
  }

  static void partition(String name, String key, int found, int count) {
    int expected = KeyPartition.of(key, count);
    if (expected != found) {
      throw new MalformedRecordException(
          DeadLetterCause.WRONG_PARTITION,
          name
              + ": expected key '"
              + key
              + "' on partition "
              + expected
              + " of "
              + count
              + " (murmur2 of the key), found it on partition "
              + found);
    }
  }
}
