package dev.gantry.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What was found for each field so far. The first to set a field wins. */
final class JsonFields {

  private final RecordShape shape;
  private final Map<String, Object> values = new TreeMap<>();
  private final Map<String, Map<String, String>> maps = new TreeMap<>();

  JsonFields(RecordShape shape) {
    this.shape = shape;
  }

  boolean has(String field) {
    return values.containsKey(field);
  }

  /**
   * Sets a field that is not set yet.
   *
   * @param givenAs name in the JSON, for messages
   */
  void set(String field, String givenAs, JsonNode node) {
    Schema.Field target = shape.schema().getField(field);
    // A time under another name keeps its meaning only as text: numbers carry no unit.
    if (field.endsWith("_us") && !field.equals(givenAs) && !node.isTextual()) {
      throw JsonValues.wrong(givenAs, "an RFC 3339 time such as 2026-02-08T10:00:00Z", node);
    }
    Object value =
        field.endsWith("_us") && node.isTextual()
            ? (Object) Times.micros(givenAs, node.asText())
            : JsonValues.convert(givenAs, node, target.schema());
    values.putIfAbsent(field, value);
  }

  /** Adds a text to a map of the record, unless that name is there. */
  void put(String map, String name, JsonNode node) {
    maps.computeIfAbsent(map, key -> new TreeMap<>()).putIfAbsent(name, JsonValues.asText(node));
  }

  /** Keeps what has no field of its own, or refuses it where the record has no place for it. */
  void keep(String name, JsonNode node) {
    String bag = shape.bag().orElseThrow(() -> JsonValues.unknown(name, name, shape.schema()));
    put(bag, name, node);
  }

  /** Fills in what the producer need not repeat: the key, and the time as the source stated it. */
  void complete(String key) {
    shape
        .key()
        .filter(field -> !key.isEmpty() && !has(field))
        .ifPresent(field -> values.put(field, key));
    shape.time().ifPresent(this::completeTime);
  }

  private void completeTime(String time) {
    Object value = values.get(time);
    if (value == null) {
      throw Check.fault(
          time, "an RFC 3339 time such as 2026-02-08T10:00:00Z, or microseconds", "nothing");
    }
    String raw = time.replace("_us", "_raw_us");
    if (shape.has(raw)) {
      values.putIfAbsent(raw, value);
    }
  }

  Object valueOf(Schema.Field field) {
    Map<String, String> map = maps.get(field.name());
    Object value = values.get(field.name());
    if (map != null) {
      return merged(value, map);
    }
    return value == null ? JsonValues.defaultOf(field) : value;
  }

  private static Object merged(@Nullable Object value, Map<String, String> map) {
    Map<String, String> all = new TreeMap<>(map);
    if (value instanceof Map<?, ?> stated) {
      stated.forEach((name, text) -> all.put(String.valueOf(name), String.valueOf(text)));
    }
    return all;
  }
}
