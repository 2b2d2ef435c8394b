package dev.gantry.topologies.processor.alerting;

import dev.gantry.domain.alerting.AlertTask;
import dev.gantry.domain.alerting.Correlation;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version of a correlated rule as its matches carry it.
 *
 * @param ruleVersion version of the rule
 * @param correlation how its signals come together
 * @param reads what each of the signals reads, in the order of the terms
 * @param labels labels that the rule gives
 * @param texts annotations with their places still open
 * @param resolveAfter how long after its last outcome the alert resolves
 * @param task the task that the alert opens when it fires; absent when none
 */
record CorrelationPlan(
    int ruleVersion,
    Correlation correlation,
    List<Reads> reads,
    SortedMap<String, String> labels,
    SortedMap<String, String> texts,
    Duration resolveAfter,
    Optional<AlertTask> task) {

  CorrelationPlan {
    reads = List.copyOf(reads);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  /**
   * What a signal reads.
   *
   * @param topic full name of its topic
   * @param names by the names that the rule groups by, how the topic's records call them
   */
  record Reads(String topic, SortedMap<String, String> names) {

    Reads {
      names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    /** What the records of a group say, by their own names. */
    SortedMap<String, String> own(SortedMap<String, String> group) {
      SortedMap<String, String> own = new TreeMap<>();
      names.forEach(
          (name, called) -> {
            String value = group.get(name);
            if (value != null) {
              own.put(called, value);
            }
          });
      return own;
    }
  }
}
