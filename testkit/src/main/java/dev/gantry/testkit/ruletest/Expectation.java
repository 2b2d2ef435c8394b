package dev.gantry.testkit.ruletest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is expected of the alerts at a time.
 *
 * @param line line of the test file that says so
 * @param at the time, since the start of the test
 * @param rule the rule whose alerts are meant; absent for all
 * @param firing those that fire then, and no other; absent when nothing is said of them
 * @param resolved those that have fired and resolved by then, and no other; absent when nothing is
 *     said of them
 */
record Expectation(
    int line,
    Duration at,
    Optional<String> rule,
    Optional<List<Expected>> firing,
    Optional<List<Expected>> resolved) {

  /**
   * One alert.
   *
   * @param labels labels that it has among others; an empty text for one that it does not have
   * @param annotations annotations that it has among others
   * @param firedAt when it fired, since the start of the test; absent when nothing is said of it
   * @param resolvedAt when it resolved, likewise
   */
  record Expected(
      SortedMap<String, String> labels,
      SortedMap<String, String> annotations,
      Optional<Duration> firedAt,
      Optional<Duration> resolvedAt) {}
}
