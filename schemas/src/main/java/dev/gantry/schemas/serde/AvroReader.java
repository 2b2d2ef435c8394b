package dev.gantry.schemas.serde;

import dev.gantry.schemas.internal.ReadInOrder;
import dev.gantry.schemas.internal.RecordModel;
import dev.gantry.schemas.registry.SchemaRegistry;
import dev.gantry.schemas.registry.SchemaRegistryException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Reads framed Avro (0, 4 bytes of schema id big-endian, body) as a record type, whichever schema
 * it was written with. Thread-safe: what is reused is confined to its thread.
 */
final class AvroReader<T extends SpecificRecordBase> {

  /** First byte of the frame. */
  static final byte MAGIC = 0;

  /** Bytes before the body. */
  static final int HEADER = 5;

  private final Class<T> type;
  private final Schema schema;
  private final SchemaRegistry registry;
  private final ThreadLocal<Lane<T>> lanes = ThreadLocal.withInitial(Lane::new);

  AvroReader(Class<T> type, SchemaRegistry registry) {
    this.type = type;
    this.schema = RecordModel.data().getSchema(type);
    this.registry = registry;
  }

  /**
   * Reads a record.
   *
   * @throws MalformedRecordException when the bytes are not such a record
   * @throws SchemaRegistryException when the registry could not be asked about the schema
   */
  T read(byte[] data) {
    if (data.length < HEADER) {
      throw unreadable("expected a frame of 5 bytes or more, found " + data.length, null);
    }
    if (data[0] != MAGIC) {
      throw unreadable("expected first byte 0, found " + (data[0] & 0xff), null);
    }
    int id = data[1] << 24 | (data[2] & 0xff) << 16 | (data[3] & 0xff) << 8 | (data[4] & 0xff);
    Lane<T> lane = lanes.get();
    BodyReader<T> reader = lane.readers.get(id);
    if (reader == null) {
      reader = readerFor(id);
      lane.readers.put(id, reader);
    }
    return read(reader, lane.decoder, data, id);
  }

  // Avro throws whatever its parser, the generated code or a collection trips over.
  private T read(BodyReader<T> reader, BoundedDecoder decoder, byte[] data, int id) {
    decoder.reset(data, HEADER, data.length - HEADER);
    T read;
    try {
      read = reader.read(decoder);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw unreadable(
          "expected "
              + schema.getName()
              + " of schema id "
              + id
              + ", found at byte "
              + decoder.position()
              + " of "
              + data.length
              + ": "
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
          e);
    }
    if (decoder.remaining() > 0) {
      throw unreadable(
          "expected the end of "
              + schema.getName()
              + " of schema id "
              + id
              + ", found "
              + decoder.remaining()
              + " more bytes",
          null);
    }
    return read;
  }

  private BodyReader<T> readerFor(int id) {
    Schema writer;
    try {
      writer = registry.schemaById(id);
    } catch (SchemaRegistryException e) {
      if (!e.isAboutSchema()) {
        throw e;
      }
      throw unreadable(e.getMessage() == null ? "schema id " + id : e.getMessage(), e);
    }
    // Avro's resolution does not compare the names of the outermost records, and with a default
    // on every field any record would be read as any other.
    if (writer.getType() != Schema.Type.RECORD || !writer.getName().equals(schema.getName())) {
      throw unreadable(
          "schema id " + id + ": expected " + schema.getName() + ", found " + writer.getName(),
          null);
    }
    if (isLaidOutBy(writer)) {
      return this::readInOrder;
    }
    DatumReader<T> resolving = new SpecificDatumReader<>(writer, schema, RecordModel.data());
    return decoder -> resolving.read(null, decoder);
  }

  /**
   * Whether a writer's records have the same fields in the same order, whatever it says of them.
   */
  private boolean isLaidOutBy(Schema writer) {
    return ReadInOrder.class.isAssignableFrom(type)
        && SchemaNormalization.toParsingForm(writer)
            .equals(SchemaNormalization.toParsingForm(schema));
  }

  private T readInOrder(Decoder decoder) throws IOException {
    T record = type.cast(RecordModel.data().newRecord(null, schema));
    ((ReadInOrder) record).customDecode(decoder);
    return record;
  }

  private static MalformedRecordException unreadable(String message, @Nullable Throwable cause) {
    return new MalformedRecordException(DeadLetterCause.UNREADABLE, message, cause);
  }

  /** Reads what follows the frame's header. */
  private interface BodyReader<T> {
    T read(Decoder decoder) throws IOException;
  }

  /** What one thread reuses. */
  private static final class Lane<T> {
    final BoundedDecoder decoder = new BoundedDecoder();
    final IntTable<BodyReader<T>> readers = new IntTable<>();
  }
}
