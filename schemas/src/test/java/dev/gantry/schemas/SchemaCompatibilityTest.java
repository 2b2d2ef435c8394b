package dev.gantry.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.schemas.internal.RecordModel;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/**
 * Each schema against every version ever released, both ways: topics and changelogs keep old bytes,
 * and readers are older than writers while an upgrade rolls. Released schemas are the files of
 * {@code schemas/released/<version>/}, each with the types it uses inside; they are never altered.
 */
class SchemaCompatibilityTest {

  private static final Path RELEASED = Path.of("released");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Map<String, Schema> current() {
    Map<String, Schema> schemas = new TreeMap<>();
    for (Topic<?> topic : new TopicCatalogue("", new InMemorySchemaRegistry()).all()) {
      if (SpecificRecordBase.class.isAssignableFrom(topic.valueType())) {
        Schema schema = RecordModel.data().getSchema(topic.valueType());
        schemas.put(schema.getName(), schema);
      }
    }
    return schemas;
  }

  @Test
  void shouldReadAndBeReadByEveryReleasedVersion() throws IOException {
    release(System.getProperty("gantry.release-schemas"));
    Map<String, Schema> current = current();
    List<String> broken = new ArrayList<>();
    for (Path file : releasedFiles()) {
      Schema released = new Schema.Parser().parse(Files.readString(file));
      Schema now = current.get(released.getName());
      if (now == null) {
        broken.add(file + ": no topic carries " + released.getName() + " any more");
      } else {
        check(file + ", read by the current one", now, released, broken);
        check(file + ", reading the current one", released, now, broken);
      }
    }
    assertThat(broken).isEmpty();
  }

  private static void check(String what, Schema reader, Schema writer, List<String> broken) {
    SchemaCompatibility.SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
      broken.add(what + ": " + pair.getResult().getIncompatibilities());
    }
  }

  private static List<Path> releasedFiles() throws IOException {
    try (Stream<Path> files = Files.walk(RELEASED)) {
      return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
    }
  }

  /** Keeps the current schemas as those of a version that is being released. */
  private static void release(String version) throws IOException {
    if (version == null) {
      return;
    }
    Path directory = RELEASED.resolve(version);
    assertThat(directory).as("a released version is never altered").doesNotExist();
    Files.createDirectories(directory);
    for (Map.Entry<String, Schema> schema : current().entrySet()) {
      JsonNode tree = JSON.readTree(schema.getValue().toString());
      withoutJava(tree);
      Schema portable = new Schema.Parser().parse(tree.toString());
      Files.writeString(
          directory.resolve(schema.getKey() + ".avsc"),
          JSON.readTree(portable.toString()).toPrettyString() + "\n");
    }
  }

  /** Without what generated classes add to strings. */
  private static void withoutJava(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("avro.java.string");
    }
    node.forEach(SchemaCompatibilityTest::withoutJava);
  }

  @Test
  void shouldDescribeEveryFieldAndGiveItADefault() {
    List<String> missing = new ArrayList<>();
    current().values().forEach(schema -> describe(schema, missing));
    assertThat(missing).isEmpty();
  }

  private static void describe(Schema schema, List<String> missing) {
    switch (schema.getType()) {
      case RECORD -> {
        require(schema.getDoc() != null, schema.getName() + ": doc", missing);
        for (Schema.Field field : schema.getFields()) {
          String name = schema.getName() + "." + field.name();
          require(field.doc() != null && field.doc().endsWith("."), name + ": doc", missing);
          require(field.hasDefaultValue(), name + ": default", missing);
          require(field.name().matches("[a-z][a-z0-9_]*"), name + ": snake_case", missing);
          require(
              field.schema().getLogicalType() == null,
              name + ": no logical type, or its record loses the generated coders",
              missing);
          describe(field.schema(), missing);
        }
      }
      case ENUM -> {
        require(schema.getDoc() != null, schema.getName() + ": doc", missing);
        require(schema.getEnumDefault() != null, schema.getName() + ": default", missing);
      }
      case ARRAY -> describe(schema.getElementType(), missing);
      case MAP -> describe(schema.getValueType(), missing);
      case UNION -> require(false, schema + ": no union, see above", missing);
      default -> {}
    }
  }

  private static void require(boolean holds, String what, List<String> missing) {
    if (!holds) {
      missing.add(what);
    }
  }
}
