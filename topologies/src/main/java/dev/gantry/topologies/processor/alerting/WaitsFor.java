package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.Correlation;
import dev.gantry.schemas.records.TimeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a group waits for before it is decided: that all its signals' streams have come so far.
 *
 * @param mode live or replayed time
 * @param parts the streams
 */
record WaitsFor(TimeMode mode, List<Part> parts) {

  /** Labels by which it is known which cameras may have something to say of a group. */
  private static final Set<String> OF_CAMERAS = Set.of("camera", "site", "gate", "segment");

  WaitsFor {
    parts = List.copyOf(parts);
  }

  /**
   * A stream.
   *
   * @param topic full name
   * @param own what its records have to say for the group, where that tells cameras apart
   * @param absence whether it matters what does not come
   */
  record Part(String topic, SortedMap<String, String> own, boolean absence) {}

  /**
   * What a group waits for.
   *
   * @param mode live or replayed
   * @param labels what its matches agree in
   * @param plan its rule
   */
  static WaitsFor of(TimeMode mode, SortedMap<String, String> labels, CorrelationPlan plan) {
    Correlation correlation = plan.correlation();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < correlation.terms().size(); i++) {
      CorrelationPlan.Reads reads = plan.reads().get(i);
      SortedMap<String, String> own = new TreeMap<>(reads.own(labels));
      own.keySet().retainAll(OF_CAMERAS);
      boolean absence = correlation.terms().get(i).negated() || correlation.type().counts();
      Part part = new Part(reads.topic(), own, absence && correlation.restsOnAbsence());
      if (!parts.contains(part)) {
        parts.add(part);
      }
    }
    return new WaitsFor(mode, parts);
  }
}
