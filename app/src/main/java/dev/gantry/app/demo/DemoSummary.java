package dev.gantry.app.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gantry.ingest.city.truth.CityScore;
import dev.gantry.ingest.city.truth.KindScore;
import dev.gantry.ingest.scene.SceneScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a demo saw, as printed at its end. All counts are of committed records.
 *
 * @param frames frames with a record in {@code vehicle-detections}
 * @param detections boxes in them
 * @param tracks distinct tracks
 * @param alerts distinct alerts, firing or resolved
 * @param deadLetters records set aside
 * @param late frames sent later than their pace asks for
 * @param seconds length of the demo, seconds of wall clock
 * @param firstAlertSeconds from the start of the process to the first alert, seconds; absent when
 *     there was none
 * @param score how that compares with the truth; absent when there is no truth, for a video
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemoSummary(
    @JsonProperty("frames") long frames,
    @JsonProperty("detections") long detections,
    @JsonProperty("tracks") long tracks,
    @JsonProperty("alerts") long alerts,
    @JsonProperty("dead_letters") long deadLetters,
    @JsonProperty("late_frames") long late,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("first_alert_seconds") @Nullable Double firstAlertSeconds,
    @JsonUnwrapped @Nullable Score score) {

  /** The same in words. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%.0f s: %d frames, %d detections, %d tracks, %d alerts, %d dead letters.",
            seconds,
            frames,
            detections,
            tracks,
            alerts,
            deadLetters));
    if (firstAlertSeconds != null) {
      lines.add(
          String.format(Locale.ROOT, "First alert %.1f s after the start.", firstAlertSeconds));
    }
    if (late > 0) {
      lines.add(late + " frames were sent late: the machine did not keep the pace.");
    }
    if (score != null) {
      lines.add(
          "Against the truth: detection recall "
              + words(score.detectionRecall)
              + ", mean speed error "
              + words(score.speedMaeKmh)
              + " km/h, alert precision "
              + words(score.alertPrecision)
              + ", alert recall "
              + words(score.alertRecall)
              + ".");
      lines.addAll(score.kindLines());
    }
    return lines;
  }

  private static String words(@Nullable Double figure) {
    return figure == null ? "(nothing to judge)" : String.valueOf(figure);
  }

  /**
   * Comparison of a rendered scene with its truth. A figure is absent when there was nothing to
   * judge.
   *
   * @param detectionRecall share of the visible vehicles that were detected, 0 to 1
   * @param speedMaeKmh mean absolute error of the vehicles' speeds, km/h
   * @param alertPrecision share of the alerts that are right, 0 to 1
   * @param alertRecall share of the incidents that have an alert, of the kinds that a rule watches
   *     for, 0 to 1
   * @param byKind incidents and alerts by kind of incident; absent for the road
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Score(
      @JsonProperty("detection_recall") @Nullable Double detectionRecall,
      @JsonProperty("speed_mae_kmh") @Nullable Double speedMaeKmh,
      @JsonProperty("alert_precision") @Nullable Double alertPrecision,
      @JsonProperty("alert_recall") @Nullable Double alertRecall,
      @JsonProperty("by_kind") @Nullable Map<String, Kind> byKind) {

    static Score of(SceneScore score) {
      return new Score(
          rounded(score.detectionRecall()),
          rounded(score.speedMaeKmh()),
          rounded(score.alertPrecision()),
          rounded(score.alertRecall()),
          null);
    }

    static Score of(CityScore score) {
      Map<String, Kind> kinds = new TreeMap<>();
      score.byKind().forEach((kind, each) -> kinds.put(kind, Kind.of(each)));
      return new Score(
          rounded(score.detectionRecall()),
          rounded(score.speedMaeKmh()),
          rounded(score.alertPrecision()),
          rounded(score.alertRecall()),
          kinds);
    }

    /** A line for each kind of incident. */
    List<String> kindLines() {
      if (byKind == null) {
        return List.of();
      }
      return byKind.entrySet().stream()
          .map(kind -> "  " + kind.getKey() + ": " + kind.getValue().words())
          .toList();
    }
  }

  private static @Nullable Double rounded(OptionalDouble figure) {
    return figure.isEmpty() ? null : Math.round(figure.getAsDouble() * 1000) / 1000.0;
  }

  /**
   * One kind of incident.
   *
   * @param watched whether a rule watches for it; if not, it counts for no total
   * @param incidents incidents that something told of
   * @param found of these, those with a right alert
   * @param alerts alerts of the kind
   * @param right of these, those that are right
   * @param precision share of the alerts that are right, 0 to 1; absent without alerts
   * @param recall share of the incidents that were found, 0 to 1; absent without incidents
   * @param unseen further incidents, which only a camera could have told of and none saw
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Kind(
      @JsonProperty("watched") boolean watched,
      @JsonProperty("incidents") int incidents,
      @JsonProperty("found") int found,
      @JsonProperty("alerts") int alerts,
      @JsonProperty("right") int right,
      @JsonProperty("precision") @Nullable Double precision,
      @JsonProperty("recall") @Nullable Double recall,
      @JsonProperty("unseen") int unseen) {

    String words() {
      String beside = unseen == 0 ? "" : "; %d that no camera saw".formatted(unseen);
      if (!watched) {
        return "%d incidents, which no rule watches for yet%s".formatted(incidents, beside);
      }
      List<String> parts = new ArrayList<>();
      if (incidents > 0) {
        parts.add("%d of %d incidents found".formatted(found, incidents));
      }
      if (alerts > 0) {
        parts.add("%d of %d alerts right".formatted(right, alerts));
      }
      return (parts.isEmpty() ? "none" : String.join(", ", parts)) + beside;
    }

    static Kind of(KindScore score) {
      return new Kind(
          score.watched(),
          score.incidents(),
          score.found(),
          score.alerts(),
          score.right(),
          rounded(score.precision()),
          rounded(score.recall()),
          score.unseen());
    }
  }
}
