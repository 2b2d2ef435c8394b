package dev.gantry.domain.alerting;

import java.time.Duration;
import java.util.Optional;

/**
 * How an alert of a rule comes and goes, and what it sets going.
 *
 * @param hold how long the predicate must stay true before it fires (for), 0 or more
 * @param maxGap longest silence of the identity that still counts as holding; zero when what the
 *     last event said holds until the next one
 * @param resolveAfter how long after the last match it resolves; zero when it resolves with the end
 *     of its identity
 * @param task the task that it opens when it fires; absent when none
 */
public record AlertPolicy(
    Duration hold, Duration maxGap, Duration resolveAfter, Optional<AlertTask> task) {

  public AlertPolicy {
    if (hold.isNegative() || maxGap.isNegative() || resolveAfter.isNegative()) {
      throw new IllegalArgumentException(
          "policy: expected durations of 0 or more, found %s, %s, %s"
              .formatted(hold, maxGap, resolveAfter));
    }
  }

  /** The same with the task of another, for an alert that has fired. */
  AlertPolicy withTaskOf(AlertPolicy fired) {
    return new AlertPolicy(hold, maxGap, resolveAfter, fired.task);
  }
}
