package dev.gantry.schemas.serde;

import dev.gantry.schemas.internal.RecordModel;
import dev.gantry.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Writes records as framed Avro. Thread-safe: buffer and encoder are confined to their thread and
 * reused.
 */
final class AvroWriter<T extends SpecificRecordBase> {

  /** A buffer that has grown beyond this is not kept: one large image must not stay for good. */
  private static final int LARGEST_KEPT = 256 * 1024;

  private static final ThreadLocal<Lane> LANES = ThreadLocal.withInitial(Lane::new);

  private final Schema schema;
  private final Schema registered;
  private final SchemaRegistry registry;
  private final DatumWriter<T> writer;
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();
  private volatile TopicId last = new TopicId("", 0);

  AvroWriter(Class<T> type, SchemaRegistry registry) {
    this.schema = RecordModel.data().getSchema(type);
    this.registered = PortableSchema.of(schema);
    this.registry = registry;
    this.writer = new SpecificDatumWriter<>(schema, RecordModel.data());
  }

  /**
   * Writes a record.
   *
   * @param topic topic it is for; its schema is registered under {@code <topic>-value} at the first
   * @throws SerializationException when the record lacks a field
   * @throws dev.gantry.schemas.registry.SchemaRegistryException when the schema cannot be
   *     registered
   */
  byte[] write(String topic, T record) {
    int id = idFor(topic);
    Lane lane = LANES.get();
    try {
      lane.start(id);
      writer.write(record, lane.encoder);
      lane.encoder.flush();
    } catch (IOException | AvroRuntimeException | NullPointerException | ClassCastException e) {
      LANES.remove();
      throw new SerializationException(
          schema.getName() + " for topic " + topic + ": cannot be written, " + describe(record, e),
          e);
    }
    byte[] written = lane.sink.toByteArray();
    if (written.length > LARGEST_KEPT) {
      LANES.remove();
    }
    return written;
  }

  private int idFor(String topic) {
    TopicId known = last;
    if (known.topic.equals(topic)) {
      return known.id;
    }
    int id = ids.computeIfAbsent(topic, name -> registry.register(name + "-value", registered));
    last = new TopicId(topic, id);
    return id;
  }

  private String describe(T record, Exception e) {
    for (Schema.Field field : schema.getFields()) {
      if (record.get(field.pos()) == null) {
        return field.name() + ": expected a value, found null";
      }
    }
    return String.valueOf(e.getMessage());
  }

  private record TopicId(String topic, int id) {}

  /** What one thread reuses. */
  private static final class Lane {
    final ByteArrayOutputStream sink = new ByteArrayOutputStream(1024);
    final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(sink, null);

    void start(int id) {
      sink.reset();
      sink.write(AvroReader.MAGIC);
      sink.write(id >>> 24);
      sink.write(id >>> 16);
      sink.write(id >>> 8);
      sink.write(id);
    }
  }
}
