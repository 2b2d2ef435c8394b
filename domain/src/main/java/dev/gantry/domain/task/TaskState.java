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
 * @param saidAt when, in event time, that was said, by name; also of a due time that was taken away
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
    SortedMap<String, Instant> saidAt,
    List<String> eventIds) {

  /** Name of its due time in payloads; an event that says it empty takes it away. */
  public static final String DUE_AT = "due_at";

  /** Events that repeat one of so many are recognised. */
  static final int MOST_EVENT_IDS = 16;

  public TaskState {
    payload = Collections.unmodifiableSortedMap(new TreeMap<>(payload));
    saidAt = Collections.unmodifiableSortedMap(new TreeMap<>(saidAt));
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
            Collections.emptySortedMap(),
            List.of());
    return nothing.with(change, phase);
  }

  /**
   * The same after a change: what the change does not say stays, and so does what was said later.
   * Who ends a task has the last word, whatever the clocks say.
   */
  TaskState with(TaskChange change, TaskPhase next) {
    Instant at = !next.isOpen() && change.at().isBefore(changedAt) ? changedAt : change.at();
    boolean newest = !at.isBefore(changedAt);
    SortedMap<String, String> all = new TreeMap<>(payload);
    SortedMap<String, Instant> times = new TreeMap<>(saidAt);
    change
        .payload()
        .forEach(
            (name, value) -> {
              if (!at.isBefore(times.getOrDefault(name, at))) {
                times.put(name, at);
                all.put(name, value);
              }
            });
    boolean tellsDue = change.payload().containsKey(DUE_AT) && at.equals(times.get(DUE_AT));
    Optional<Instant> due = tellsDue ? change.dueAt() : dueAt;
    if (due.isEmpty()) {
      all.remove(DUE_AT);
    }
    return new TaskState(
        id,
        next,
        newer(change.site(), site, newest),
        newer(change.scheduleId(), scheduleId, newest),
        since,
        newest ? at : changedAt,
        newest ? change.user() : changedBy,
        due,
        overdueTold && due.equals(dueAt),
        all,
        times,
        idsWith(change.eventId()));
  }

  private static String newer(String said, String known, boolean newest) {
    return said.isEmpty() || (!newest && !known.isEmpty()) ? known : said;
  }

  /** The same, having seen an event that changed nothing. */
  TaskState seen(String eventId) {
    return with(overdueTold, idsWith(eventId));
  }

  /** The same, once it was told that it is overdue. */
  public TaskState toldOverdue() {
    return with(true, eventIds);
  }

  private TaskState with(boolean told, List<String> ids) {
    return new TaskState(
        id,
        phase,
        site,
        scheduleId,
        since,
        changedAt,
        changedBy,
        dueAt,
        told,
        payload,
        saidAt,
        ids);
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
