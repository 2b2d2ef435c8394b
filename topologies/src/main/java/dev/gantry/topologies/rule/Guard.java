package dev.gantry.topologies.rule;

import org.apache.avro.specific.SpecificRecordBase;

/**
 * A field that must have a value for a predicate to hold.
 *
 * @param field text or flag
 * @param value a String or a Boolean
 */
public record Guard(Field field, Object value) {

  /** Whether the field has the value. */
  public boolean lets(SpecificRecordBase record) {
    return value.equals(field.in(record));
  }
}
