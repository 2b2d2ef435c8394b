package dev.gantry.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a check found. Not thread-safe. */
final class Findings {

  private final List<String> examples = new ArrayList<>();
  private long detections;
  private long tracks;
  private long windows;
  private long alerts;
  private long signIns;
  private long findings;
  private long taskEvents;
  private long taskFaults;
  private long runs;
  private long readings;
  private long anomalies;
  private long lost;
  private long duplicated;
  private long stateErrors;
  private long deadLetters;

  /** Adds how results differ. */
  void add(String what, Ledger.Difference difference) {
    add(what, difference, id -> "");
  }

  /**
   * As above.
   *
   * @param details says of an id what there is and what was expected; may be empty
   */
  void add(String what, Ledger.Difference difference, UnaryOperator<String> details) {
    lost(what, difference.lost());
    duplicated(what, difference.duplicated());
    wrong(what, difference.wrong());
    difference
        .examples()
        .forEach(
            (id, how) -> examples.add("%s %s: %s%s".formatted(what, id, how, details.apply(id))));
  }

  void lost(String what, long count) {
    lost += tell("lost", what, count);
  }

  void duplicated(String what, long count) {
    duplicated += tell("duplicated", what, count);
  }

  void wrong(String what, long count) {
    stateErrors += tell("wrong", what, count);
  }

  void deadLetter() {
    deadLetters++;
  }

  private long tell(String how, String what, long count) {
    if (count > 0) {
      examples.add("%s: %d %s".formatted(what, count, how));
    }
    return count;
  }

  /** Takes note of how much was checked. */
  void count(long frames, RunResults results) {
    detections = frames;
    tracks = results.tracks().entries();
    windows = results.windowCount();
    alerts = results.alerts().entries();
  }

  /**
   * Takes note of how many sign-ins were checked.
   *
   * @param told what was found wrong with them
   */
  void countSignIns(long events, long told) {
    signIns = events;
    findings = told;
  }

  /**
   * Takes note of how many events of tasks were checked.
   *
   * @param told tasks that were told to be overdue, or to do what none can
   * @param scheduled runs of schedules
   */
  void countTasks(long events, long told, long scheduled) {
    taskEvents = events;
    taskFaults = told;
    runs = scheduled;
  }

  /**
   * Takes note of how many readings were checked.
   *
   * @param told what was unusual about them
   */
  void countReadings(long all, long told) {
    readings = all;
    anomalies = told;
  }

  /** Frames whose detections are there. */
  long detections() {
    return detections;
  }

  /** Steps of tracks. */
  long tracks() {
    return tracks;
  }

  /** Windows of segments. */
  long windows() {
    return windows;
  }

  /** Changes of alerts. */
  long alerts() {
    return alerts;
  }

  /** Sign-ins. */
  long signIns() {
    return signIns;
  }

  /** What was found wrong with sign-ins. */
  long findings() {
    return findings;
  }

  /** Events of tasks. */
  long taskEvents() {
    return taskEvents;
  }

  /** Tasks told to be overdue, or to do what none can. */
  long taskFaults() {
    return taskFaults;
  }

  /** Runs of schedules. */
  long runs() {
    return runs;
  }

  /** Readings of sensors. */
  /** All that was sent. */
  long events() {
    return detections + signIns + taskEvents + readings;
  }

  long readings() {
    return readings;
  }

  /** What was unusual about them. */
  long anomalies() {
    return anomalies;
  }

  /** Inputs and results that are missing. */
  long lost() {
    return lost;
  }

  /** Those that are there more than once. */
  long duplicated() {
    return duplicated;
  }

  /** Results that should not be or should read otherwise, and what came out of order. */
  long stateErrors() {
    return stateErrors;
  }

  /** Records that were set aside; none of the load should be. */
  long deadLetters() {
    return deadLetters;
  }

  /** What is wrong, in words, some of it by its id. */
  List<String> examples() {
    return List.copyOf(examples);
  }
}
