package dev.gantry.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * CloudEvents 1.0 in structured JSON. What the data states wins over the attributes of the event:
 * those were set by whoever carried it.
 */
final class CloudEvents {

  /** Attributes handled by name; others are extensions. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "time",
          "datacontenttype",
          "data",
          "data_base64");

  private static final String VERSION = "specversion";

  private CloudEvents() {}

  static boolean looksLike(JsonNode root) {
    return root.has(VERSION);
  }

  static void read(JsonNode root, RecordShape shape, JsonFields fields) {
    if (!"1.0".equals(root.path(VERSION).asText())) {
      throw JsonValues.wrong(VERSION, "1.0", root.path(VERSION));
    }
    for (String name : new String[] {"id", "source", "type"}) {
      if (!root.path(name).isTextual() || root.path(name).asText().isEmpty()) {
        throw JsonValues.wrong(name, "a non-empty text", root.path(name));
      }
    }
    JsonNode data = data(root);
    if (!data.isMissingNode() && !data.isNull()) {
      Envelopes.readBare("data", data, shape, fields);
    }
    setUnlessStated("id", idOf(root, shape), shape, fields);
    setUnlessStated("source", root.path("source"), shape, fields);
    setUnlessStated("type", typeOf(root, shape), shape, fields);
    if (root.hasNonNull("time")) {
      setUnlessStated("time", root.path("time"), shape, fields);
    }
    JsonNode subject = root.path("subject");
    if (subject.isTextual()) {
      String key = shape.key().orElse("subject");
      setUnlessStated(key, subject, shape, fields);
    }
    for (Map.Entry<String, JsonNode> extension : root.properties()) {
      if (!ATTRIBUTES.contains(extension.getKey()) && !extension.getValue().isNull()) {
        setUnlessStated(extension.getKey(), extension.getValue(), shape, fields);
      }
    }
  }

  private static void setUnlessStated(
      String name, JsonNode value, RecordShape shape, JsonFields fields) {
    boolean stated = shape.fieldFor(name).map(fields::has).orElse(false);
    boolean place = shape.fieldFor(name).isPresent() || shape.bag().isPresent();
    if (place && !stated) {
      Envelopes.readOne(name, value, shape, fields);
    }
  }

  /** An id is one only among those of its source; as an attribute it stays as it is. */
  private static JsonNode idOf(JsonNode root, RecordShape shape) {
    JsonNode id = root.path("id");
    return shape.fieldFor("id").isPresent()
        ? new TextNode(root.path("source").asText() + "#" + id.asText())
        : id;
  }

  /** {@code com.example.task.created} is {@code task.created}, where the record is of that kind. */
  private static JsonNode typeOf(JsonNode root, RecordShape shape) {
    String type = root.path("type").asText();
    return new TextNode(shape.kind().map(kind -> kind.withoutPrefix(type)).orElse(type));
  }

  static JsonNode data(JsonNode root) {
    JsonNode contentType = root.path("datacontenttype");
    if (!contentType.isMissingNode()
        && !contentType.isNull()
        && !contentType.asText().toLowerCase(Locale.ROOT).contains("json")) {
      throw JsonValues.wrong("datacontenttype", "a JSON media type", contentType);
    }
    JsonNode encoded = root.path("data_base64");
    if (encoded.isMissingNode() || encoded.isNull()) {
      return root.path("data");
    }
    try {
      return JsonText.parse(Base64.getDecoder().decode(encoded.asText()));
    } catch (IllegalArgumentException e) {
      throw JsonValues.wrong("data_base64", "base64", encoded);
    }
  }
}
