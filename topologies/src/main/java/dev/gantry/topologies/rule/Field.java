package dev.gantry.topologies.rule;

import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One field that expressions and templates may name.
 *
 * @param name full name, such as {@code track.speed_kmh}
 * @param type its type
 * @param doc meaning, with unit and range
 * @param value reads it from a record of the stream; never null
 */
public record Field(
    String name, FieldType type, String doc, Function<SpecificRecordBase, Object> value) {

  /** The field's value in a record: String, Double, Long, Boolean, List, Map or Instant. */
  public Object in(SpecificRecordBase record) {
    return value.apply(record);
  }
}
