package dev.gantry.domain.schedule;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far a schedule has come.
 *
 * @param reached all occurrences up to this moment have been dealt with
 * @param pause who paused it; absent while it is not paused
 * @param open ids of the tasks of its runs that are still to be done
 * @param waiting runs that wait for the end of these
 */
public record ScheduleState(
    Instant reached, Optional<Pause> pause, SortedSet<String> open, List<Run> waiting) {

  public ScheduleState {
    open = Collections.unmodifiableSortedSet(new TreeSet<>(open));
    waiting = List.copyOf(waiting);
  }

  /**
   * That it is paused.
   *
   * @param at since when
   * @param user who asked for it
   * @param reason why, in words
   */
  public record Pause(Instant at, String user, String reason) {}

  /** That of a schedule whose runs count from a moment. */
  public static ScheduleState from(Instant begin) {
    return new ScheduleState(begin, Optional.empty(), Collections.emptySortedSet(), List.of());
  }

  /** The same, paused. */
  public ScheduleState paused(Pause by) {
    return new ScheduleState(reached, Optional.of(by), open, waiting);
  }

  /** The same, not paused. */
  public ScheduleState resumed() {
    return new ScheduleState(reached, Optional.empty(), open, waiting);
  }
}
