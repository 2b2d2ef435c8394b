package dev.gantry.bench.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Runs of schedules that are due at a steady interval: each should be told of once. */
final class ScheduleRuns {

  private final Duration every;
  private final Map<String, TreeSet<Instant>> bySchedule = new HashMap<>();
  private long repeated;

  ScheduleRuns(Duration every) {
    this.every = every;
  }

  /** Takes note of a run, or that it was skipped. */
  void add(String schedule, Instant nominal) {
    boolean isNew = bySchedule.computeIfAbsent(schedule, id -> new TreeSet<>()).add(nominal);
    repeated += isNew ? 0 : 1;
  }

  /** Runs that are told of, each counted once. */
  long count() {
    return bySchedule.values().stream().mapToLong(TreeSet::size).sum();
  }

  /** Runs told of more than once. */
  long repeated() {
    return repeated;
  }

  /**
   * Runs that nobody told of, from the first of each schedule on; one for a schedule without any.
   *
   * @param schedules all there are
   * @param until the last that counts
   */
  long missing(Collection<String> schedules, Instant until) {
    return schedules.stream().mapToLong(id -> missing(id, until)).sum();
  }

  private long missing(String schedule, Instant until) {
    TreeSet<Instant> told = bySchedule.getOrDefault(schedule, new TreeSet<>());
    if (told.isEmpty()) {
      return 1;
    }
    long missing = 0;
    for (Instant due = told.first(); !due.isAfter(until); due = due.plus(every)) {
      missing += told.contains(due) ? 0 : 1;
    }
    return missing;
  }
}
