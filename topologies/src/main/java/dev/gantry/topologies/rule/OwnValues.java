package dev.gantry.topologies.rule;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What a correlated rule may call a value of a record by: a label of its stream such as {@code
 * gate}, a field such as {@code auth.device}, or a key of a field that is a map, such as {@code
 * task.attributes.gate}.
 */
final class OwnValues {

  /** What a message says was expected. */
  static final String EXPECTED = "a label, a field or a key of a map field of ";

  private OwnValues() {}

  /** Reads the value from a record, as a text; empty text when a record has none. */
  static Optional<Function<SpecificRecordBase, String>> find(RuleStream stream, String name) {
    if (stream.labelNames().contains(name)) {
      return Optional.of(record -> stream.label(name, record));
    }
    Field field = stream.fields().get(name);
    if (field != null) {
      return Optional.of(record -> Template.show(field.in(record)));
    }
    return stream.fields().values().stream()
        .filter(map -> isMap(map) && name.startsWith(map.name() + "."))
        .findFirst()
        .map(map -> record -> valueOf(map, name.substring(map.name().length() + 1), record));
  }

  private static boolean isMap(Field field) {
    return field.type() == FieldType.TEXT_MAP || field.type() == FieldType.NUMBER_MAP;
  }

  private static String valueOf(Field map, String key, SpecificRecordBase record) {
    Object value = ((Map<?, ?>) map.in(record)).get(key);
    return value == null ? "" : Template.show(value);
  }
}
