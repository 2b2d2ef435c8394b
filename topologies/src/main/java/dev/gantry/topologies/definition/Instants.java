package dev.gantry.topologies.definition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads times as ISO 8601 writes them, in UTC, and time zones. */
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

  /** The zone in {@code time_zone}; UTC when there is none. */
  static ZoneId zone(Fields fields) {
    Optional<String> name = fields.text("time_zone");
    try {
      return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name.get());
    } catch (DateTimeException e) {
      fields.refuse("time_zone", "a time zone such as Europe/Berlin or UTC");
      return ZoneOffset.UTC;
    }
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
