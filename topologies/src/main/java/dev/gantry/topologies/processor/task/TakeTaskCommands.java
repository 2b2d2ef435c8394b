package dev.gantry.topologies.processor.task;

import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.topologies.port.TopologyContext;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends commands where they belong: one about a schedule to its owner, one about a task onto the
 * topic of events. Whether a task can do so is judged there, with all other events.
 */
public final class TakeTaskCommands extends ContextualProcessor<Object, Object, String, Object> {

  private final TopologyContext from;
  private final String toSchedules;
  private final String toEvents;

  /**
   * @param toSchedules processor of schedules
   * @param toEvents sink of events
   */
  public TakeTaskCommands(TopologyContext from, String toSchedules, String toEvents) {
    this.from = from;
    this.toSchedules = toSchedules;
    this.toEvents = toEvents;
  }

  @Override
  public void process(Record<Object, Object> record) {
    TaskCommand command = (TaskCommand) record.value();
    if (!command.getScheduleId().isEmpty()) {
      context()
          .forward(new Record<>(command.getScheduleId(), command, record.timestamp()), toSchedules);
      return;
    }
    TaskEvent event =
        TaskRecords.of(command, context().recordMetadata().orElseThrow())
            .orElseThrow(
                () ->
                    new MalformedRecordException(
                        DeadLetterCause.INVALID,
                        "type: expected CREATE, UPDATE, COMPLETE or DELETE for a task, found "
                            + command.getType()));
    from.counters().out();
    context().forward(new Record<>(event.getTaskId(), event, record.timestamp()), toEvents);
  }
}
