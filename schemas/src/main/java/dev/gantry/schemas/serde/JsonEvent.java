package dev.gantry.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An event that somebody wrote as JSON, in any of the forms of {@link InputDecoder}: parsed, but
 * not checked yet.
 */
public final class JsonEvent {

  private final JsonNode root;

  private JsonEvent(JsonNode root) {
    this.root = root;
  }

  /**
   * Parses one event.
   *
   * @param json one JSON object in UTF-8
   * @throws MalformedRecordException when it is not one
   */
  public static JsonEvent parse(byte[] json) {
    JsonNode root = JsonText.parse(json);
    if (!root.isObject()) {
      throw JsonValues.unreadable("a JSON object", root);
    }
    return new JsonEvent(root);
  }

  /**
   * Parses a batch of events.
   *
   * @param json one JSON array of objects in UTF-8
   * @throws MalformedRecordException when it is not one
   */
  public static List<JsonEvent> parseBatch(byte[] json) {
    JsonNode root = JsonText.parse(json);
    if (!root.isArray()) {
      throw JsonValues.unreadable("a JSON array of objects", root);
    }
    List<JsonEvent> events = new ArrayList<>(root.size());
    for (JsonNode each : root) {
      if (!each.isObject()) {
        throw JsonValues.wrong("[" + events.size() + "]", "an object", each);
      }
      events.add(new JsonEvent(each));
    }
    return events;
  }

  /**
   * A CloudEvent whose attributes and data came apart.
   *
   * @param attributes by name, {@code specversion} among them
   * @param data JSON; empty when there is none
   */
  public static JsonEvent cloudEvent(Map<String, String> attributes, byte[] data) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    attributes.forEach(root::put);
    if (data.length > 0) {
      root.put("data_base64", data);
    }
    return new JsonEvent(root);
  }

  /** What it says, as it was written; a copy. */
  public ObjectNode json() {
    return root.deepCopy();
  }

  /** Whether it is a CloudEvent, or says that it is. */
  public boolean isCloudEvent() {
    return CloudEvents.looksLike(root);
  }

  /**
   * What happened: the {@code event_type} of the envelope, which may be the data of a CloudEvent,
   * else the type that is stated; empty when none is.
   *
   * @throws MalformedRecordException when the data can't be read
   */
  public Optional<String> type() {
    Optional<String> inside =
        isCloudEvent() ? textOf(CloudEvents.data(root), "event_type") : Optional.empty();
    return inside.or(() -> text("event_type")).or(() -> text("type"));
  }

  /** A text that it states beside its content; empty when it states none of that name. */
  public Optional<String> text(String name) {
    return textOf(root, name);
  }

  /** Names of all that it states beside its content. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    root.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The same event, stating these texts too, instead of what it states by their names. */
  public JsonEvent with(Map<String, String> texts) {
    ObjectNode more = root.deepCopy();
    texts.forEach(more::put);
    return new JsonEvent(more);
  }

  private static Optional<String> textOf(JsonNode node, String name) {
    return Optional.of(node.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  JsonNode root() {
    return root;
  }
}
