package dev.gantry.domain.task;

/** What happens to a task. */
public enum TaskAction {
  CREATED("task.created"),
  UPDATED("task.updated"),
  COMPLETED("task.completed"),
  DELETED("task.deleted"),
  TRIGGERED("task.recurring.triggered"),
  SKIPPED("task.recurring.skipped");

  private final String type;

  TaskAction(String type) {
    this.type = type;
  }

  /** Type of its events. */
  public String type() {
    return type;
  }
}
