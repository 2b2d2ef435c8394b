package dev.gantry.testkit.ruletest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.topologies.definition.Problems;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML as JSON: what is written plainly as a number, true, false or nothing is that; all else is
 * text.
 */
final class JsonNodes {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?([eE][-+]?\\d{1,2})?");

  private JsonNodes() {}

  static ObjectNode object(MappingNode mapping, String path, Problems problems) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && !object.has(key.getValue())) {
        String at = path + "." + key.getValue();
        object.set(key.getValue(), value(tuple.getValueNode(), at, problems));
      } else {
        problems.at(tuple.getKeyNode(), path, "names of fields, each once");
      }
    }
    return object;
  }

  private static JsonNode value(Node node, String path, Problems problems) {
    if (node instanceof MappingNode mapping) {
      return object(mapping, path, problems);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JSON.arrayNode();
      for (Node element : sequence.getValue()) {
        array.add(value(element, path + "[" + array.size() + "]", problems));
      }
      return array;
    }
    return scalar((ScalarNode) node);
  }

  private static JsonNode scalar(ScalarNode node) {
    String text = node.getValue();
    if (node.getScalarStyle() != ScalarStyle.PLAIN) {
      return JSON.textNode(text);
    }
    if (node.getTag().equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (text.equals("true") || text.equals("false")) {
      return JSON.booleanNode(text.equals("true"));
    }
    if (NUMBER.matcher(text).matches()) {
      BigDecimal number = new BigDecimal(text);
      return text.matches("-?\\d+")
          ? JSON.numberNode(number.longValueExact())
          : JSON.numberNode(number);
    }
    return JSON.textNode(text);
  }
}
