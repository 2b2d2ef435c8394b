package dev.gantry.topologies.rule;

import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** An expression ready to be evaluated on records of one stream. Thread-safe. */
@FunctionalInterface
public interface CompiledPredicate {

  /**
   * Whether it holds for the record.
   *
   * @throws RuleFailure when it has no answer for this record
   */
  boolean test(SpecificRecordBase record) throws RuleFailure;

  /** What has to be so for it to hold, as far as is known. */
  default List<Guard> guards() {
    return List.of();
  }
}
