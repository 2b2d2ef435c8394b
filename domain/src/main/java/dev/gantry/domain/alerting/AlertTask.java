package dev.gantry.domain.alerting;

import java.time.Duration;
import java.util.Optional;

/**
 * The task that an alert opens when it fires.
 *
 * @param assignee who is to do it; empty for nobody yet
 * @param dueAfter how long after the alert fired it is due, more than 0; absent when it is not
 * @param resolvesAlert whether the alert resolves once the task is completed
 */
public record AlertTask(String assignee, Optional<Duration> dueAfter, boolean resolvesAlert) {

  /** What ids of such tasks begin with; the id of the alert follows. */
  private static final String ID_PREFIX = "alert-";

  public AlertTask {
    dueAfter.ifPresent(
        after -> {
          if (after.isNegative() || after.isZero()) {
            throw new IllegalArgumentException(
                "task.due_after: expected more than 0, found " + after);
          }
        });
  }

  /** Id of the task of an alert. */
  static String idOf(String alertId) {
    return ID_PREFIX + alertId;
  }

  /** Whether a task was opened by an alert, as its id tells. */
  public static boolean isOfAlert(String taskId) {
    return taskId.startsWith(ID_PREFIX);
  }
}
