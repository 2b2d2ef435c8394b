package dev.gantry.domain.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A moment at which a recurrence calls for something.
 *
 * @param at the moment
 * @param runs whether a run is due
 * @param leftOut local times that the clocks of the time zone never showed, and that get no run of
 *     their own
 */
public record Occurrence(Instant at, boolean runs, List<LocalDateTime> leftOut) {

  public Occurrence {
    leftOut = List.copyOf(leftOut);
  }

  /** A run, and nothing else. */
  static Occurrence run(Instant at) {
    return new Occurrence(at, true, List.of());
  }
}
