package dev.gantry.app.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.ingest.city.truth.CityScore;
import dev.gantry.ingest.scene.SceneScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How results compare with the truth, as printed. A figure is absent when there was nothing to
 * judge.
 *
 * @param detectionRecall share of the visible objects that were detected, 0 to 1
 * @param detectionPrecision share of the detections that are of an object, 0 to 1; absent for the
 *     road
 * @param speedMaeKmh mean absolute error of the final speeds of tracks, km/h
 * @param finalSpeeds true speeds within the intervals of the final speeds; absent for the road
 * @param liveSpeeds the same for the speeds told while tracks went on
 * @param alertPrecision share of the alerts that are right, 0 to 1
 * @param alertRecall share of the incidents that have an alert, of the kinds that a rule watches
 *     for, 0 to 1
 * @param byKind incidents and alerts by kind of incident; absent for the road
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoreSummary(
    @JsonProperty("detection_recall") @Nullable Double detectionRecall,
    @JsonProperty("detection_precision") @Nullable Double detectionPrecision,
    @JsonProperty("speed_mae_kmh") @Nullable Double speedMaeKmh,
    @JsonProperty("final_speeds") @Nullable IntervalSummary finalSpeeds,
    @JsonProperty("live_speeds") @Nullable IntervalSummary liveSpeeds,
    @JsonProperty("alert_precision") @Nullable Double alertPrecision,
    @JsonProperty("alert_recall") @Nullable Double alertRecall,
    @JsonProperty("by_kind") @Nullable Map<String, KindSummary> byKind) {

  /** The score of the rendered road. */
  public static ScoreSummary of(SceneScore score) {
    return new ScoreSummary(
        rounded(score.detectionRecall()),
        null,
        rounded(score.speedMaeKmh()),
        null,
        null,
        rounded(score.alertPrecision()),
        rounded(score.alertRecall()),
        null);
  }

  /** The score of a city. */
  public static ScoreSummary of(CityScore score) {
    Map<String, KindSummary> kinds = new TreeMap<>();
    score.byKind().forEach((kind, each) -> kinds.put(kind, KindSummary.of(each)));
    return new ScoreSummary(
        rounded(score.detectionRecall()),
        rounded(score.detectionPrecision()),
        rounded(score.speedMaeKmh()),
        IntervalSummary.of(score.finalSpeeds()),
        IntervalSummary.of(score.liveSpeeds()),
        rounded(score.alertPrecision()),
        rounded(score.alertRecall()),
        kinds);
  }

  /** The same where no alerts were given: that none was is no verdict. */
  ScoreSummary withoutAlerts() {
    return new ScoreSummary(
        detectionRecall,
        detectionPrecision,
        speedMaeKmh,
        finalSpeeds,
        liveSpeeds,
        null,
        null,
        null);
  }

  /** The same in words: figures for the whole, then a line for each kind of incident. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Against the truth: detection recall "
            + words(detectionRecall)
            + (detectionPrecision == null ? "" : ", precision " + detectionPrecision)
            + ", mean speed error "
            + words(speedMaeKmh)
            + " km/h, alert precision "
            + words(alertPrecision)
            + ", alert recall "
            + words(alertRecall)
            + ".");
    if (finalSpeeds != null && liveSpeeds != null) {
      lines.add(
          "True speeds within the 95 % intervals: live "
              + liveSpeeds.words()
              + ", final "
              + finalSpeeds.words()
              + ".");
    }
    if (byKind != null) {
      byKind.forEach((kind, score) -> lines.add("  " + kind + ": " + score.words()));
    }
    return lines;
  }

  private static String words(@Nullable Double figure) {
    return figure == null ? "(nothing to judge)" : String.valueOf(figure);
  }

  static @Nullable Double rounded(OptionalDouble figure) {
    return figure.isEmpty() ? null : Math.round(figure.getAsDouble() * 1000) / 1000.0;
  }
}
