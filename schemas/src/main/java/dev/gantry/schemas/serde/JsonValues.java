package dev.gantry.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.schemas.internal.RecordModel;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * JSON values to the values of Avro fields. Text stays text, numbers must fit, enums are taken in
 * either case, bytes are base64, and a time may be RFC 3339 text. Errors name the path of the
 * field.
 */
final class JsonValues {

  private JsonValues() {}

  /** The value of a field of a schema. */
  static Object convert(String path, JsonNode node, Schema schema) {
    return switch (schema.getType()) {
      case STRING -> text(path, node);
      case BOOLEAN -> bool(path, node);
      case INT -> (int) integer(path, node, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG ->
          node.isTextual() && path.endsWith("_us")
              ? (Object) Times.micros(path, node.asText())
              : (Object) integer(path, node, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> (float) number(path, node, Float.MAX_VALUE);
      case DOUBLE -> number(path, node, Double.MAX_VALUE);
      case BYTES -> bytes(path, node);
      case ENUM -> symbol(path, node, schema);
      case ARRAY -> array(path, node, schema.getElementType());
      case MAP -> map(path, node, schema.getValueType());
      case RECORD -> record(path, node, schema);
      default ->
          throw new IllegalStateException(
              path + ": no record of ours has a field of type " + schema.getType());
    };
  }

  /** The default of a field, a copy of its own. */
  static Object defaultOf(Schema.Field field) {
    return RecordModel.data().deepCopy(field.schema(), RecordModel.data().getDefaultValue(field));
  }

  /**
   * A JSON value as text for a map of text: text as it is, numbers and booleans as their JSON text,
   * the same for the same number (1.0 is 1, and 1e9 is 1000000000), objects and arrays as compact
   * JSON, null as no text.
   */
  static String asText(JsonNode node) {
    if (node.isFloatingPointNumber() && Double.isFinite(node.doubleValue())) {
      return BigDecimal.valueOf(node.doubleValue()).stripTrailingZeros().toPlainString();
    }
    return node.isTextual() || node.isNull() ? node.asText("") : node.toString();
  }

  /** Whether an entry of a map of text is one: null is none, but where a task's is. */
  private static boolean saysSomething(String map, Map.Entry<String, JsonNode> entry) {
    return map.equals(TaskPayload.MAP)
        ? TaskPayload.saysSomething(entry)
        : !entry.getValue().isNull();
  }

  private static String text(String path, JsonNode node) {
    if (!node.isTextual()) {
      throw wrong(path, "text", node);
    }
    return node.asText();
  }

  private static boolean bool(String path, JsonNode node) {
    if (!node.isBoolean()) {
      throw wrong(path, "true or false", node);
    }
    return node.asBoolean();
  }

  private static long integer(String path, JsonNode node, long low, long high) {
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.asLong() < low
        || node.asLong() > high) {
      throw wrong(path, "a whole number of " + low + " to " + high, node);
    }
    return node.asLong();
  }

  private static double number(String path, JsonNode node, double largest) {
    double value = node.isNumber() ? node.asDouble() : Double.NaN;
    if (!(Math.abs(value) <= largest)) {
      throw wrong(path, "a finite number", node);
    }
    return value;
  }

  private static ByteBuffer bytes(String path, JsonNode node) {
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(text(path, node)));
    } catch (IllegalArgumentException e) {
      throw wrong(path, "base64", node);
    }
  }

  /** {@code ONLINE}, {@code online} and {@code camera.online} are the same symbol. */
  private static Object symbol(String path, JsonNode node, Schema schema) {
    String given = text(path, node);
    String name =
        given.substring(given.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT).replace('-', '_');
    if (!schema.hasEnumSymbol(name)) {
      throw Check.invalid(path, "one of " + String.join(", ", schema.getEnumSymbols()), given);
    }
    return RecordModel.data().createEnum(name, schema);
  }

  private static List<Object> array(String path, JsonNode node, Schema element) {
    if (!node.isArray()) {
      throw wrong(path, "an array", node);
    }
    List<Object> values = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      values.add(convert(path + "[" + i + "]", node.get(i), element));
    }
    return values;
  }

  private static Map<String, Object> map(String path, JsonNode node, Schema value) {
    if (!node.isObject()) {
      throw wrong(path, "an object", node);
    }
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (value.getType() != Schema.Type.STRING) {
        values.put(entry.getKey(), convert(path + "." + entry.getKey(), entry.getValue(), value));
      } else if (saysSomething(path, entry)) {
        values.put(entry.getKey(), asText(entry.getValue()));
      }
    }
    return values;
  }

  private static Object record(String path, JsonNode node, Schema schema) {
    if (!node.isObject()) {
      throw wrong(path, "an object", node);
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (schema.getField(name) == null) {
        throw unknown(path + "." + name, name, schema);
      }
    }
    IndexedRecord record = (IndexedRecord) RecordModel.data().newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      JsonNode value = node.get(field.name());
      record.put(
          field.pos(),
          value == null
              ? defaultOf(field)
              : convert(path + "." + field.name(), value, field.schema()));
    }
    return record;
  }

  static MalformedRecordException unknown(String path, String name, Schema schema) {
    List<String> known = schema.getFields().stream().map(Schema.Field::name).toList();
    String hint =
        Texts.closest(name, known)
            .map(close -> "did you mean " + close + "?")
            .orElse("known are " + String.join(", ", known));
    return Check.fault(
        Texts.quoted(path), "a field of " + schema.getName(), "an unknown name; " + hint);
  }

  static MalformedRecordException unreadable(String expected, JsonNode node) {
    return new MalformedRecordException(
        DeadLetterCause.UNREADABLE, "expected " + expected + ", found " + described(node));
  }

  static MalformedRecordException wrong(String path, String expected, JsonNode node) {
    return Check.fault(path, expected, described(node));
  }

  private static String described(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "nothing";
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> Texts.quoted(node.asText());
      default -> Texts.cut(node.toString());
    };
  }
}
