package dev.gantry.app.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A schema and the text it is known by.
 *
 * @param schema parsed, its defaults checked against their types
 * @param canonical the text Avro itself prints: white space and the order of known attributes do
 *     not matter, documentation and further properties do
 */
record AvroText(Schema schema, String canonical) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Parses a schema.
   *
   * @param normalize also sort further properties by name, so that schemas which differ in their
   *     order alone are the same
   * @throws RegistryException 42201, when the text is not an Avro schema
   */
  static AvroText parse(String text, boolean normalize) {
    try {
      Schema schema = new Schema.Parser().parse(text);
      if (normalize) {
        schema = new Schema.Parser().parse(sorted(JSON.readTree(schema.toString())).toString());
      }
      return new AvroText(schema, schema.toString());
    } catch (AvroRuntimeException | JsonProcessingException e) {
      throw RegistryException.invalidSchema(String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
      array.forEach(item -> copy.add(sorted(item)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      Collections.sort(names);
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      names.forEach(name -> copy.set(name, sorted(object.path(name))));
      return copy;
    }
    return node;
  }
}
