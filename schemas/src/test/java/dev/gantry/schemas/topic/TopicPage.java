package dev.gantry.schemas.topic;

import dev.gantry.schemas.internal.RecordModel;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/** The page {@code docs/topics.md}, from the catalogue and the schemas. */
final class TopicPage {

  private static final String HEAD =
      """
      # Topics

      <!-- Written from the code. To write it anew: ./mvnw -q test -pl schemas -am -Dtest=TopicPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dgantry.write-docs -->

      Gantry creates its topics at start, never by auto-creation. A topic that exists with another number of
      partitions, cleanup or kind of timestamp stops the start, with what differs and how to mend it. With
      `topics.prefix` every name, and with it the name of every registry subject, starts with the prefix.

      - Keys are text in UTF-8 and hashed by murmur2, as Java clients do. librdkafka and what stands on it (kcat, Python,
        Go, .NET, Node) must set `partitioner=murmur2_random`; a record on another partition than that of its key goes to
        `dead-letters` as `wrong_partition`.
      - Values are Avro in Confluent's frame (byte 0, schema id in 4 bytes, body); the registry subject is `<topic>-value`.
        Input topics take JSON too: see [the README of the schemas](../schemas/README.md).
      - The timestamp of every record is the broker's (`LogAppendTime`). Event time lives in the value, so that replaying
        old data is not eaten by retention.
      - Partitions can be overridden for a whole cluster (the embedded one has 4); what has 1 keeps 1. The replication
        factor is the cluster's default. Retention, segments and compression may be altered on the cluster.

      """;

  private TopicPage() {}

  static String page() {
    List<Topic<?>> topics = new TopicCatalogue("", new InMemorySchemaRegistry()).all();
    StringBuilder page = new StringBuilder(HEAD);
    page.append(
        "| topic | what | key | value | partitions | cleanup | kept | closed after | largest |\n");
    page.append("|---|---|---|---|---|---|---|---|---|\n");
    Map<String, Schema> records = new TreeMap<>();
    for (Topic<?> topic : topics) {
      page.append(row(topic));
      if (SpecificRecordBase.class.isAssignableFrom(topic.valueType())) {
        collect(RecordModel.data().getSchema(topic.valueType()), records);
      }
    }
    page.append("\n## Records\n");
    records.values().forEach(record -> page.append(table(record)));
    return page.toString();
  }

  private static String row(Topic<?> topic) {
    TopicSettings settings = topic.settings();
    String value =
        topic.valueType() == byte[].class
            ? "bytes"
            : "[%1$s](#%2$s)"
                .formatted(
                    topic.valueType().getSimpleName(),
                    topic.valueType().getSimpleName().toLowerCase(Locale.ROOT));
    return "| `%s` | %s | `%s` | %s | %d | %s | %s | %s | %d KiB |\n"
        .formatted(
            topic.name(),
            topic.doc(),
            topic.keyName().replace("|", "\\|"),
            value,
            settings.partitions(),
            settings.cleanup().policy(),
            settings.cleanup() == Cleanup.DELETE ? text(settings.retention()) : kept(settings),
            text(settings.segment()),
            settings.maxMessageBytes() / 1024);
  }

  private static String kept(TopicSettings settings) {
    return settings.cleanup() == Cleanup.KEEP ? "for ever" : "newest of a key";
  }

  private static String text(Duration duration) {
    if (duration.toDays() > 0 && duration.toHours() % 24 == 0) {
      return duration.toDays() + " d";
    }
    return duration.toHours() > 0 ? duration.toHours() + " h" : duration.toMinutes() + " min";
  }

  private static void collect(Schema schema, Map<String, Schema> records) {
    switch (schema.getType()) {
      case RECORD -> {
        if (records.put(schema.getName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), records));
        }
      }
      case ENUM -> records.put(schema.getName(), schema);
      case ARRAY -> collect(schema.getElementType(), records);
      case MAP -> collect(schema.getValueType(), records);
      default -> {}
    }
  }

  private static String table(Schema schema) {
    StringBuilder table = new StringBuilder("\n### " + schema.getName() + "\n\n" + schema.getDoc());
    if (schema.getType() == Schema.Type.ENUM) {
      table.append("\n\n");
      table.append(
          schema.getEnumSymbols().stream()
              .map(symbol -> "`" + symbol + "`")
              .collect(Collectors.joining(", ")));
      return table
          .append(". Readers take a symbol they do not know for `")
          .append(schema.getEnumDefault())
          .append("`.\n")
          .toString();
    }
    table.append("\n\n| field | type | meaning |\n|---|---|---|\n");
    for (Schema.Field field : schema.getFields()) {
      table
          .append("| `")
          .append(field.name())
          .append("` | ")
          .append(type(field.schema()))
          .append(" | ")
          .append(field.doc().replace("|", "\\|"))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String type(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM ->
          "[%s](#%s)".formatted(schema.getName(), schema.getName().toLowerCase(Locale.ROOT));
      case ARRAY -> "list of " + type(schema.getElementType());
      case MAP -> "map of " + type(schema.getValueType());
      default -> schema.getType().getName();
    };
  }
}
