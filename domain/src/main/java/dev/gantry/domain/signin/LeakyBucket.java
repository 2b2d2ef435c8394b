package dev.gantry.domain.signin;

import dev.gantry.domain.time.Micros;
import java.time.Duration;
import java.util.List;

/**
 * A bucket into which every event pours a drop and which loses one each so often, evenly, as in
 * CrowdSec: it overflows with the drop that would be more than it holds.
 *
 * @param capacity drops it holds, 1 to 32
 * @param leakspeed time in which it loses one, positive
 */
public record LeakyBucket(int capacity, Duration leakspeed) {

  public LeakyBucket {
    if (capacity < 1 || capacity > AttemptLog.MOST / 2) {
      throw new IllegalArgumentException(
          "capacity: expected 1 to " + AttemptLog.MOST / 2 + ", found " + capacity);
    }
    if (Micros.of(leakspeed) < 1) {
      throw new IllegalArgumentException("leakspeed: expected more than 0, found " + leakspeed);
    }
  }

  /** How many of the newest attempts made it overflow; 0 when it did not. */
  int overflowOf(List<Attempt> attempts) {
    double level = 0;
    long beforeUs = Long.MIN_VALUE;
    for (Attempt attempt : attempts) {
      if (beforeUs != Long.MIN_VALUE) {
        level = Math.max(0, level - (attempt.atUs() - beforeUs) / (double) Micros.of(leakspeed));
      }
      level++;
      beforeUs = attempt.atUs();
    }
    return level > capacity ? capacity + 1 : 0;
  }
}
