package dev.gantry.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.schemas.records.TimeMode;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What was found for each field so far. The first to set a field wins. */
final class JsonFields {

  private static final String TIME_MODE = "time_mode";

  private final RecordShape shape;
  private final JsonForm form;
  private final Map<String, String> names = new TreeMap<>();
  private final Map<String, Object> values = new TreeMap<>();
  private final Map<String, Map<String, String>> maps = new TreeMap<>();

  JsonFields(RecordShape shape, JsonForm form) {
    this.shape = shape;
    this.form = form;
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
      throw JsonValues.wrong(givenAs, Times.EXPECTED, node);
    }
    Object value =
        field.endsWith("_us") && node.isTextual()
            ? (Object) Times.micros(givenAs, node.asText())
            : JsonValues.convert(givenAs, node, target.schema());
    if (values.putIfAbsent(field, value) == null) {
      names.put(field, givenAs);
    }
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

  /**
   * Fills in what the producer need not say: the key, how time runs, and the time as the source
   * stated it.
   */
  void complete(String key, TimeMode mode) {
    shape
        .key()
        .filter(field -> !key.isEmpty() && !has(field))
        .ifPresent(field -> values.put(field, key));
    if (shape.has(TIME_MODE)) {
      values.putIfAbsent(TIME_MODE, mode);
    }
    shape.time().ifPresent(this::completeTime);
  }

  private void completeTime(String time) {
    Object value = values.get(time);
    if (value == null) {
      throw Check.fault(form.nameOf(time, shape), form.expectedTime(), "nothing");
    }
    String raw = time.replace("_us", "_raw_us");
    if (shape.has(raw)) {
      values.putIfAbsent(raw, value);
    }
  }

  /** What is wrong with the record, about the event that it was read out of. */
  MalformedRecordException asGiven(MalformedRecordException wrong) {
    MalformedRecordException.Fault fault = wrong.fault().orElse(null);
    if (fault == null || !shape.has(fault.field())) {
      return wrong;
    }
    String field = fault.field();
    return Check.fault(
        names.getOrDefault(field, form.nameOf(field, shape)),
        fault.expected(),
        has(field) || maps.containsKey(field) ? fault.found() : "nothing");
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
