package dev.gantry.schemas.serde;

import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.registry.SchemaRegistry;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Reads what others put on an input topic, and checks it. A value is either Avro in Confluent's
 * frame (first byte 0), or one JSON object in UTF-8 (first byte <code>{</code>, white space and a
 * byte order mark before it forgiven) in one of three forms:
 *
 * <ul>
 *   <li><b>CloudEvents 1.0</b>, structured, told by {@code specversion}: {@code source} and {@code
 *       id} together are the event's id, {@code type} from the word on that tells its {@link
 *       EventKind} its type, {@code time} its event time, {@code subject} its key; {@code data}
 *       holds fields, or the envelope below.
 *   <li><b>The envelope</b>, told by {@code event_type}: that and {@code timestamp} (RFC 3339),
 *       fields by their names, {@code user_id}, and {@code payload} with the content. Other names
 *       are extensions and are kept among the {@code attributes}; null means absent.
 *   <li><b>Fields</b>: the names of the schema and nothing else, so that a typing error is found.
 *       What is left out has its default.
 * </ul>
 *
 * <p>Times ({@code *_us}) are whole microseconds or RFC 3339 text, which may also go by the name
 * without {@code _us}; enums may be in lower case; bytes are base64. A key field that is left out
 * is taken from the record's key. The event time is never left out.
 *
 * <p>Whatever the form, the record is then checked by its {@link RecordValidator}. Thread-safe.
 *
 * @param <T> the record type of the topic
 */
public final class InputDecoder<T extends SpecificRecordBase> {

  private final Class<T> type;
  private final AvroReader<T> avro;
  private final JsonRecords<T> json;
  private final RecordValidator<T> validator;

  /**
   * A decoder.
   *
   * @param type generated class of the records
   * @param registry where the schemas of Avro records are looked up
   * @throws IllegalArgumentException when the type is not one that a topic carries
   */
  public InputDecoder(Class<T> type, SchemaRegistry registry) {
    this.type = type;
    this.avro = new AvroReader<>(type, registry);
    this.validator = RecordValidator.of(type);
    this.json = new JsonRecords<>(type, validator);
  }

  /**
   * Reads a record.
   *
   * @param topic topic it lies on, for messages
   * @param key its key, null when it has none
   * @param value its value, null for a tombstone
   * @return the record, checked
   * @throws MalformedRecordException when it is not a record of the topic, whatever the bytes are
   * @throws dev.gantry.schemas.registry.SchemaRegistryException when the registry could not be
   *     asked about the schema: that says nothing about the record, and the same call may succeed
   *     later
   */
  public T decode(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      throw unreadable(topic, "an empty value");
    }
    if (value[0] == AvroReader.MAGIC) {
      T record = avro.read(value);
      validator.validate(record);
      return record;
    }
    if (JsonText.looksLikeObject(value)) {
      return json.read(key, JsonEvent.parse(value), TimeMode.LIVE);
    }
    throw unreadable(topic, "first byte " + (value[0] & 0xff));
  }

  /**
   * Reads a record out of an event that has no key beside it; live where it does not say otherwise.
   *
   * @return the record, checked
   * @throws MalformedRecordException when it is not a record of the topic
   */
  public T decode(JsonEvent event) {
    return decode(event, TimeMode.LIVE);
  }

  /**
   * As above.
   *
   * @param unstated how its time runs where it does not say so
   * @return the record, checked
   * @throws MalformedRecordException when it is not a record of the topic
   */
  public T decode(JsonEvent event, TimeMode unstated) {
    return json.read(null, event, unstated);
  }

  private MalformedRecordException unreadable(String topic, String found) {
    return new MalformedRecordException(
        DeadLetterCause.UNREADABLE,
        topic
            + ": expected a "
            + type.getSimpleName()
            + " as Avro (first byte 0) or as a JSON object (first byte '{'), found "
            + found);
  }
}
