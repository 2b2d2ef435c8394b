package dev.gantry.domain.schedule;

import java.time.Instant;
import java.util.Optional;

/** When something recurs. */
public sealed interface Recurrence permits IntervalRecurrence, LocalRecurrence {

  /** The first occurrence that is later; empty when there is none within sight. */
  Optional<Occurrence> next(Instant after);
}
