package dev.gantry.schemas.serde;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Finding;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskCommandType;
import dev.gantry.schemas.records.TaskEvent;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks of what people and programs did. */
final class EventChecks {

  /** Types of task events. */
  static final Set<String> TASK_TYPES =
      Collections.unmodifiableSet(
          new TreeSet<>(
              List.of(
                  "task.created",
                  "task.updated",
                  "task.completed",
                  "task.deleted",
                  "task.recurring.triggered",
                  "task.recurring.skipped",
                  "task.overdue",
                  "task.illegal_transition")));

  /** What only a schedule can be told. */
  private static final Set<TaskCommandType> OF_SCHEDULES =
      Set.of(
          TaskCommandType.TRIGGER,
          TaskCommandType.PAUSE,
          TaskCommandType.RESUME,
          TaskCommandType.BACKFILL);

  private static final int HIGHEST_PORT = 65_535;

  private EventChecks() {}

  static void taskEvent(TaskEvent event) {
    Check.id("task_id", event.getTaskId());
    Check.oneOf("type", event.getType(), TASK_TYPES);
    Check.eventTime("occurred_at_us", event.getOccurredAtUs());
    Check.optionalTime("ingested_at_us", event.getIngestedAtUs());
    TaskPayload.check(event.getPayload());
  }

  static void taskCommand(TaskCommand command) {
    Check.id("command_id", command.getCommandId());
    Check.id("task_id", command.getTaskId());
    Check.known("type", command.getType(), TaskCommandType.UNKNOWN);
    if (OF_SCHEDULES.contains(command.getType())) {
      Check.id("schedule_id", command.getScheduleId());
    }
    if (!command.getScheduleId().isEmpty()
        && !command.getScheduleId().equals(command.getTaskId())) {
      throw Check.invalid(
          "schedule_id", "nothing, or the same as the key, task_id", command.getScheduleId());
    }
    TaskPayload.check(command.getPayload());
    Check.eventTime("occurred_at_us", command.getOccurredAtUs());
    Check.optionalTime("ingested_at_us", command.getIngestedAtUs());
    if (command.getType() == TaskCommandType.BACKFILL) {
      Check.eventTime("from_us", command.getFromUs());
      Check.eventTime("to_us", command.getToUs());
      Check.atLeast("to_us", command.getToUs(), command.getFromUs() + 1);
    }
  }

  static void authEvent(AuthEvent event) {
    Check.present("type", event.getType());
    // The guard of a door may know no name, and a flood of attempts no valid one; but an event
    // about
    // nobody from nowhere says nothing.
    if (event.getPrincipal().isBlank() && event.getSourceAddress().isBlank()) {
      throw Check.invalid("principal", "a principal or a source_address", "");
    }
    Check.atLeast("source_port", event.getSourcePort(), 0);
    Check.atMost("source_port", event.getSourcePort(), HIGHEST_PORT);
    Check.within("latitude_deg", event.getLatitudeDeg(), -90, 90);
    Check.within("longitude_deg", event.getLongitudeDeg(), -180, 180);
    Check.eventTime("occurred_at_us", event.getOccurredAtUs());
    Check.optionalTime("ingested_at_us", event.getIngestedAtUs());
  }

  static void finding(Finding finding) {
    Check.present("finding_id", finding.getFindingId());
    Check.present("type", finding.getType());
    Check.present("subject", finding.getSubject()); // a name that somebody guessed may be anything
    Check.within("score", finding.getScore(), 0, 1);
    Check.eventTime("occurred_at_us", finding.getOccurredAtUs());
    Check.atLeast("event_count", finding.getEventCount(), 0);
    Check.atLeast("principal_count", finding.getPrincipalCount(), 0);
    Check.atLeast("source_count", finding.getSourceCount(), 0);
  }
}
