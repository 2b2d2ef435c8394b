package dev.gantry.ingest.city.truth;

import java.util.OptionalDouble;

/**
 * How well one kind of incident was found.
 *
 * @param watched whether a rule watches for it; if not, it counts for no total
 * @param incidents incidents of the kind that something told of, wholly within the time judged
 * @param found of these, those with a right alert
 * @param alerts alerts of the kind
 * @param right of these, those that are right
 * @param unseen further incidents of the kind, which only a camera could have told of and none saw
 *     clearly
 */
public record KindScore(
    boolean watched, int incidents, int found, int alerts, int right, int unseen) {

  /** Share of the alerts that are right; absent when there are none. */
  public OptionalDouble precision() {
    return share(right, alerts);
  }

  /** Share of the incidents that were found; absent when there are none. */
  public OptionalDouble recall() {
    return share(found, incidents);
  }

  /** Both together. */
  KindScore plus(KindScore other) {
    return new KindScore(
        watched,
        incidents + other.incidents,
        found + other.found,
        alerts + other.alerts,
        right + other.right,
        unseen + other.unseen);
  }

  static OptionalDouble share(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
