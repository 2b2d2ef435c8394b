package dev.gantry.ingest.city.truth;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * How well a city was understood. Shares are 0 to 1 and absent when there was nothing to judge.
 *
 * @param frames frames judged
 * @param boxesExpected objects large and visible enough to be found, summed over frames
 * @param boxesFound of these, those with a detection of their own
 * @param tracksTimed tracks judged for their speed
 * @param speedMaeKmh mean absolute error of these speeds, km/h
 * @param byKind incidents and alerts by kind of incident
 */
public record CityScore(
    long frames,
    long boxesExpected,
    long boxesFound,
    int tracksTimed,
    OptionalDouble speedMaeKmh,
    Map<String, KindScore> byKind) {

  public CityScore {
    byKind = Collections.unmodifiableMap(new TreeMap<>(byKind));
  }

  /** Share of the objects expected that were found. */
  public OptionalDouble detectionRecall() {
    return KindScore.share(boxesFound, boxesExpected);
  }

  /** Share of the alerts of these kinds that are right. */
  public OptionalDouble alertPrecision() {
    return KindScore.share(sum(KindScore::right), sum(KindScore::alerts));
  }

  /** Share of the incidents of the kinds that a rule watches for that have an alert. */
  public OptionalDouble alertRecall() {
    return KindScore.share(sum(KindScore::found), sum(KindScore::incidents));
  }

  private int sum(ToIntFunction<KindScore> part) {
    return byKind.values().stream().filter(KindScore::watched).mapToInt(part).sum();
  }
}
