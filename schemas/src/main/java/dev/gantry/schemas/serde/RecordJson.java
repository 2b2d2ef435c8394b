package dev.gantry.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.schemas.internal.RecordModel;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Writes records as JSON objects in the form of fields, as {@link InputDecoder} reads them: times
 * of events as RFC 3339 text, and nothing of what has its default. Equal records give equal text.
 * Reads records of all kinds that are written so.
 */
public final class RecordJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** How fields end that hold a time rather than a length of time. */
  private static final String TIME = "_at_us";

  private RecordJson() {}

  /** The record as JSON on one line. */
  public static String line(IndexedRecord record) {
    return object(record, true).toString();
  }

  /**
   * Reads what {@link #line} wrote, or somebody else in the same form. Names and types are checked,
   * not whether the record is complete or makes sense: that is for whom it is read for.
   *
   * @param type generated class of the records
   * @throws MalformedRecordException naming the field, what was expected and what was found
   */
  public static <T extends SpecificRecordBase> T read(Class<T> type, JsonEvent event) {
    return new JsonRecords<>(type, record -> {}).readFields(event);
  }

  private static ObjectNode object(IndexedRecord record, boolean outermost) {
    ObjectNode object = NODES.objectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      boolean isDefault =
          field.hasDefaultValue() && value.equals(RecordModel.data().getDefaultValue(field));
      if (isDefault) {
        continue;
      }
      if (outermost && field.name().endsWith(TIME) && value instanceof Long micros) {
        String name = field.name().substring(0, field.name().length() - "_us".length());
        object.put(name, Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
      } else {
        object.set(field.name(), node(value));
      }
    }
    return object;
  }

  private static JsonNode node(Object value) {
    if (value instanceof IndexedRecord record) {
      return object(record, false);
    }
    if (value instanceof Collection<?> values) {
      ArrayNode array = NODES.arrayNode();
      values.forEach(each -> array.add(node(each)));
      return array;
    }
    if (value instanceof Map<?, ?> values) {
      ObjectNode object = NODES.objectNode();
      Map<String, Object> sorted = new TreeMap<>();
      values.forEach((name, each) -> sorted.put(name.toString(), each));
      sorted.forEach((name, each) -> object.set(name, node(each)));
      return object;
    }
    return scalar(value);
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Float number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Integer number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return NODES.textNode(Base64.getEncoder().encodeToString(copy));
    }
    return NODES.textNode(value.toString()); // a text or an enum
  }
}
