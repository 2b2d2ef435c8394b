package dev.gantry.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The envelope {@code {"event_type", "task_id", "user_id", "timestamp", "payload"}} and its like
 * for sign-ins, cameras and sensors. Null means absent. Names that mean no field are extensions and
 * are kept among the attributes.
 */
final class Envelopes {

  private static final String PAYLOAD = "payload";

  /** Names that identify a task event even within bare content; the rest of it is payload. */
  private static final Set<String> IDENTITY =
      Set.of("task_id", "user_id", "site", "schedule_id", "timestamp", "occurred_at");

  private Envelopes() {}

  static void read(JsonNode root, RecordShape shape, JsonFields fields) {
    JsonNode payload = null;
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      String name = entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        continue;
      }
      if (name.equals(PAYLOAD)) {
        payload = value;
      } else {
        readOne(name, value, shape, fields);
      }
    }
    if (payload != null) {
      readPayload(PAYLOAD, payload, shape, fields);
    }
  }

  /** One name beside the payload: a field, or an extension. */
  static void readOne(String name, JsonNode value, RecordShape shape, JsonFields fields) {
    Optional<String> field = shape.fieldFor(name);
    if (field.isEmpty()) {
      fields.keep(name, value);
    } else {
      fields.set(field.get(), name, value);
    }
  }

  /** Content: a map of its own where the record has one, else fields by their names. */
  static void readPayload(String path, JsonNode payload, RecordShape shape, JsonFields fields) {
    requireObject(path, payload);
    for (Map.Entry<String, JsonNode> entry : payload.properties()) {
      if (!saysSomething(entry, shape)) {
        continue;
      }
      if (shape.hasPayload()) {
        fields.put(PAYLOAD, entry.getKey(), entry.getValue());
      } else {
        readContent(entry.getKey(), entry.getValue(), shape, fields);
      }
    }
  }

  private static boolean saysSomething(Map.Entry<String, JsonNode> entry, RecordShape shape) {
    return shape.hasPayload() ? TaskPayload.saysSomething(entry) : !entry.getValue().isNull();
  }

  private static void readContent(
      String name, JsonNode value, RecordShape shape, JsonFields fields) {
    Optional<String> field = shape.fieldFor(name);
    if (field.isEmpty()) {
      fields.keep(name, value);
    } else if (!fields.has(field.get())) {
      fields.set(field.get(), name, value);
    }
  }

  /** Content without an envelope, as a CloudEvent carries it. */
  static void readBare(String path, JsonNode content, RecordShape shape, JsonFields fields) {
    requireObject(path, content);
    if (content.has("event_type") || content.path(PAYLOAD).isObject()) {
      read(content, shape, fields);
      return;
    }
    for (Map.Entry<String, JsonNode> entry : content.properties()) {
      if (!saysSomething(entry, shape)) {
        continue;
      }
      if (shape.hasPayload() && !IDENTITY.contains(entry.getKey())) {
        fields.put(PAYLOAD, entry.getKey(), entry.getValue());
      } else {
        readContent(entry.getKey(), entry.getValue(), shape, fields);
      }
    }
  }

  private static void requireObject(String path, JsonNode node) {
    if (!node.isObject()) {
      throw JsonValues.wrong(path, "an object", node);
    }
  }
}
