package dev.gantry.app.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.ingest.city.truth.IntervalScore;
import org.jspecify.annotations.Nullable;

/**
 * True speeds within the 95 % interval stated for them.
 *
 * @param speeds speeds stated
 * @param share of these, those whose interval holds the true speed, 0 to 1; absent when none was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IntervalSummary(
    @JsonProperty("speeds") long speeds, @JsonProperty("share") @Nullable Double share) {

  /** {@code null} when none was stated. */
  static @Nullable IntervalSummary of(IntervalScore score) {
    return score.speeds() == 0
        ? null
        : new IntervalSummary(score.speeds(), ScoreSummary.rounded(score.share()));
  }

  String words() {
    return share + " of " + speeds;
  }
}
