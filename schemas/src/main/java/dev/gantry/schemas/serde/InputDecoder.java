package dev.gantry.schemas.serde;

import dev.gantry.schemas.registry.SchemaRegistry;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Reads what others put on an input topic. Thread-safe.
 *
 * @param <T> the record type of the topic
 */
public final class InputDecoder<T extends SpecificRecordBase> {

  private final Class<T> type;
  private final AvroReader<T> avro;

  /**
   * A decoder.
   *
   * @param type generated class of the records
   * @param registry where the schemas of Avro records are looked up
   */
  public InputDecoder(Class<T> type, SchemaRegistry registry) {
    this.type = type;
    this.avro = new AvroReader<>(type, registry);
  }

  /**
   * Reads a record.
   *
   * @param topic topic it lies on, for messages
   * @param key its key, null when it has none
   * @param value its value, null for a tombstone
   * @return the record
   * @throws MalformedRecordException when it is not a record of the topic, whatever the bytes are
   * @throws dev.gantry.schemas.registry.SchemaRegistryException when the registry could not be
   *     asked about the schema: that says nothing about the record, and the same call may succeed
   *     later
   */
  public T decode(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      throw new MalformedRecordException(
          DeadLetterCause.UNREADABLE,
          topic + ": expected a " + type.getSimpleName() + ", found an empty value");
    }
    return avro.read(value);
  }
}
