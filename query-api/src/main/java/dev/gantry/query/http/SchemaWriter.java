package dev.gantry.query.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.query.resource.Doc;
import dev.gantry.query.resource.Json;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON schemas (2020-12, as OpenAPI 3.1 has them) and examples of records.
 *
 * <p>Knows what the API's records are made of: text, numbers, booleans, times, enums, lists, maps
 * from text, and records; {@code @Nullable} components may be null, and all are always there.
 */
final class SchemaWriter {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String REF = "#/components/schemas/";

  private final ObjectNode schemas = NODES.objectNode();

  /** Schemas of all records referred to so far, by name. */
  ObjectNode schemas() {
    return schemas;
  }

  /** A reference to the schema of a record. */
  ObjectNode reference(Class<?> type) {
    return reference(type, false);
  }

  /** A reference to the schema of a record that is sent: what may be null is left out instead. */
  ObjectNode request(Class<? extends Record> type) {
    return reference(type, true);
  }

  /** Whether a record that is sent has anything that may not be left out. */
  boolean needsSomething(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).anyMatch(component -> !isNullable(component));
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private ObjectNode reference(Class<?> type, boolean sent) {
    String name = type.getSimpleName();
    if (!schemas.has(name)) {
      ObjectNode schema = schemas.putObject(name);
      schema.put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = schema.putArray("required");
      for (RecordComponent component : type.getRecordComponents()) {
        String property = Json.name(component.getName());
        properties.set(property, property(component, sent));
        if (!sent || !isNullable(component)) {
          required.add(property);
        }
      }
      schema.put("additionalProperties", false);
    }
    return NODES.objectNode().put("$ref", REF + name);
  }

  /** An example of a record, made of the examples of its components. */
  JsonNode example(Class<?> type) {
    ObjectNode example = NODES.objectNode();
    for (RecordComponent component : type.getRecordComponents()) {
      example.set(Json.name(component.getName()), example(component));
    }
    return example;
  }

  private ObjectNode property(RecordComponent component, boolean sent) {
    ObjectNode schema = schema(component.getAnnotatedType());
    if (isNullable(component) && !sent) {
      schema = orNull(schema);
    }
    schema.put("description", doc(component).value());
    if (!doc(component).example().isEmpty()) {
      schema.putArray("examples").add(example(component));
    }
    return schema;
  }

  private ObjectNode orNull(ObjectNode schema) {
    ObjectNode result = NODES.objectNode();
    if (schema.has("type")) {
      result.setAll(schema);
      result.putArray("type").add(schema.get("type")).add("null");
    } else {
      result.putArray("anyOf").add(schema).add(NODES.objectNode().put("type", "null"));
    }
    return result;
  }

  private ObjectNode schema(AnnotatedType annotated) {
    ObjectNode schema = NODES.objectNode();
    Class<?> raw = raw(annotated.getType());
    if (raw == List.class) {
      schema.put("type", "array").set("items", schema(argument(annotated, 0)));
    } else if (raw == Map.class) {
      schema.put("type", "object").set("additionalProperties", schema(argument(annotated, 1)));
    } else if (raw.isRecord()) {
      schema = reference(raw);
    } else if (raw.isEnum()) {
      ArrayNode names = schema.put("type", "string").putArray("enum");
      for (Object constant : raw.getEnumConstants()) {
        names.add(Json.name((Enum<?>) constant));
      }
    } else if (raw == Instant.class) {
      schema.put("type", "string").put("format", "date-time");
    } else if (raw == String.class) {
      schema.put("type", "string");
    } else if (raw == boolean.class || raw == Boolean.class) {
      schema.put("type", "boolean");
    } else if (raw == double.class || raw == Double.class) {
      schema.put("type", "number");
    } else if (raw == int.class || raw == Integer.class) {
      schema.put("type", "integer").put("format", "int32");
    } else if (raw == long.class || raw == Long.class) {
      schema.put("type", "integer").put("format", "int64");
    } else {
      throw new IllegalArgumentException("no schema for " + annotated.getType());
    }
    return schema;
  }

  private JsonNode example(RecordComponent component) {
    String stated = doc(component).example();
    Class<?> raw = raw(component.getType());
    if (raw == String.class || raw == Instant.class || raw.isEnum()) {
      return NODES.textNode(stated);
    }
    if (!stated.isEmpty()) {
      return Json.tree(stated);
    }
    if (raw.isRecord()) {
      return example(raw);
    }
    if (raw == List.class) {
      Class<?> element = raw(argument(component.getAnnotatedType(), 0).getType());
      return NODES.arrayNode().add(example(element));
    }
    throw new IllegalArgumentException("no example for " + component);
  }

  private static Doc doc(RecordComponent component) {
    Doc own = component.getAnnotation(Doc.class);
    Doc doc = own == null ? raw(component.getType()).getAnnotation(Doc.class) : own;
    if (doc == null) {
      throw new IllegalArgumentException(
          "not documented: " + component.getDeclaringRecord().getSimpleName() + "." + component);
    }
    return doc;
  }

  private static AnnotatedType argument(AnnotatedType type, int index) {
    return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
  }

  private static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType p ? p.getRawType() : type);
  }
}
