package dev.gantry.topologies.processor;

import dev.gantry.domain.alerting.AlertState;
import dev.gantry.domain.alerting.AlertTask;
import dev.gantry.domain.alerting.Rule;
import dev.gantry.domain.task.TaskChange;
import dev.gantry.domain.task.TaskState;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.AlertCommand;
import dev.gantry.schemas.records.AlertCommandType;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskCommandType;
import dev.gantry.schemas.records.TimeMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Between alerts and tasks: an alert that fires asks for a task, and a task that is completed asks
 * for its alert to be resolved. What links them lies in the payload of the task, so that a task
 * that somebody opened by hand may resolve an alert too.
 */
public final class AlertTasks {

  /** Who it is when an alert opens a task. */
  private static final String ALERTING = "alerting";

  /** Who it is when a task resolves an alert, and nobody is said to have completed it. */
  private static final String TASKS = "tasks";

  private static final String ALERT_ID = "alert_id";
  private static final String ALERT_SCOPE = "alert_scope";
  private static final String RESOLVES_ALERT = "resolves_alert";

  private AlertTasks() {}

  /**
   * The command that opens the task of an alert; absent when it opens none.
   *
   * @param fired the alert as it fired
   * @param mode whether its times are live
   */
  public static Optional<TaskCommand> open(AlertState fired, TimeMode mode) {
    return fired.taskId().map(id -> open(fired, fired.policy().task().orElseThrow(), id, mode));
  }

  private static TaskCommand open(AlertState fired, AlertTask task, String id, TimeMode mode) {
    Instant at = fired.firedAt().orElse(fired.startedAt());
    return TaskCommand.newBuilder()
        .setCommandId(id + ":open")
        .setType(TaskCommandType.CREATE)
        .setTaskId(id)
        .setSite(fired.labels().getOrDefault("site", ""))
        .setUserId(ALERTING)
        .setOccurredAtUs(Micros.of(at))
        .setTimeMode(mode)
        .setPayload(payload(fired, task, at))
        .build();
  }

  private static Map<String, String> payload(AlertState fired, AlertTask task, Instant at) {
    Map<String, String> payload = new TreeMap<>();
    String alert = fired.identity().rule();
    payload.put("title", fired.annotations().getOrDefault("summary", alert));
    putUnlessEmpty(payload, "description", fired.annotations().getOrDefault("description", ""));
    putUnlessEmpty(payload, "assignee", task.assignee());
    putUnlessEmpty(payload, "severity", fired.labels().getOrDefault(Rule.SEVERITY, ""));
    task.dueAfter().ifPresent(after -> payload.put(TaskState.DUE_AT, at.plus(after).toString()));
    payload.put("status", "open");
    payload.put("alert", alert);
    payload.put(ALERT_ID, fired.alertId());
    payload.put(ALERT_SCOPE, fired.identity().scope());
    payload.put(RESOLVES_ALERT, Boolean.toString(task.resolvesAlert()));
    return payload;
  }

  private static void putUnlessEmpty(Map<String, String> payload, String name, String value) {
    if (!value.isEmpty()) {
      payload.put(name, value);
    }
  }

  /**
   * The command that resolves the alert of a task; absent when it is to resolve none.
   *
   * @param task the task, with all that was said of it
   * @param completed what completed it
   * @param mode whether its times are live
   */
  public static Optional<AlertCommand> resolve(
      TaskState task, TaskChange completed, TimeMode mode) {
    Map<String, String> payload = task.payload();
    String alertId = payload.getOrDefault(ALERT_ID, "");
    if (alertId.isEmpty() || !Boolean.parseBoolean(payload.get(RESOLVES_ALERT))) {
      return Optional.empty();
    }
    return Optional.of(
        AlertCommand.newBuilder()
            .setCommandId(alertId + ":resolve")
            .setType(AlertCommandType.RESOLVE)
            .setScope(payload.getOrDefault(ALERT_SCOPE, task.site()))
            .setAlertId(alertId)
            .setAuthor(completed.user().isEmpty() ? TASKS : completed.user())
            .setOccurredAtUs(Micros.of(completed.at()))
            .setTimeMode(mode)
            .setComment("task " + task.id() + " was completed")
            .build());
  }
}
