package dev.gantry.topologies.topology;

import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.task.KeepTasks;
import dev.gantry.topologies.processor.task.RunSchedules;
import dev.gantry.topologies.processor.task.TakeTaskCommands;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/**
 * TASKS: tasks live and end, and schedules open new ones.
 *
 * <pre>
 * task-events (task → TaskEvent)
 *   └─ decode-task-events ─ what can't be read ─▶ dead-letters (bytes → bytes)
 *        ├─ what has no key ─▶ task-events (task → the same, bytes → bytes)
 *        └─ keep-tasks ⇄ task-by-id (task → task as it is)
 *             ├─▶ task-events (task → TaskEvent: overdue, illegal transition)
 *             ├─▶ tasks-by-schedule (schedule → TaskEvent: ends of its tasks)
 *             └─▶ alert-commands (scope → AlertCommand: a completed task resolves its alert)
 * task-commands (task or schedule → TaskCommand)
 *   └─ decode-task-commands ─ what can't be read ─▶ dead-letters
 *        └─ take-commands
 *             ├─▶ task-events (task → TaskEvent: created, updated, completed, deleted)
 *             └─ run-schedules
 * tasks-by-schedule (schedule → TaskEvent)
 *   └─ decode-ends ─ what can't be read ─▶ dead-letters
 *        └─ run-schedules ⇄ run-by-schedule (schedule → how far it has come)
 *             ├─▶ task-events (task → TaskEvent: recurring.triggered, recurring.skipped)
 *             └─ a schedule that fails ─▶ dead-letters
 * </pre>
 *
 * <p>A schedule belongs to the partition of its id, a task to that of its own, so the end of a task
 * travels to its schedule through a topic. All three topics have as many partitions. Nothing goes
 * round: what the role itself tells of tasks changes none of them, and only the end of a task, told
 * by somebody else, opens another.
 */
public final class TasksTopology {

  /** Store of {@link dev.gantry.topologies.processor.task.KeptTask}s in bytes, by task. */
  public static final String TASK_BY_ID = "task-by-id";

  /** Store of {@link dev.gantry.topologies.processor.task.KeptSchedule}s in bytes, by schedule. */
  public static final String RUN_BY_SCHEDULE = "run-by-schedule";

  private static final String READ_EVENTS = "read-task-events";
  private static final String READ_COMMANDS = "read-task-commands";
  private static final String READ_ENDS = "read-ends";
  private static final String DECODE_EVENTS = "decode-task-events";
  private static final String DECODE_COMMANDS = "decode-task-commands";
  private static final String DECODE_ENDS = "decode-ends";
  private static final String KEEP = "keep-tasks";
  private static final String TAKE = "take-commands";
  private static final String RUN = "run-schedules";
  private static final String WRITE_EVENTS = "write-task-events";
  private static final String WRITE_KEYED = "write-keyed-task-events";
  private static final String WRITE_ENDS = "write-ends";
  private static final String WRITE_ALERT_COMMANDS = "write-alert-commands";

  private TasksTopology() {}

  /** Builds the topology. */
  public static Topology build(TopologyContext from) {
    var events = from.topics().taskEvents();
    var commands = from.topics().taskCommands();
    var ends = from.topics().tasksBySchedule();
    var names = new KeepTasks.Names(TASK_BY_ID, WRITE_EVENTS, WRITE_ENDS, WRITE_ALERT_COMMANDS);
    return new Wiring(from)
        .read(READ_EVENTS, events)
        .read(READ_COMMANDS, commands)
        .read(READ_ENDS, ends)
        .decodeKeying(DECODE_EVENTS, events, KEEP, WRITE_KEYED, READ_EVENTS)
        .decode(DECODE_COMMANDS, commands, TAKE, READ_COMMANDS)
        .decode(DECODE_ENDS, ends, RUN, READ_ENDS)
        .process(KEEP, () -> new KeepTasks(from, names), DECODE_EVENTS)
        .process(TAKE, () -> new TakeTaskCommands(from, RUN, WRITE_EVENTS), DECODE_COMMANDS)
        .process(
            RUN, () -> new RunSchedules(from, RUN_BY_SCHEDULE, WRITE_EVENTS), DECODE_ENDS, TAKE)
        .keep(StateStores.cached(TASK_BY_ID, Serdes.String(), Serdes.ByteArray()), KEEP)
        .keep(StateStores.cached(RUN_BY_SCHEDULE, Serdes.String(), Serdes.ByteArray()), RUN)
        .keep(StateStores.anchor(), KEEP)
        .write(WRITE_EVENTS, events, KEEP, TAKE, RUN)
        .write(WRITE_ENDS, ends, KEEP)
        .write(WRITE_ALERT_COMMANDS, from.topics().alertCommands(), KEEP)
        .setAside(DECODE_EVENTS, DECODE_COMMANDS, DECODE_ENDS, RUN)
        .topology();
  }
}
