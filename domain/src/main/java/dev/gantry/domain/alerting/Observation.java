package dev.gantry.domain.alerting;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one record says about one identity under one rule.
 *
 * @param matched whether the predicate was true
 * @param ended whether the identity ended with this record; it is not heard of again
 * @param at event time of the record
 * @param watermark how far event time had come for this identity once the record was read, at or
 *     after {@code at}
 * @param timing how the alert comes and goes
 * @param ruleVersion version of the rule, 1 or more
 * @param labels labels of the alert, sorted by name
 * @param annotations texts of the alert, sorted by name
 * @param causeId logical id of the record
 * @param source where the record lies; a repeat is recognised by it
 */
public record Observation(
    boolean matched,
    boolean ended,
    Instant at,
    Instant watermark,
    AlertTiming timing,
    int ruleVersion,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    String causeId,
    SourceRecord source) {

  public Observation {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }
}
