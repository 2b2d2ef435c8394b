package dev.gantry.domain.alerting;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one record says about one identity under one rule, or what several come to under a
 * correlated one.
 *
 * @param matched whether the predicate was true
 * @param ended whether the identity ended with this record; it is not heard of again
 * @param over whether the record is what the alert lasts until
 * @param startedAt event time of the first record that it rests on
 * @param at event time of the record, or at which the correlation came true, at or after {@code
 *     startedAt}
 * @param watermark how far event time had come for this identity once the record was read, at or
 *     after {@code at}
 * @param policy how the alert comes and goes, and what it opens
 * @param ruleVersion version of the rule, 1 or more
 * @param labels labels of the alert, sorted by name
 * @param annotations texts of the alert, sorted by name
 * @param reason why it matched, in words
 * @param causeIds logical ids of the records that are new in it, in order, one or more
 * @param firstSource where the first of these lies
 * @param source where the record lies, or the last one; a repeat is recognised by it
 */
public record Observation(
    boolean matched,
    boolean ended,
    boolean over,
    Instant startedAt,
    Instant at,
    Instant watermark,
    AlertPolicy policy,
    int ruleVersion,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    String reason,
    List<String> causeIds,
    SourceRecord firstSource,
    SourceRecord source) {

  /** Why a rule over a single signal matches. */
  public static final String MATCHED = "matched";

  public Observation {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    causeIds = List.copyOf(causeIds);
    if (startedAt.isAfter(at) || causeIds.isEmpty()) {
      throw new IllegalArgumentException(
          "observation: expected a cause, and a start at or before %s; found %s and %s"
              .formatted(at, causeIds, startedAt));
    }
  }

  /** What one record says; see the record for the parameters. */
  public static Observation ofRecord(
      boolean matched,
      boolean ended,
      boolean over,
      Instant at,
      Instant watermark,
      AlertPolicy policy,
      int ruleVersion,
      SortedMap<String, String> labels,
      SortedMap<String, String> annotations,
      String causeId,
      SourceRecord source) {
    return new Observation(
        matched,
        ended,
        over,
        at,
        at,
        watermark,
        policy,
        ruleVersion,
        labels,
        annotations,
        MATCHED,
        List.of(causeId),
        source,
        source);
  }
}
