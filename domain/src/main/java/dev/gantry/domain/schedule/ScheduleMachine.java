package dev.gantry.domain.schedule;

import dev.gantry.domain.schedule.Outcome.Skipped;
import dev.gantry.domain.schedule.Outcome.Triggered;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What becomes of the runs of a schedule: pure functions from how far it has come to how far it
 * comes now. Every occurrence has an outcome; none is left out in silence.
 */
public final class ScheduleMachine {

  /** Runs that may wait at once. */
  static final int MOST_WAITING = 1_000;

  /** Open tasks that are remembered; nobody may ever complete those of runs that may overlap. */
  static final int MOST_OPEN = 1_000;

  /** Runs of one backfill. */
  static final int MOST_BACKFILLED = 1_000;

  private ScheduleMachine() {}

  /**
   * What came of a step.
   *
   * @param state how far the schedule has come
   * @param outcomes what became of runs, in order
   * @param more whether there is more to do at once
   */
  public record Step(ScheduleState state, List<Outcome> outcomes, boolean more) {

    public Step {
      outcomes = List.copyOf(outcomes);
    }
  }

  /**
   * What is due next.
   *
   * @param schedule the version in force then
   * @param occurrence what it calls for
   * @param at when that is due
   */
  public record Due(Schedule schedule, Occurrence occurrence, Instant at) {}

  /**
   * What is due next.
   *
   * @param versions all versions of the schedule, oldest first
   * @param after occurrences up to then have been dealt with
   */
  public static Optional<Due> due(List<ScheduleVersion> versions, Instant after) {
    for (int i = 0; i < versions.size(); i++) {
      Instant from = versions.get(i).from().minusNanos(1_000);
      Instant until = i + 1 < versions.size() ? versions.get(i + 1).from() : Instant.MAX;
      Optional<Schedule> schedule = versions.get(i).schedule();
      if (schedule.isEmpty() || !until.isAfter(after)) {
        continue;
      }
      Optional<Due> due =
          schedule
              .get()
              .next(from.isAfter(after) ? from : after)
              .filter(found -> found.at().isBefore(until))
              .map(found -> new Due(schedule.get(), found, schedule.get().dueAt(found)));
      if (due.isPresent()) {
        return due;
      }
    }
    return Optional.empty();
  }

  /**
   * Deals with all that is due by now.
   *
   * @param versions all versions of the schedule, oldest first
   * @param most outcomes of one step, about
   */
  public static Step advance(
      List<ScheduleVersion> versions, ScheduleState state, Instant now, int most) {
    Progress progress = new Progress(state);
    boolean more = false;
    Optional<Due> due = due(versions, progress.reached);
    while (due.isPresent() && !due.get().at().isAfter(now)) {
      if (progress.outcomes.size() >= most) {
        more = true;
        break;
      }
      progress.settle(due.get(), now);
      due = due(versions, progress.reached);
    }
    if (isDeleted(versions, now)) {
      progress.giveUp();
    }
    return progress.step(more);
  }

  /** Whether it was deleted: one whose first version is yet to come was not. */
  private static boolean isDeleted(List<ScheduleVersion> versions, Instant now) {
    return inForce(versions, now).isEmpty()
        && versions.stream().anyMatch(version -> !version.from().isAfter(now));
  }

  /** The version in force at a moment; empty when the schedule was deleted. */
  public static Optional<Schedule> inForce(List<ScheduleVersion> versions, Instant at) {
    Optional<Schedule> found = Optional.empty();
    for (ScheduleVersion version : versions) {
      if (!version.from().isAfter(at)) {
        found = version.schedule();
      }
    }
    return found;
  }

  /** The version in force at a moment, or else the newest that says something. */
  public static Optional<Schedule> about(List<ScheduleVersion> versions, Instant at) {
    return inForce(versions, at)
        .or(
            () ->
                versions.stream()
                    .flatMap(version -> version.schedule().stream())
                    .reduce((older, newer) -> newer));
  }

  /**
   * The task of a run was completed or deleted: the next that waits begins.
   *
   * @param at when, in event time
   */
  public static Step ended(ScheduleState state, String scheduleId, String taskId, Instant at) {
    Progress progress = new Progress(state);
    if (progress.open.remove(taskId)) {
      progress.next(scheduleId, at);
    }
    return progress.step(false);
  }

  /** A run that is asked for now; the overlap policy applies, a pause does not. */
  public static Step trigger(Schedule schedule, ScheduleState state, String commandId, Instant at) {
    Progress progress = new Progress(state);
    progress.start(schedule.id(), Run.triggered(commandId, at), schedule.overlap());
    return progress.step(false);
  }

  /**
   * The runs of a time that is past, whether they ran then or not; days that are excluded stay so.
   *
   * @param askedAt when they are asked for, and due
   * @param from inclusive
   * @param to exclusive
   * @param overlap applies to these runs
   * @throws IllegalArgumentException when there are more than {@value #MOST_BACKFILLED}
   */
  public static Step backfill(
      Schedule schedule,
      ScheduleState state,
      String commandId,
      Instant askedAt,
      Instant from,
      Instant to,
      OverlapPolicy overlap) {
    Progress progress = new Progress(state);
    Optional<Occurrence> next = schedule.next(from.minusNanos(1_000));
    for (int runs = 0; next.isPresent() && next.get().at().isBefore(to); runs++) {
      if (runs == MOST_BACKFILLED) {
        throw new IllegalArgumentException(
            "to: expected at most %d runs from %s on, found more until %s"
                .formatted(MOST_BACKFILLED, from, to));
      }
      Occurrence found = next.get();
      if (found.runs()) {
        Run run = Run.backfilled(found.at(), commandId, askedAt);
        if (schedule.excludes(found.at())) {
          progress.outcomes.add(new Skipped(run, SkipReason.EXCLUDED));
        } else {
          progress.start(schedule.id(), run, overlap);
        }
      }
      next = schedule.next(found.at());
    }
    return progress.step(false);
  }

  /** A state on its way to the next. */
  private static final class Progress {
    private final Pauses pauses;
    private final SortedSet<String> open;
    private final Deque<Run> waiting;
    private final List<Outcome> outcomes = new ArrayList<>();
    private Instant reached;

    Progress(ScheduleState state) {
      reached = state.reached();
      pauses = state.pauses();
      open = new TreeSet<>(state.open());
      waiting = new ArrayDeque<>(state.waiting());
    }

    Step step(boolean more) {
      return new Step(
          new ScheduleState(reached, pauses.from(reached), open, List.copyOf(waiting)),
          outcomes,
          more);
    }

    void settle(Due due, Instant now) {
      Schedule schedule = due.schedule();
      Occurrence occurrence = due.occurrence();
      for (LocalDateTime time : occurrence.leftOut()) {
        outcomes.add(new Skipped(Run.leftOut(time, due.at()), SkipReason.DST_GAP));
      }
      if (occurrence.runs()) {
        Run run = Run.at(occurrence.at(), due.at());
        Optional<SkipReason> obstacle = obstacle(due, now);
        if (obstacle.isPresent()) {
          outcomes.add(new Skipped(run, obstacle.get()));
        } else {
          start(schedule.id(), run, schedule.overlap());
        }
      }
      reached = occurrence.at();
    }

    private Optional<SkipReason> obstacle(Due due, Instant now) {
      if (due.schedule().excludes(due.occurrence().at())) {
        return Optional.of(SkipReason.EXCLUDED);
      }
      if (pauses.cover(due.at())) {
        return Optional.of(SkipReason.PAUSED);
      }
      return now.isAfter(due.at().plus(due.schedule().catchUp()))
          ? Optional.of(SkipReason.MISSED)
          : Optional.empty();
    }

    void start(String scheduleId, Run run, OverlapPolicy policy) {
      if (open.isEmpty() || policy == OverlapPolicy.ALLOW_ALL) {
        open.add(run.taskId(scheduleId));
        if (open.size() > MOST_OPEN) {
          open.remove(open.first());
        }
        outcomes.add(new Triggered(run, run.dueAt()));
      } else if (policy == OverlapPolicy.BUFFER_ONE && waiting.isEmpty()) {
        waiting.add(run);
      } else if (policy == OverlapPolicy.BUFFER_ALL && waiting.size() < MOST_WAITING) {
        waiting.add(run);
      } else {
        boolean full = policy == OverlapPolicy.BUFFER_ALL;
        outcomes.add(new Skipped(run, full ? SkipReason.BUFFER_FULL : SkipReason.OVERLAP));
      }
    }

    void next(String scheduleId, Instant endedAt) {
      if (!open.isEmpty() || waiting.isEmpty()) {
        return;
      }
      Run run = waiting.remove();
      open.add(run.taskId(scheduleId));
      outcomes.add(new Triggered(run, endedAt.isAfter(run.dueAt()) ? endedAt : run.dueAt()));
    }

    void giveUp() {
      waiting.forEach(run -> outcomes.add(new Skipped(run, SkipReason.DELETED)));
      waiting.clear();
    }
  }
}
