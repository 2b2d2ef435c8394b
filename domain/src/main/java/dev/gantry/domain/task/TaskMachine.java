package dev.gantry.domain.task;

import java.time.Instant;
import java.util.Optional;

/**
 * The life of a task: pure functions from what was known and what happened to what is known now.
 *
 * <ul>
 *   <li>{@code created} or {@code recurring.triggered} opens a task; {@code created} may follow
 *       {@code recurring.triggered} once.
 *   <li>An open task may be {@code updated}, {@code completed} and {@code deleted}; a completed one
 *       may be deleted, or opened again by an update whose {@code status} is {@code open} or {@code
 *       reopened}. A deleted one stays so, and its id is not used again.
 *   <li>{@code recurring.skipped} is about a run that has no task.
 *   <li>What else is said did not happen: it is named, and changes nothing. An update from before
 *       the end that arrives after it is late.
 *   <li>A task is overdue when it is still open after its due time; being completed at the due time
 *       is in time.
 * </ul>
 */
public final class TaskMachine {

  private static final String STATUS = "status";

  private TaskMachine() {}

  /** What came of a change. */
  public enum Outcome {
    /** It is so now. */
    TAKEN,
    /** It was known already. */
    REPEATED,
    /** It is from before the end of the task. */
    LATE,
    /** No task can do so. */
    ILLEGAL
  }

  /**
   * What came of a change.
   *
   * @param outcome in a word
   * @param state the task as it is now; absent when there is none
   * @param overdue the due time that had passed before the change, told for the first time
   * @param illegal why it can't be, when it can't
   */
  public record Step(
      Outcome outcome,
      Optional<TaskState> state,
      Optional<Instant> overdue,
      Optional<IllegalTransition> illegal) {}

  /**
   * Applies a change.
   *
   * @param before the task as it was; absent when nothing is known of it
   */
  public static Step apply(Optional<TaskState> before, TaskChange change) {
    if (before.isPresent() && before.get().eventIds().contains(change.eventId())) {
      return new Step(Outcome.REPEATED, before, Optional.empty(), Optional.empty());
    }
    Optional<Instant> overdue = before.flatMap(task -> overdue(task, change.at()));
    Optional<TaskState> task = overdue.isPresent() ? before.map(TaskState::toldOverdue) : before;
    if (isLate(task, change)) {
      return new Step(
          Outcome.LATE, task.map(t -> t.seen(change.eventId())), overdue, Optional.empty());
    }
    Optional<IllegalTransition> illegal = illegal(task.map(TaskState::phase), change);
    if (illegal.isPresent()) {
      return new Step(Outcome.ILLEGAL, task.map(t -> t.seen(change.eventId())), overdue, illegal);
    }
    return new Step(Outcome.TAKEN, next(task, change), overdue, Optional.empty());
  }

  /** The due time of a task that is open and past it, unless that was told. */
  public static Optional<Instant> overdue(TaskState task, Instant now) {
    return task.untoldDue().filter(now::isAfter);
  }

  private static boolean isLate(Optional<TaskState> task, TaskChange change) {
    return change.action() == TaskAction.UPDATED
        && task.isPresent()
        && !task.get().phase().isOpen()
        && change.at().isBefore(task.get().changedAt());
  }

  private static Optional<TaskState> next(Optional<TaskState> task, TaskChange change) {
    Optional<TaskPhase> phase = phaseAfter(change.action());
    if (phase.isEmpty()) {
      return task;
    }
    if (task.isEmpty()) {
      return Optional.of(TaskState.begun(change, phase.get()));
    }
    boolean notCreatedYet =
        change.action() == TaskAction.UPDATED && task.get().phase() == TaskPhase.TRIGGERED;
    return Optional.of(task.get().with(change, notCreatedYet ? TaskPhase.TRIGGERED : phase.get()));
  }

  /** Absent where there is no task after it. */
  private static Optional<TaskPhase> phaseAfter(TaskAction action) {
    return switch (action) {
      case CREATED, UPDATED -> Optional.of(TaskPhase.OPEN);
      case TRIGGERED -> Optional.of(TaskPhase.TRIGGERED);
      case COMPLETED -> Optional.of(TaskPhase.COMPLETED);
      case DELETED -> Optional.of(TaskPhase.DELETED);
      case SKIPPED -> Optional.empty();
    };
  }

  private static Optional<IllegalTransition> illegal(Optional<TaskPhase> phase, TaskChange change) {
    TaskAction action = change.action();
    if (phase.isEmpty()) {
      boolean begins =
          action == TaskAction.CREATED
              || action == TaskAction.TRIGGERED
              || action == TaskAction.SKIPPED;
      return begins ? Optional.empty() : Optional.of(IllegalTransition.NOT_CREATED);
    }
    return switch (phase.get()) {
      case TRIGGERED ->
          action == TaskAction.TRIGGERED || action == TaskAction.SKIPPED
              ? Optional.of(IllegalTransition.ALREADY_CREATED)
              : Optional.empty();
      case OPEN ->
          action == TaskAction.CREATED
                  || action == TaskAction.TRIGGERED
                  || action == TaskAction.SKIPPED
              ? Optional.of(IllegalTransition.ALREADY_CREATED)
              : Optional.empty();
      case COMPLETED ->
          action == TaskAction.DELETED || isReopening(change)
              ? Optional.empty()
              : Optional.of(IllegalTransition.ALREADY_COMPLETED);
      case DELETED -> Optional.of(IllegalTransition.ALREADY_DELETED);
    };
  }

  private static boolean isReopening(TaskChange change) {
    String status = change.payload().getOrDefault(STATUS, "");
    return change.action() == TaskAction.UPDATED
        && (status.equals("open") || status.equals("reopened"));
  }
}
