package dev.gantry.app.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gantry.ingest.city.truth.KindScore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
public record KindSummary(
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

  static KindSummary of(KindScore score) {
    return new KindSummary(
        score.watched(),
        score.incidents(),
        score.found(),
        score.alerts(),
        score.right(),
        ScoreSummary.rounded(score.precision()),
        ScoreSummary.rounded(score.recall()),
        score.unseen());
  }
}
