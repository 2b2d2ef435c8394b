package dev.gantry.app.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML file as values by dotted path, each with the line it stands on. */
final class YamlFile {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String name;
  private final List<Problem> problems;
  private final Map<String, Given> values = new LinkedHashMap<>();

  private YamlFile(String name, List<Problem> problems) {
    this.name = name;
    this.problems = problems;
  }

  /** Reads a file; what is wrong with it as a whole is added to {@code problems}. */
  static Map<String, Given> read(Path file, List<Problem> problems) {
    YamlFile yaml = new YamlFile(String.valueOf(file.getFileName()), problems);
    try (JsonParser parser = YAML.createParser(Files.readString(file))) {
      yaml.document(parser);
    } catch (JsonProcessingException e) {
      problems.add(
          new Problem(
              file.toString(),
              "expected YAML: " + e.getOriginalMessage(),
              e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr()));
    } catch (IOException e) {
      problems.add(new Problem(file.toString(), "expected a readable file: " + e, ""));
    }
    return yaml.values;
  }

  private void document(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      problems.add(new Problem(name, "expected keys with values", origin(parser)));
      return;
    }
    object("", parser);
    if (parser.nextToken() != null) {
      problems.add(new Problem(name, "expected one document, found a second", origin(parser)));
    }
  }

  private void object(String prefix, JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String path = prefix + parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        object(path + ".", parser);
      } else if (token == JsonToken.START_ARRAY) {
        list(path, parser);
      } else if (token != JsonToken.VALUE_NULL) {
        put(path, Given.text(parser.getText(), origin(parser)), parser);
      }
    }
  }

  private void list(String path, JsonParser parser) throws IOException {
    String origin = origin(parser);
    List<String> items = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t.isStructStart()) {
        problems.add(new Problem(path, "expected a list of plain values", origin(parser)));
        parser.skipChildren();
      } else {
        items.add(parser.getText());
      }
    }
    put(path, new Given(items, true, origin), parser);
  }

  private void put(String path, Given given, JsonParser parser) {
    if (values.put(path, given) != null) {
      problems.add(new Problem(path, "given twice", origin(parser)));
    }
  }

  private String origin(JsonParser parser) {
    return name + ", line " + parser.currentTokenLocation().getLineNr();
  }
}
