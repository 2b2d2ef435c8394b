package dev.gantry.ingest.city.staff;

import java.util.Map;
import java.util.TreeMap;

/**
 * A task, whose steps it makes.
 *
 * @param id unique
 * @param scheduleId schedule it comes from; empty for none
 * @param kind patrol, check, maintenance or job
 * @param title for people
 * @param place what it is about: {@code camera_id}, and {@code gate} where there is one
 * @param assignee who is to do it
 * @param dueAt seconds since the city's beginning
 */
record Task(
    String id,
    String scheduleId,
    String kind,
    String title,
    Map<String, String> place,
    Person assignee,
    double dueAt) {

  /** Who makes tasks by schedule. */
  static final String SCHEDULER = "scheduler";

  Task {
    place = Map.copyOf(place);
  }

  /**
   * Something that happens to it.
   *
   * @param task the task
   * @param type type of the event
   * @param at seconds since the city's beginning
   * @param user who does it
   * @param content what the event says beside what is said of the task itself
   */
  record Step(Task task, String type, double at, String user, Map<String, String> content) {

    Step {
      content = Map.copyOf(content);
    }
  }

  /** Its schedule calls for it. */
  Step triggered(double at) {
    return new Step(this, "task.recurring.triggered", at, SCHEDULER, Map.of());
  }

  /** Its schedule calls for it, and it is left out. */
  Step skipped(double at, String reason) {
    return new Step(this, "task.recurring.skipped", at, SCHEDULER, Map.of("reason", reason));
  }

  /** It comes to be. */
  Step created(double at, String user) {
    return new Step(this, "task.created", at, user, Map.of("status", "open"));
  }

  /** Its assignee is told. */
  Step assigned(double at, String user) {
    return updated(at, user, "assigned");
  }

  /** Its assignee begins. */
  Step started(double at) {
    return updated(at, assignee.principal(), "in_progress");
  }

  private Step updated(double at, String user, String status) {
    Map<String, String> content = new TreeMap<>();
    content.put("status", status);
    content.put("assignee", assignee.principal());
    return new Step(this, "task.updated", at, user, content);
  }

  /** Its assignee says that it is done. */
  Step completed(double at) {
    return new Step(
        this, "task.completed", at, assignee.principal(), Map.of("status", "completed"));
  }

  /** It is no longer to be done. */
  Step deleted(double at, String user, String reason) {
    return new Step(this, "task.deleted", at, user, Map.of("reason", reason));
  }
}
