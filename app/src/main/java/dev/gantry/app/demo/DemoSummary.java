package dev.gantry.app.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gantry.app.score.ScoreSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    @JsonUnwrapped @Nullable ScoreSummary score) {

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
      lines.addAll(score.lines());
    }
    return lines;
  }
}
