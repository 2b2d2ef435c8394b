package dev.gantry.bench.anomaly;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.ingest.city.truth.KindScore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How well the anomalies of a city's readings were found.
 *
 * @param hours of the city's time
 * @param readings judged
 * @param alerts raised
 * @param right of these, those that are right
 * @param precision share of the alerts that are right, 0 to 1; absent without alerts
 * @param byKind what there was to find, by kind
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CityAnomalyResult(
    @JsonProperty("hours") double hours,
    @JsonProperty("readings") long readings,
    @JsonProperty("alerts") int alerts,
    @JsonProperty("right") int right,
    @JsonProperty("precision") @Nullable Double precision,
    @JsonProperty("by_kind") Map<String, Kind> byKind) {

  /**
   * One kind.
   *
   * @param incidents how many there were
   * @param found of these, those with a right alert
   * @param recall share that was found, 0 to 1
   */
  record Kind(
      @JsonProperty("incidents") int incidents,
      @JsonProperty("found") int found,
      @JsonProperty("recall") double recall) {}

  static CityAnomalyResult of(
      Duration time, long readings, Map<String, KindScore> scores, Set<String> rules) {
    Map<String, Kind> kinds = new TreeMap<>();
    scores.forEach(
        (kind, score) -> {
          if (score.watched() && score.incidents() > 0) {
            kinds.put(
                kind,
                new Kind(score.incidents(), score.found(), rounded(score.recall().orElseThrow())));
          }
        });
    List<KindScore> told = rules.stream().map(scores::get).filter(Objects::nonNull).toList();
    int alerts = told.stream().mapToInt(KindScore::alerts).sum();
    int right = told.stream().mapToInt(KindScore::right).sum();
    return new CityAnomalyResult(
        time.toMinutes() / 60.0,
        readings,
        alerts,
        right,
        alerts == 0 ? null : rounded((double) right / alerts),
        kinds);
  }

  private static double rounded(double share) {
    return Math.round(share * 1000) / 1000.0;
  }

  String words() {
    StringBuilder text = new StringBuilder();
    byKind.forEach(
        (kind, score) ->
            text.append(
                String.format(
                    Locale.ROOT, "%-20s %3d of %3d found%n", kind, score.found, score.incidents)));
    return text.append(
            String.format(
                Locale.ROOT,
                "%d of %d alerts right, in %.1f h and %d readings",
                right,
                alerts,
                hours,
                readings))
        .toString();
  }
}
