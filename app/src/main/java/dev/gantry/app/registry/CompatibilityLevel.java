package dev.gantry.app.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.jspecify.annotations.Nullable;

/**
 * What a new version of a schema owes the earlier ones. Backward: it reads what they wrote.
 * Forward: they read what it writes. Full: both. Transitive: all earlier versions, not the latest
 * alone.
 */
public enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  static CompatibilityLevel parse(@Nullable String text) {
    if (text != null) {
      for (CompatibilityLevel level : values()) {
        if (level.name().equals(text.toUpperCase(Locale.ROOT))) {
          return level;
        }
      }
    }
    throw RegistryException.invalidCompatibility(String.valueOf(text));
  }

  /**
   * Every way {@code candidate} breaks its promise to the earlier versions.
   *
   * @param earlier oldest first
   * @return one sentence for each break; empty when compatible
   */
  List<String> violations(Schema candidate, List<Schema> earlier) {
    List<String> found = new ArrayList<>();
    int from = transitive ? 0 : Math.max(0, earlier.size() - 1);
    for (Schema other : earlier.subList(from, earlier.size())) {
      if (backward) {
        read(candidate, other, "the new schema cannot read the earlier one's data", found);
      }
      if (forward) {
        read(other, candidate, "the earlier schema cannot read the new one's data", found);
      }
    }
    return found;
  }

  private static void read(Schema reader, Schema writer, String meaning, List<String> found) {
    for (Incompatibility problem :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      found.add(
          problem.getType()
              + " at "
              + problem.getLocation()
              + ": "
              + problem.getMessage()
              + " ("
              + meaning
              + ")");
    }
  }
}
