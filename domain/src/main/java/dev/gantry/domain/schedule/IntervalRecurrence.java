package dev.gantry.domain.schedule;

import dev.gantry.domain.time.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Always the same time apart, counted from 1970-01-01T00:00:00Z, so that restarts and time zones
 * change nothing.
 *
 * @param every time between two, a second or more
 * @param offset how much later than a multiple of that, less than {@code every}
 */
public record IntervalRecurrence(Duration every, Duration offset) implements Recurrence {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  public IntervalRecurrence {
    if (every.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("every: expected 1s or more, found " + every);
    }
    if (offset.isNegative() || offset.compareTo(every) >= 0) {
      throw new IllegalArgumentException(
          "offset: expected 0 or more and less than " + every + ", found " + offset);
    }
  }

  @Override
  public Optional<Occurrence> next(Instant after) {
    long everyUs = Micros.of(every);
    long offsetUs = Micros.of(offset);
    long passed = Math.floorDiv(Micros.of(after) - offsetUs, everyUs);
    return Optional.of(Occurrence.run(Micros.toInstant((passed + 1) * everyUs + offsetUs)));
  }
}
