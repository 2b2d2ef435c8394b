package dev.gantry.topologies.rule;

import dev.gantry.domain.geometry.Speeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The fields under one name, such as {@code track}: those of the schema in units an operator uses
 * (m/s as km/h, microseconds left out), and a few derived ones.
 *
 * @param name the name before the dot
 * @param fields in the order of the schema, derived ones last
 */
public record FieldTable(String name, List<Field> fields) {

  public FieldTable {
    fields = List.copyOf(fields);
  }

  /** Makes a table from a schema. */
  static final class Builder {

    private final String table;
    private final Schema schema;
    private final Set<String> left = new HashSet<>();
    private final Map<String, String> renamed = new HashMap<>();
    private final List<Field> derived = new ArrayList<>();

    Builder(String table, Schema schema) {
      this.table = table;
      this.schema = schema;
      left.add("cause_ids");
      left.add("time_mode");
    }

    /** Leaves fields of the schema out. */
    Builder without(String... names) {
      left.addAll(List.of(names));
      return this;
    }

    /** Takes only these fields of the schema. */
    Builder only(String... names) {
      for (Schema.Field field : schema.getFields()) {
        left.add(field.name());
      }
      List.of(names).forEach(left::remove);
      return this;
    }

    Builder renaming(String name, String to) {
      renamed.put(name, to);
      return this;
    }

    Builder with(
        String name, FieldType type, String doc, Function<SpecificRecordBase, Object> value) {
      derived.add(new Field(table + "." + name, type, doc, value));
      return this;
    }

    FieldTable build() {
      List<Field> fields = new ArrayList<>();
      for (Schema.Field field : schema.getFields()) {
        if (!left.contains(field.name()) && !field.name().endsWith("_us") && !hasRecords(field)) {
          fields.add(fromSchema(field));
        }
      }
      fields.addAll(derived);
      return new FieldTable(table, fields);
    }

    private static boolean hasRecords(Schema.Field field) {
      return field.schema().getType() == Schema.Type.ARRAY
          && field.schema().getElementType().getType() == Schema.Type.RECORD;
    }

    private Field fromSchema(Schema.Field field) {
      String name = renamed.getOrDefault(field.name(), field.name());
      int position = field.pos();
      if (field.name().endsWith("_mps")) {
        return new Field(
            table + "." + name.replaceFirst("_mps$", "_kmh"),
            FieldType.NUMBER,
            field.doc().replace("metres per second", "km/h"),
            record -> Speeds.toKmh(((Number) record.get(position)).doubleValue()));
      }
      return new Field(table + "." + name, typeOf(field), field.doc(), reader(field));
    }

    private static FieldType typeOf(Schema.Field field) {
      return switch (field.schema().getType()) {
        case STRING, ENUM -> FieldType.TEXT;
        case FLOAT, DOUBLE -> FieldType.NUMBER;
        case INT, LONG -> FieldType.WHOLE;
        case BOOLEAN -> FieldType.FLAG;
        case ARRAY -> FieldType.TEXTS;
        case MAP ->
            field.schema().getValueType().getType() == Schema.Type.DOUBLE
                ? FieldType.NUMBER_MAP
                : FieldType.TEXT_MAP;
        default ->
            throw new IllegalArgumentException(
                "field " + field.name() + ": expected a plain type, found " + field.schema());
      };
    }

    private static Function<SpecificRecordBase, Object> reader(Schema.Field field) {
      int position = field.pos();
      return switch (field.schema().getType()) {
        case ENUM -> record -> record.get(position).toString();
        case FLOAT -> record -> (double) (Float) record.get(position);
        case INT -> record -> (long) (Integer) record.get(position);
        default -> record -> record.get(position);
      };
    }
  }
}
