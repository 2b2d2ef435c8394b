package dev.gantry.bench.faults;

import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.topologies.processor.task.TaskRecords;
import dev.gantry.topologies.runtime.Role;
import java.time.Instant;
import java.util.Set;

/**
 * Holds what TASKS wrote against what each of its partitions, replayed in the order in which it
 * lies there, comes to; and counts the runs of schedules, which the wall clock decides about.
 */
final class TaskCheck {

  /** Events that TASKS makes of others. */
  private static final Set<String> TOLD =
      Set.of(TaskRecords.OVERDUE, TaskRecords.ILLEGAL_TRANSITION);

  private final CommittedReader reader;
  private final TopicCatalogue topics;
  private final CrowdEvents crowd;
  private final ScheduleRuns runs = new ScheduleRuns(LoadDefinitions.SCHEDULE_EVERY);
  private final Ledger sent = new Ledger();
  private final Ledger told = new Ledger();
  private final Ledger expectedTold = new Ledger();
  private final Ledger ends = new Ledger();
  private final Ledger expectedEnds = new Ledger();
  private long disordered;

  TaskCheck(CommittedReader reader, TopicCatalogue topics, CrowdEvents crowd) {
    this.reader = reader;
    this.topics = topics;
    this.crowd = crowd;
  }

  /**
   * Checks.
   *
   * @param ticks of the crowd that were sent
   * @param until runs of schedules that were due by then must have been told
   */
  void run(long ticks, Instant until, Findings findings) {
    for (int partition = 0; partition < reader.partitions(topics.taskEvents()); partition++) {
      replay(partition);
    }
    reader.read(topics.tasksBySchedule(), event -> note(ends, event));
    findings.add("task events", sent.comparedTo(sentBy(ticks)));
    findings.wrong("task events out of order", disordered);
    findings.add("events of overdue and illegal tasks", told.comparedTo(expectedTold));
    findings.add("ends of tasks", ends.comparedTo(expectedEnds));
    findings.duplicated("runs of schedules", runs.repeated());
    findings.lost("runs of schedules", runs.missing(LoadDefinitions.SCHEDULES, until));
    findings.countTasks(sent.entries(), told.entries(), runs.count());
  }

  private Ledger sentBy(long ticks) {
    Ledger all = new Ledger();
    for (long tick = 0; tick < ticks; tick++) {
      crowd.tasks(tick).forEach(event -> note(all, event));
    }
    return all;
  }

  private void replay(int partition) {
    Ascending order = new Ascending();
    try (PartitionReplay role = new PartitionReplay(reader, topics, Role.TASKS)) {
      role.give(
          TopicCatalogue::taskEvents,
          partition,
          event -> {
            note(event, order);
            role.take(TopicCatalogue::taskEvents).forEach(made -> note(expectedTold, made));
            role.take(TopicCatalogue::tasksBySchedule).forEach(end -> note(expectedEnds, end));
          });
    }
    disordered += order.disordered();
  }

  private void note(TaskEvent event, Ascending order) {
    if (TOLD.contains(event.getType())) {
      note(told, event);
    } else if (isRunOfSchedule(event)) {
      runs.add(event.getScheduleId(), Instant.parse(event.getPayload().get("scheduled_for")));
    } else if (event.getEventId().startsWith(CrowdEvents.TASK)) {
      note(sent, event);
      order.add(event.getOccurredAtUs());
    }
  }

  /** Whether TASKS tells of a run; the city has recurring tasks of its own. */
  private static boolean isRunOfSchedule(TaskEvent event) {
    return LoadDefinitions.SCHEDULES.contains(event.getScheduleId())
        && event.getType().startsWith("task.recurring.");
  }

  private static void note(Ledger ledger, TaskEvent event) {
    ledger.add(event.getEventId(), Canonical.of(event));
  }
}
