package dev.gantry.ingest.city.truth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.domain.geometry.Box;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A line of a file of the truth, or an object in it. What is not as it should be is told of with
 * the field, what was expected and what was found, as an {@link IllegalArgumentException}.
 */
final class TruthLine {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MICROS = 1e6;

  private final JsonNode fields;

  private TruthLine(JsonNode fields) {
    this.fields = fields;
  }

  static TruthLine of(byte[] line) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "expected a JSON object, found text that is cut off or no JSON, at column "
              + e.getLocation().getColumnNr());
    }
    if (!root.isObject()) {
      throw new IllegalArgumentException("expected a JSON object, found " + shown(root));
    }
    return new TruthLine(root);
  }

  boolean has(String name) {
    return fields.has(name);
  }

  String text(String name) {
    return required(name, "a text", JsonNode::isTextual).asText();
  }

  boolean flag(String name) {
    return required(name, "true or false", JsonNode::isBoolean).asBoolean();
  }

  double number(String name) {
    return required(name, "a number", JsonNode::isNumber).asDouble();
  }

  /** A whole number of 0 or more. */
  int count(String name) {
    return required(
            name, "a whole number, 0 or more", node -> node.canConvertToInt() && node.asInt() >= 0)
        .asInt();
  }

  Instant time(String name) {
    String text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong(name, "a time such as 2026-01-01T00:00:07.100Z", "\"" + text + "\"");
    }
  }

  private double seconds(String name, Instant start) {
    return ChronoUnit.MICROS.between(start, time(name)) / MICROS;
  }

  /** The objects of a frame. */
  List<TrueObject> objects() {
    List<TrueObject> objects = new ArrayList<>();
    for (JsonNode each : required("objects", "an array of objects", JsonNode::isArray)) {
      if (!each.isObject()) {
        throw wrong("objects", "an array of objects", shown(each));
      }
      objects.add(new TruthLine(each).object());
    }
    return objects;
  }

  private TrueObject object() {
    return new TrueObject(
        text("who"),
        text("label"),
        box(),
        number("visible"),
        number("x_m"),
        number("y_m"),
        number("speed_mps"),
        text("segment"));
  }

  private Box box() {
    JsonNode box =
        required("box", "[x, y, width, height]", node -> node.isArray() && node.size() == 4);
    return new Box(
        box.path(0).asDouble(Double.NaN),
        box.path(1).asDouble(Double.NaN),
        box.path(2).asDouble(Double.NaN),
        box.path(3).asDouble(Double.NaN));
  }

  /**
   * What went wrong.
   *
   * @param start event time of the city's beginning
   */
  TrueIncident incident(Instant start) {
    return new TrueIncident(
        text("id"),
        text("kind"),
        text("place"),
        text("who"),
        seconds("begins", start),
        has("ends") ? seconds("ends", start) : Double.POSITIVE_INFINITY,
        texts("cameras"),
        number("measure"),
        subjects(),
        flag("clear"),
        has("other") ? text("other") : "");
  }

  private Map<String, Set<String>> subjects() {
    TruthLine subjects =
        new TruthLine(required("subjects", "an object of arrays of texts", JsonNode::isObject));
    Map<String, Set<String>> found = new HashMap<>();
    subjects
        .fields
        .fieldNames()
        .forEachRemaining(label -> found.put(label, new HashSet<>(subjects.texts(label))));
    return found;
  }

  private List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : required(name, "an array of texts", JsonNode::isArray)) {
      if (!each.isTextual()) {
        throw wrong(name, "an array of texts", shown(each));
      }
      texts.add(each.asText());
    }
    return texts;
  }

  private JsonNode required(String name, String expected, Predicate<JsonNode> is) {
    JsonNode node = fields.path(name);
    if (!is.test(node)) {
      throw wrong(name, expected, shown(node));
    }
    return node;
  }

  static IllegalArgumentException wrong(String field, String expected, Object found) {
    return new IllegalArgumentException(field + ": expected " + expected + ", found " + found);
  }

  private static String shown(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
