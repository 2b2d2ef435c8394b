package dev.gantry.domain.alerting;

import java.time.Duration;

/**
 * How an alert of a rule comes and goes.
 *
 * @param hold how long the predicate must stay true before it fires (for), 0 or more
 * @param maxGap longest silence of the identity that still counts as holding; zero when what the
 *     last event said holds until the next one
 * @param resolveAfter how long after the last match it resolves; zero when it resolves with the end
 *     of its identity
 */
public record AlertTiming(Duration hold, Duration maxGap, Duration resolveAfter) {

  public AlertTiming {
    if (hold.isNegative() || maxGap.isNegative() || resolveAfter.isNegative()) {
      throw new IllegalArgumentException(
          "timing: expected durations of 0 or more, found %s, %s, %s"
              .formatted(hold, maxGap, resolveAfter));
    }
  }
}
