package dev.gantry.topologies.rule;

import java.math.BigDecimal;
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

  /**
   * Reads the value from a record, as a text that is the same for the same value and for no other;
   * empty text when a record has none.
   */
  static Optional<Function<SpecificRecordBase, String>> find(RuleStream stream, String name) {
    return find(stream, name, OwnValues::exact);
  }

  /** Reads the value from a record as texts show it; empty text when a record has none. */
  static Optional<Function<SpecificRecordBase, String>> shown(RuleStream stream, String name) {
    return find(stream, name, Template::show);
  }

  private static Optional<Function<SpecificRecordBase, String>> find(
      RuleStream stream, String name, Function<Object, String> text) {
    if (stream.labelNames().contains(name)) {
      return Optional.of(record -> stream.label(name, record));
    }
    Field field = stream.fields().get(name);
    if (field != null) {
      return Optional.of(record -> text.apply(field.in(record)));
    }
    return stream.fields().values().stream()
        .filter(map -> isMap(map) && name.startsWith(map.name() + "."))
        .findFirst()
        .map(map -> record -> valueOf(map, name.substring(map.name().length() + 1), record, text));
  }

  private static boolean isMap(Field field) {
    return field.type() == FieldType.TEXT_MAP || field.type() == FieldType.NUMBER_MAP;
  }

  private static String valueOf(
      Field map, String key, SpecificRecordBase record, Function<Object, String> text) {
    Object value = ((Map<?, ?>) map.in(record)).get(key);
    return value == null ? "" : text.apply(value);
  }

  /** A number with all its digits, and none that say nothing: 1 and 1.0 are one. */
  private static String exact(Object value) {
    return value instanceof Double number && Double.isFinite(number)
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : Template.show(value);
  }
}
