package dev.gantry.bench.anomaly;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.ingest.city.truth.KindScore;
import dev.gantry.ingest.city.truth.TrueIncident;
import java.time.Duration;
import java.util.Comparator;
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
 * @param missed what was not found, in the order in which it began
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CityAnomalyResult(
    @JsonProperty("hours") double hours,
    @JsonProperty("readings") long readings,
    @JsonProperty("alerts") int alerts,
    @JsonProperty("right") int right,
    @JsonProperty("precision") @Nullable Double precision,
    @JsonProperty("by_kind") Map<String, Kind> byKind,
    @JsonProperty("missed") List<Missed> missed) {

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

  /**
   * One that was not found.
   *
   * @param incident its id in the city's truth
   * @param kind its kind
   * @param place its series, or its segment
   * @param beginsS seconds since the city's beginning
   * @param endsS the same
   */
  record Missed(
      @JsonProperty("incident") String incident,
      @JsonProperty("kind") String kind,
      @JsonProperty("place") String place,
      @JsonProperty("begins_s") double beginsS,
      @JsonProperty("ends_s") double endsS) {

    static Missed of(TrueIncident incident) {
      return new Missed(
          incident.id(), incident.kind(), incident.place(), incident.begins(), incident.ends());
    }
  }

  static CityAnomalyResult of(
      Duration time,
      long readings,
      Map<String, KindScore> scores,
      Set<String> rules,
      List<TrueIncident> missed) {
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
        kinds,
        missed.stream()
            .sorted(Comparator.comparingDouble(TrueIncident::begins))
            .map(Missed::of)
            .toList());
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
    missed.forEach(
        each ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "missed: %s of %s, %s, %.0f s to %.0f s%n",
                    each.kind,
                    each.place,
                    each.incident,
                    each.beginsS,
                    each.endsS)));
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
