package dev.gantry.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks a value against the part of JSON schema that the API's document uses. */
final class SchemaCheck {

  private final JsonNode document;
  private final List<String> faults = new ArrayList<>();

  private SchemaCheck(JsonNode document) {
    this.document = document;
  }

  /** What is wrong with a value; empty when nothing is. */
  static List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
    SchemaCheck check = new SchemaCheck(document);
    check.check("$", schema, value);
    return check.faults;
  }

  private void check(String path, JsonNode schema, JsonNode value) {
    if (schema.has("$ref")) {
      check(path, document.at(schema.get("$ref").asText().substring(1)), value);
      return;
    }
    if (schema.has("anyOf")) {
      boolean any = false;
      for (JsonNode option : schema.get("anyOf")) {
        any |= faults(document, option, value).isEmpty();
      }
      if (!any) {
        faults.add(path + ": none of anyOf holds for " + value);
      }
      return;
    }
    if (!isOfType(schema.path("type"), value)) {
      faults.add(path + ": expected " + schema.path("type") + ", found " + value);
      return;
    }
    if (value.isObject()) {
      checkObject(path, schema, value);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(path + "[" + i + "]", schema.path("items"), value.get(i));
      }
    } else if (value.isTextual()) {
      checkText(path, schema, value);
    }
  }

  private void checkObject(String path, JsonNode schema, JsonNode value) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        faults.add(path + ": " + name.asText() + " is missing");
      }
    }
    JsonNode others = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String inner = path + "." + entry.getKey();
      if (schema.path("properties").has(entry.getKey())) {
        check(inner, schema.get("properties").get(entry.getKey()), entry.getValue());
      } else if (others.isObject()) {
        check(inner, others, entry.getValue());
      } else if (others.isBoolean() && !others.asBoolean()) {
        faults.add(inner + ": is not in the schema");
      }
    }
  }

  private void checkText(String path, JsonNode schema, JsonNode value) {
    if (schema.has("enum")) {
      boolean listed = false;
      for (JsonNode constant : schema.get("enum")) {
        listed |= constant.equals(value);
      }
      if (!listed) {
        faults.add(path + ": expected one of " + schema.get("enum") + ", found " + value);
      }
    }
    if (schema.path("format").asText().equals("date-time")) {
      try {
        OffsetDateTime.parse(value.asText());
      } catch (DateTimeParseException e) {
        faults.add(path + ": expected a time, found " + value);
      }
    }
  }

  private static boolean isOfType(JsonNode types, JsonNode value) {
    if (types.isArray()) {
      for (JsonNode type : types) {
        if (isOfType(type, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (types.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> types.isMissingNode();
    };
  }
}
