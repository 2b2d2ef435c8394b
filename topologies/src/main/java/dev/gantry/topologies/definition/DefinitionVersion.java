package dev.gantry.topologies.definition;

import dev.gantry.schemas.records.Definition;
import java.util.Optional;

/**
 * One version of a definition as it was published.
 *
 * @param record the record
 * @param parsed its content; absent when the definition ends with this version
 */
public record DefinitionVersion(Definition record, Optional<ParsedDefinition> parsed) {

  /** Id within its kind. */
  public String id() {
    return record.getId();
  }

  /** 1 or more. */
  public int version() {
    return record.getVersion();
  }

  /** Event time from which it applies, microseconds since the epoch; 0 for all times. */
  public long effectiveFromUs() {
    return record.getEffectiveFromUs();
  }

  /** Whether a record says the same, so that reading it again changes nothing. */
  boolean sameAs(Definition other) {
    return record.getDocument().equals(other.getDocument())
        && record.getDeleted() == other.getDeleted()
        && record.getEffectiveFromUs() == other.getEffectiveFromUs();
  }
}
