package dev.gantry.ingest.city.staff;

import java.util.Map;

/**
 * Something that happened to a task, as it is written down.
 *
 * @param id of the event
 * @param type one of the types of task events
 * @param taskId task
 * @param userId who did it
 * @param scheduleId schedule the task comes from; empty for none
 * @param occurredAtUs when it happened, microseconds since 1970
 * @param ingestedAtUs when the adapter took it in
 * @param payload what the event says
 */
public record TaskRecord(
    String id,
    String type,
    String taskId,
    String userId,
    String scheduleId,
    long occurredAtUs,
    long ingestedAtUs,
    Map<String, String> payload) {

  public TaskRecord {
    payload = Map.copyOf(payload);
  }

  /** The same event, delivered again. */
  TaskRecord again(long laterUs) {
    return new TaskRecord(
        id, type, taskId, userId, scheduleId, occurredAtUs, ingestedAtUs + laterUs, payload);
  }
}
