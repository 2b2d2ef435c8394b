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
 * @param pauses when it was paused and resumed
 * @param open ids of the tasks of its runs that are still to be done
 * @param waiting runs that wait for the end of these
 */
public record ScheduleState(
    Instant reached, Pauses pauses, SortedSet<String> open, List<Run> waiting) {

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
    return new ScheduleState(begin, Pauses.NONE, Collections.emptySortedSet(), List.of());
  }

  /** Who paused it, by the newest that is known; absent while it is not paused. */
  public Optional<Pause> pause() {
    return pauses.current();
  }

  /** The same, paused at a time; what was told of later times stays. */
  public ScheduleState paused(Pause by) {
    return with(pauses.with(by.at(), Optional.of(by)));
  }

  /** The same, resumed at a time; what was told of later times stays. */
  public ScheduleState resumed(Instant at) {
    return with(pauses.with(at, Optional.empty()));
  }

  private ScheduleState with(Pauses now) {
    return new ScheduleState(reached, now, open, waiting);
  }
}
