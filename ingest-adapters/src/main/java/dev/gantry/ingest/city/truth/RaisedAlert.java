package dev.gantry.ingest.city.truth;

import java.util.Map;

/**
 * An alert to be judged.
 *
 * @param rule name of its rule: a kind of incident
 * @param startedAt when what it tells of began, seconds since the city's beginning
 * @param firedAt when it fired, seconds, not before
 * @param labels whom and what it is about, as alerts name them; labels that say nothing of that are
 *     welcome too
 */
public record RaisedAlert(
    String rule, double startedAt, double firedAt, Map<String, String> labels) {

  public RaisedAlert {
    if (!(firedAt >= startedAt)) {
      throw new IllegalArgumentException(
          "firedAt: expected %s or later, found %s".formatted(startedAt, firedAt));
    }
    labels = Map.copyOf(labels);
  }

  /** What it names with a label; empty when nothing. */
  String name(String label) {
    return labels.getOrDefault(label, "");
  }
}
