package dev.gantry.domain.alerting;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of a rule: a definition of kind {@code rule}.
 *
 * @param alert name of the rule and of its alerts; the id of the definition
 * @param version version of the definition, 1 or more
 * @param predicates what it looks for, one or more; exactly one, with an empty name, for a rule
 *     over a single signal
 * @param groupBy identity labels, in order; empty for the default of the stream
 * @param holdFor how long the predicate must stay true before the alert fires, 0 or more
 * @param keepFiringFor how long the alert goes on firing after the last match; absent for the
 *     default: to the end of the track, or {@link #EVENT_RESOLVE_AFTER} for other streams, unless
 *     it lasts until something
 * @param until CEL expression on the same stream; a record for which it is true, and the predicate
 *     is not, resolves the alert; absent when nothing but time does
 * @param labels labels added to every alert, sorted by name
 * @param annotations texts for people, with templates such as {@code {{track.speed_kmh}}}, sorted
 *     by name
 * @param evidence how much video to keep around the alert; absent when none
 * @param task the task that an alert opens when it fires; absent when none
 * @param correlation what has to come together; absent for a rule over a single signal
 */
public record Rule(
    String alert,
    int version,
    List<Predicate> predicates,
    List<String> groupBy,
    Duration holdFor,
    Optional<Duration> keepFiringFor,
    Optional<String> until,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    Optional<Evidence> evidence,
    Optional<AlertTask> task,
    Optional<Correlation> correlation) {

  /** After the last match, an alert about events that do not end resolves after this. */
  public static final Duration EVENT_RESOLVE_AFTER = Duration.ofMinutes(5);

  /** The label that holds the severity. */
  public static final String SEVERITY = "severity";

  public Rule {
    predicates = List.copyOf(predicates);
    groupBy = List.copyOf(groupBy);
    labels = sorted(labels);
    annotations = sorted(annotations);
    if (alert.isBlank()) {
      throw new IllegalArgumentException("rule.alert: expected a name, found blank");
    }
    if (predicates.isEmpty()) {
      throw new IllegalArgumentException("rule.expr of " + alert + ": expected a predicate");
    }
    if (holdFor.isNegative()) {
      throw new IllegalArgumentException("rule.for: expected 0 or more, found " + holdFor);
    }
    if (correlation.isPresent() && !holdFor.isZero()) {
      throw new IllegalArgumentException(
          "rule.for of " + alert + ": expected none beside a correlation, found " + holdFor);
    }
    if (correlation.isPresent() && until.isPresent()) {
      throw new IllegalArgumentException(
          "rule.until of " + alert + ": expected none beside a correlation, found " + until);
    }
  }

  /** Whether one of its predicates is about records of this stream. */
  public boolean readsStream(String stream) {
    return predicates.stream().anyMatch(predicate -> predicate.stream().equals(stream));
  }

  private static SortedMap<String, String> sorted(Map<String, String> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /**
   * A condition on the records of one stream.
   *
   * @param name its name within a correlated rule; empty for a rule over a single signal
   * @param stream name of the stream, such as {@code vehicle-tracks}, without any prefix
   * @param expr CEL expression that yields a boolean
   */
  public record Predicate(String name, String stream, String expr) {}

  /**
   * Video to keep around an alert.
   *
   * @param before before its start, 0 or more
   * @param after after its end, 0 or more
   */
  public record Evidence(Duration before, Duration after) {}
}
