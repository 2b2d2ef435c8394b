package dev.gantry.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.schemas.internal.RecordModel;
import dev.gantry.schemas.records.TimeMode;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from JSON, in one of three forms (see {@link InputDecoder}). Thread-safe.
 *
 * @param <T> the record type
 */
final class JsonRecords<T extends SpecificRecordBase> {

  private final Class<T> type;
  private final RecordShape shape;
  private final RecordValidator<T> validator;

  JsonRecords(Class<T> type, RecordValidator<T> validator) {
    this.type = type;
    this.validator = validator;
    this.shape = new RecordShape(type, RecordModel.data().getSchema(type));
  }

  /**
   * Reads a record, and checks it.
   *
   * @param unstated how its time runs where it does not say so
   * @throws MalformedRecordException when it is not one, naming the field as the event does
   */
  T read(byte @Nullable [] key, JsonEvent event, TimeMode unstated) {
    JsonNode root = event.root();
    JsonForm form = JsonForm.of(event);
    JsonFields fields = new JsonFields(shape, form);
    switch (form) {
      case CLOUD_EVENT -> CloudEvents.read(root, shape, fields);
      case ENVELOPE -> Envelopes.read(root, shape, fields);
      case FIELDS -> readFields(root, fields);
    }
    fields.complete(key == null ? "" : Texts.utf8(key).orElse(""), unstated);
    T record = build(fields);
    try {
      validator.validate(record);
    } catch (MalformedRecordException e) {
      throw fields.asGiven(e);
    }
    return record;
  }

  /**
   * Reads a record in the form of fields. Nothing is asked for: what is left out has its default.
   *
   * @throws MalformedRecordException when a name is no field, or its value none for it
   */
  T readFields(JsonEvent event) {
    JsonFields fields = new JsonFields(shape, JsonForm.FIELDS);
    readFields(event.root(), fields);
    return build(fields);
  }

  /** The form of the schema: every name must be a field, and null is not a value. */
  private void readFields(JsonNode root, JsonFields fields) {
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      String name = entry.getKey();
      String field = shape.has(name) ? name : name + "_us";
      if (!shape.has(field)) {
        throw JsonValues.unknown(name, name, shape.schema());
      }
      fields.set(field, name, entry.getValue());
    }
  }

  private T build(JsonFields fields) {
    T record = type.cast(RecordModel.data().newRecord(null, shape.schema()));
    for (Schema.Field field : shape.schema().getFields()) {
      record.put(field.pos(), fields.valueOf(field));
    }
    return record;
  }
}
