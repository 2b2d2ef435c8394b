package dev.gantry.topologies.definition;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads times as ISO 8601 writes them, in UTC. */
final class Instants {

  private Instants() {}

  /**
   * From when until when something holds.
   *
   * @param start empty: always has
   * @param end empty: for good
   */
  record Span(Optional<Instant> start, Optional<Instant> end) {}

  /** The times in two fields; an end that is not after its start is reported. */
  static Span span(Fields fields, String startName, String endName) {
    Optional<Instant> start = time(fields, startName);
    Optional<Instant> end = time(fields, endName);
    if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
      fields.refuse(endName, "a time after " + startName);
    }
    return new Span(start, end);
  }

  private static Optional<Instant> time(Fields fields, String name) {
    return fields
        .text(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(Instant.parse(text));
              } catch (DateTimeParseException e) {
                fields.refuse(name, "a time such as \"2026-02-08T10:00:00Z\"");
                return Optional.empty();
              }
            });
  }
}
