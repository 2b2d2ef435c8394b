package dev.gantry.domain.task;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that happened to a task, as an event tells it.
 *
 * @param eventId tells a repeat from another event
 * @param taskId task
 * @param action what happened
 * @param at when, in event time
 * @param user who did it; empty when not known
 * @param site site of the task; empty when not told
 * @param scheduleId schedule it comes from; empty when not told
 * @param dueAt when it is due; absent when not told, and when the payload says that it never is
 * @param payload what the event says
 */
public record TaskChange(
    String eventId,
    String taskId,
    TaskAction action,
    Instant at,
    String user,
    String site,
    String scheduleId,
    Optional<Instant> dueAt,
    SortedMap<String, String> payload) {

  public TaskChange {
    payload = Collections.unmodifiableSortedMap(new TreeMap<>(payload));
  }
}
