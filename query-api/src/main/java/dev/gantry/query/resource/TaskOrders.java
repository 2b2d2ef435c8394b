package dev.gantry.query.resource;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked to be done with tasks and schedules, and what is answered. The requests say
 * what is taken: their names are fields of {@code TaskCommand}.
 */
public final class TaskOrders {

  static final String COMMAND_ID =
      "Id of the command: one that is sent again with it is a repeat. One is made up when it is left"
          + " out.";
  static final String USER_ID = "Person or program that asks.";
  static final String REASON = "Why, in words.";

  private TaskOrders() {}

  /** A new task. */
  public record NewTask(
      @Doc(value = COMMAND_ID, example = "c-17") @Nullable String commandId,
      @Doc(value = "Id of the task; that of the command when it is left out.", example = "gate-7")
          @Nullable String taskId,
      @Doc(value = USER_ID, example = "ann") @Nullable String userId,
      @Doc(value = REASON, example = "found on patrol") @Nullable String reason,
      @Doc(
              value = "What is to be done: title, assignee, due_at, and whatever else.",
              example = "{\"title\": \"Mend the gate\", \"due_at\": \"2026-03-02T12:00:00Z\"}")
          Map<String, String> payload) {

    public NewTask {
      payload = Map.copyOf(payload);
    }
  }

  /** What can be done with a task. */
  public enum TaskOrderType {
    UPDATE,
    ASSIGN,
    COMPLETE,
    DELETE
  }

  /** Something to be done with a task. */
  public record TaskOrder(
      @Doc(value = "What to do; assign is an update that names an assignee.", example = "assign")
          TaskOrderType type,
      @Doc(value = COMMAND_ID, example = "c-18") @Nullable String commandId,
      @Doc(value = USER_ID, example = "ann") @Nullable String userId,
      @Doc(value = REASON, example = "ann is away") @Nullable String reason,
      @Doc(value = "New values of what is known of the task.", example = "{\"assignee\": \"bob\"}")
          @Nullable Map<String, String> payload) {

    public TaskOrder {
      payload = payload == null ? null : Map.copyOf(payload);
    }
  }

  /** Something to be done with a schedule. */
  public record ScheduleOrder(
      @Doc(value = COMMAND_ID, example = "c-19") @Nullable String commandId,
      @Doc(value = USER_ID, example = "ann") @Nullable String userId,
      @Doc(value = REASON, example = "gate is closed") @Nullable String reason) {}

  /** Runs of a schedule that are to be made up for. */
  public record Backfill(
      @Doc(value = COMMAND_ID, example = "c-20") @Nullable String commandId,
      @Doc(value = USER_ID, example = "ann") @Nullable String userId,
      @Doc(value = REASON, example = "power cut") @Nullable String reason,
      @Doc(value = "Start of the span, inclusive.", example = "2026-03-02T00:00:00Z") String from,
      @Doc(value = "End of the span, exclusive.", example = "2026-03-02T12:00:00Z") String to,
      @Doc(
              value = "overlap: another policy than buffer_all.",
              example = "{\"overlap\": \"allow_all\"}")
          @Nullable Map<String, String> payload) {

    public Backfill {
      payload = payload == null ? null : Map.copyOf(payload);
    }
  }

  /** Where a command lies. */
  public record Written(
      @Doc(value = "Id of the command.", example = "c-17") String commandId,
      @Doc(value = "Task or schedule that it is about.", example = "gate-7") String id,
      @Doc(value = "Topic that it lies on.", example = "task-commands") String topic,
      @Doc(value = "Partition of the topic.", example = "2") int partition,
      @Doc(value = "Offset within the partition.", example = "41") long offset) {}
}
