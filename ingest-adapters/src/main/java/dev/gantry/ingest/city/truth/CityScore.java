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
 * @param boxesTold detections in these frames
 * @param boxesRight of these, those that are of an object of their own
 * @param tracksTimed tracks judged for their speed
 * @param speedMaeKmh mean absolute error of these speeds, km/h
 * @param finalSpeeds of these, those within their interval
 * @param liveSpeeds speeds told while tracks went on, and those within their interval
 * @param byKind incidents and alerts by kind of incident
 */
public record CityScore(
    long frames,
    long boxesExpected,
    long boxesFound,
    long boxesTold,
    long boxesRight,
    int tracksTimed,
    OptionalDouble speedMaeKmh,
    IntervalScore finalSpeeds,
    IntervalScore liveSpeeds,
    Map<String, KindScore> byKind) {

  public CityScore {
    byKind = Collections.unmodifiableMap(new TreeMap<>(byKind));
  }

  /** Both cities together. */
  public CityScore plus(CityScore other) {
    Map<String, KindScore> kinds = new TreeMap<>(byKind);
    other.byKind.forEach((kind, score) -> kinds.merge(kind, score, KindScore::plus));
    int timed = tracksTimed + other.tracksTimed;
    double errors =
        tracksTimed * speedMaeKmh.orElse(0) + other.tracksTimed * other.speedMaeKmh.orElse(0);
    return new CityScore(
        frames + other.frames,
        boxesExpected + other.boxesExpected,
        boxesFound + other.boxesFound,
        boxesTold + other.boxesTold,
        boxesRight + other.boxesRight,
        timed,
        timed == 0 ? OptionalDouble.empty() : OptionalDouble.of(errors / timed),
        finalSpeeds.plus(other.finalSpeeds),
        liveSpeeds.plus(other.liveSpeeds),
        kinds);
  }

  /** Share of the objects expected that were found. */
  public OptionalDouble detectionRecall() {
    return KindScore.share(boxesFound, boxesExpected);
  }

  /** Share of the detections that are of an object of their own. */
  public OptionalDouble detectionPrecision() {
    return KindScore.share(boxesRight, boxesTold);
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
