package dev.gantry.schemas.serde;

import dev.gantry.schemas.internal.Once;
import dev.gantry.schemas.registry.SchemaRegistry;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records of one type in the Confluent wire format: byte 0, the schema id in 4 bytes big-endian,
 * and Avro's binary encoding. Any Confluent client reads what it writes and the other way round.
 * The schema is registered under {@code <topic>-value} when the first record for a topic is
 * written. Null stays null. Safe for use by several threads at once.
 *
 * <p>Reading throws {@link SerializationException} for bytes that are no such record, and {@link
 * dev.gantry.schemas.registry.SchemaRegistryException} while the registry cannot be asked; the
 * second says nothing about the record.
 *
 * @param <T> the record type
 */
public final class AvroSerde<T extends SpecificRecordBase> implements Serde<T> {

  private final Supplier<AvroWriter<T>> writer;
  private final Supplier<AvroReader<T>> reader;

  /**
   * A serde.
   *
   * @param type generated class of the records
   * @param registry where schemas are registered and looked up
   */
  public AvroSerde(Class<T> type, SchemaRegistry registry) {
    // A process has the serdes of all topics and uses those of a few.
    this.writer = new Once<>(() -> new AvroWriter<>(type, registry));
    this.reader = new Once<>(() -> new AvroReader<>(type, registry));
  }

  @Override
  @SuppressWarnings("NullAway") // Kafka hands null through for tombstones, but does not say so
  public Serializer<T> serializer() {
    return (topic, record) -> record == null ? null : writer.get().write(topic, record);
  }

  @Override
  public Deserializer<T> deserializer() {
    return this::read;
  }

  @SuppressWarnings("NullAway") // as above
  private T read(String topic, byte[] data) {
    if (data == null) {
      return null;
    }
    try {
      return reader.get().read(data);
    } catch (MalformedRecordException e) {
      throw new SerializationException("topic " + topic + ": " + e.getMessage(), e);
    }
  }
}
