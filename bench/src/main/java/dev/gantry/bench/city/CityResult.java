package dev.gantry.bench.city;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.ingest.city.truth.CityScore;
import dev.gantry.ingest.city.truth.IntervalScore;
import dev.gantry.ingest.city.truth.KindScore;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How well cities were understood. A figure is absent when there was nothing to judge.
 *
 * @param speedMaeKmh mean absolute error of the final speeds of tracks, km/h
 * @param finalSpeeds true speeds within the intervals of the final speeds
 * @param liveSpeeds the same for the speeds told while tracks went on
 * @param byKind incidents and alerts of the kinds that a rule watches for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CityResult(
    @JsonProperty("speed_mae_kmh") @Nullable Double speedMaeKmh,
    @JsonProperty("final_speeds") Interval finalSpeeds,
    @JsonProperty("live_speeds") Interval liveSpeeds,
    @JsonProperty("by_kind") Map<String, Kind> byKind) {

  static CityResult of(CityScore score) {
    Map<String, Kind> kinds = new TreeMap<>();
    score
        .byKind()
        .forEach(
            (kind, each) -> {
              if (each.watched()) {
                kinds.put(kind, Kind.of(each));
              }
            });
    return new CityResult(
        rounded(score.speedMaeKmh()),
        Interval.of(score.finalSpeeds()),
        Interval.of(score.liveSpeeds()),
        kinds);
  }

  String words() {
    StringBuilder words = new StringBuilder(200);
    words.append(
        String.format(
            Locale.ROOT,
            "Speeds: final error %s km/h, %s of %d within their interval; live %s of %d.",
            speedMaeKmh,
            finalSpeeds.share,
            finalSpeeds.speeds,
            liveSpeeds.share,
            liveSpeeds.speeds));
    byKind.forEach((kind, each) -> words.append("\n  ").append(kind).append(each.words()));
    return words.toString();
  }

  private static @Nullable Double rounded(OptionalDouble figure) {
    return figure.isEmpty() ? null : Math.round(figure.getAsDouble() * 1000) / 1000.0;
  }

  /**
   * True speeds within the 95 % interval stated for them.
   *
   * @param speeds speeds stated
   * @param share of these, those whose interval holds the true speed, 0 to 1
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Interval(
      @JsonProperty("speeds") long speeds, @JsonProperty("share") @Nullable Double share) {

    static Interval of(IntervalScore score) {
      return new Interval(score.speeds(), rounded(score.share()));
    }
  }

  /**
   * One kind of incident.
   *
   * @param incidents incidents that something told of
   * @param found of these, those with a right alert
   * @param alerts alerts of the kind
   * @param right of these, those that are right
   * @param precision share of the alerts that are right, 0 to 1
   * @param recall share of the incidents that were found, 0 to 1
   * @param unseen further incidents, that no camera saw clearly
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Kind(
      @JsonProperty("incidents") int incidents,
      @JsonProperty("found") int found,
      @JsonProperty("alerts") int alerts,
      @JsonProperty("right") int right,
      @JsonProperty("precision") @Nullable Double precision,
      @JsonProperty("recall") @Nullable Double recall,
      @JsonProperty("unseen") int unseen) {

    static Kind of(KindScore score) {
      return new Kind(
          score.incidents(),
          score.found(),
          score.alerts(),
          score.right(),
          rounded(score.precision()),
          rounded(score.recall()),
          score.unseen());
    }

    String words() {
      return String.format(
          Locale.ROOT,
          ": %d of %d incidents found (recall %s), %d of %d alerts right (precision %s); %d unseen",
          found,
          incidents,
          recall,
          right,
          alerts,
          precision,
          unseen);
    }
  }
}
