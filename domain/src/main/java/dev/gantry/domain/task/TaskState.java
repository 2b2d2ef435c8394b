package dev.gantry.domain.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A task as it is.
 *
 * @param id its id
 * @param phase where it is in its life
 * @param site its site; empty when not known
 * @param scheduleId schedule it comes from; empty for none
 * @param since when it came to be
 * @param changedAt when it was last changed
 * @param changedBy who did that; empty when not known
 * @param dueAt when it is due; absent for never
 * @param overdueTold whether it was told that it is overdue, for this due time
 * @param payload the newest value of everything that its events said
 * @param eventIds ids of its newest events, the oldest first, at most {@value #MOST_EVENT_IDS}
 */
public record TaskState(
    String id,
    TaskPhase phase,
    String site,
    String scheduleId,
    Instant since,
    Instant changedAt,
    String changedBy,
    Optional<Instant> dueAt,
    boolean overdueTold,
    SortedMap<String, String> payload,
    List<String> eventIds) {

  /** Events that repeat one of so many are recognised. */
  static final int MOST_EVENT_IDS = 16;

  /** Names of a payload that are kept. */
  static final int MOST_NAMES = 64;

  public TaskState {
    payload = Collections.unmodifiableSortedMap(new TreeMap<>(payload));
    eventIds = List.copyOf(eventIds);
  }

  /** A task that comes to be. */
  static TaskState begun(TaskChange change, TaskPhase phase) {
    TaskState nothing =
        new TaskState(
            change.taskId(),
            phase,
            "",
            "",
            change.at(),
            change.at(),
            change.user(),
            Optional.empty(),
            false,
            Collections.emptySortedMap(),
            List.of());
    return nothing.with(change, phase);
  }

  /** The same after a change: what the change does not say stays. */
  TaskState with(TaskChange change, TaskPhase next) {
    SortedMap<String, String> all = new TreeMap<>(payload);
    change
        .payload()
        .forEach(
            (name, value) -> {
              if (all.containsKey(name) || all.size() < MOST_NAMES) {
                all.put(name, value);
              }
            });
    Optional<Instant> due = change.dueAt().or(() -> dueAt);
    return new TaskState(
        id,
        next,
        change.site().isEmpty() ? site : change.site(),
        change.scheduleId().isEmpty() ? scheduleId : change.scheduleId(),
        since,
        change.at().isAfter(changedAt) ? change.at() : changedAt,
        change.user(),
        due,
        overdueTold && due.equals(dueAt),
        all,
        idsWith(change.eventId()));
  }

  /** The same, having seen an event that changed nothing. */
  TaskState seen(String eventId) {
    return new TaskState(
        id,
        phase,
        site,
        scheduleId,
        since,
        changedAt,
        changedBy,
        dueAt,
        overdueTold,
        payload,
        idsWith(eventId));
  }

  /** The same, once it was told that it is overdue. */
  public TaskState toldOverdue() {
    return new TaskState(
        id, phase, site, scheduleId, since, changedAt, changedBy, dueAt, true, payload, eventIds);
  }

  private List<String> idsWith(String eventId) {
    List<String> ids = new ArrayList<>(eventIds);
    ids.add(eventId);
    return ids.size() > MOST_EVENT_IDS ? ids.subList(1, ids.size()) : ids;
  }

  /** The due time of a task that is still to be done, unless it was told to be past. */
  public Optional<Instant> untoldDue() {
    return phase.isOpen() && !overdueTold ? dueAt : Optional.empty();
  }
}
