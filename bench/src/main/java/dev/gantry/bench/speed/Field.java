package dev.gantry.bench.speed;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.app.CommandFailedException;
import dev.gantry.domain.geometry.Point;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of a file in JSON.
 *
 * @param file where it stands
 * @param path where in the file, such as {@code cars[3].speed}; empty for the whole
 * @param node what stands there
 */
record Field(Path file, String path, JsonNode node) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a file.
   *
   * @throws CommandFailedException naming file and line when it is no JSON
   */
  static Field read(Path file, InputStream in) throws IOException {
    try {
      return new Field(file, "", JSON.readTree(in));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new CommandFailedException(
          file
              + (at == null ? "" : ", line " + at.getLineNr())
              + ": expected JSON, found none: "
              + e.getOriginalMessage(),
          e);
    }
  }

  Field at(String name) {
    return new Field(file, path.isEmpty() ? name : path + "." + name, node.path(name));
  }

  private Field at(int index) {
    return new Field(file, path + "[" + index + "]", node.path(index));
  }

  boolean isList() {
    return node.isArray();
  }

  /** The elements of a list. */
  List<Field> elements() {
    if (!node.isArray()) {
      throw wrong("a list");
    }
    List<Field> elements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      elements.add(at(i));
    }
    return elements;
  }

  /** The elements of a list of a known length at least. */
  List<Field> elements(int least) {
    List<Field> elements = elements();
    if (elements.size() < least) {
      throw wrong("a list of " + least + " or more");
    }
    return elements;
  }

  double number() {
    if (!node.isNumber()) {
      throw wrong("a number");
    }
    return node.asDouble();
  }

  int whole() {
    if (!node.isNumber()) {
      throw wrong("a number");
    }
    return node.asInt();
  }

  boolean flag() {
    return node.asBoolean();
  }

  Point point() {
    List<Field> xy = elements(2);
    return new Point(xy.get(0).number(), xy.get(1).number());
  }

  private CommandFailedException wrong(String expected) {
    return new CommandFailedException(
        "%s: %s: expected %s, found %s"
            .formatted(file, path, expected, node.isMissingNode() ? "nothing" : node));
  }
}
