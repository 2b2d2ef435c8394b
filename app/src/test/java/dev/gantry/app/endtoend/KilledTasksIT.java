package dev.gantry.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.app.jvm.ChildJvm;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.topic.TopicRecord;
import dev.gantry.schemas.topic.TopicWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with TASKS that is killed under load, stays away and comes back. */
class KilledTasksIT {

  /** Both are due each second; one makes up for all that was missed, the other for none of it. */
  private static final String SCHEDULES =
      """
      kind: schedule
      id: patient
      every: 1s
      overlap: allow_all
      catchup_window: 1h
      task: {title: Round}
      ---
      kind: schedule
      id: impatient
      every: 1s
      overlap: allow_all
      catchup_window: 3s
      task: {title: Round}
      """;

  private static final int TASKS_AT_ONCE = 100;
  private static final Duration AWAY = Duration.ofSeconds(8);

  @TempDir private Path directory;
  private final List<String> tasks = new ArrayList<>();

  @Test
  void shouldTellEveryRunAndEveryDueTimeOnceAndWhichRunsWereMissed() throws Exception {
    try (RunningGantry gantry = new RunningGantry(List.of())) {
      gantry.apply(SCHEDULES);
      Instant killedAt;
      Instant backAt;
      // when: killed while runs are told, timers run and tasks come in
      try (ChildJvm first = RoleProcess.start(gantry, directory, "tasks")) {
        RunningGantry.await("runs are told", () -> runs(gantry, "patient").size() >= 3);
        openTasks(gantry);
        RunningGantry.await("the first timers fire", () -> !overdue(gantry).isEmpty());
        openTasks(gantry);
        first.kill();
        killedAt = Instant.now();
      }
      openTasks(gantry);
      RunningGantry.await("time goes by", () -> Instant.now().isAfter(killedAt.plus(AWAY)));
      try (ChildJvm second = RoleProcess.start(gantry, directory, "tasks")) {
        backAt = Instant.now();
        RunningGantry.await(
            "all timers fire and runs go on",
            () ->
                overdue(gantry).size() >= tasks.size()
                    && runs(gantry, "patient").containsKey(second(backAt.plusSeconds(2)))
                    && runs(gantry, "impatient").containsKey(second(backAt.plusSeconds(2))));
        assertThat(second.isAlive()).isTrue();
      }

      // then
      assertThat(overdue(gantry).keySet()).containsExactlyInAnyOrderElementsOf(tasks);
      assertThat(overdue(gantry).values()).allMatch(times -> times.size() == 1);
      assertThatEverySecondIsToldOnce(runs(gantry, "patient"));
      assertThatEverySecondIsToldOnce(runs(gantry, "impatient"));
      assertThat(runs(gantry, "patient").values())
          .allMatch(told -> told.get(0).getType().equals("task.recurring.triggered"));
      assertThat(
              runs(gantry, "impatient")
                  .subMap(second(killedAt.plusSeconds(1)), second(backAt.minusSeconds(3)))
                  .values())
          .isNotEmpty()
          .allMatch(
              told ->
                  told.get(0).getType().equals("task.recurring.skipped")
                      && "missed".equals(told.get(0).getPayload().get("reason")));
    }
  }

  /** Tasks that nobody does, due within seconds. */
  private void openTasks(RunningGantry gantry) {
    List<TopicRecord<?>> records = new ArrayList<>();
    Instant now = Instant.now();
    for (int i = 0; i < TASKS_AT_ONCE; i++) {
      String id = "t-" + tasks.size();
      tasks.add(id);
      records.add(
          new TopicRecord<>(
              gantry.topics().taskEvents(),
              TaskEvent.newBuilder()
                  .setType("task.created")
                  .setTaskId(id)
                  .setOccurredAtUs(Micros.of(now))
                  .setPayload(Map.of("due_at", now.plusMillis(50L * i).toString()))
                  .build()));
    }
    try (TopicWriter writer = TopicWriter.connect(gantry.client(), Duration.ofSeconds(30))) {
      writer.write(records);
    }
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static void assertThatEverySecondIsToldOnce(NavigableMap<Instant, List<TaskEvent>> runs) {
    Instant due = runs.firstKey();
    for (Map.Entry<Instant, List<TaskEvent>> run : runs.entrySet()) {
      assertThat(run.getKey()).isEqualTo(due);
      assertThat(run.getValue()).as("told of " + due).hasSize(1);
      due = due.plusSeconds(1);
    }
  }

  /** What was told of the runs of a schedule, by when they were due. */
  private static NavigableMap<Instant, List<TaskEvent>> runs(
      RunningGantry gantry, String schedule) {
    NavigableMap<Instant, List<TaskEvent>> runs = new TreeMap<>();
    for (TaskEvent event : told(gantry, each -> each.getScheduleId().equals(schedule))) {
      if (event.getType().startsWith("task.recurring.")) {
        Instant due = Instant.parse(event.getPayload().get("scheduled_for"));
        runs.computeIfAbsent(due, key -> new ArrayList<>()).add(event);
      }
    }
    return runs;
  }

  /** What was told of tasks that are overdue, by task. */
  private static Map<String, List<TaskEvent>> overdue(RunningGantry gantry) {
    Map<String, List<TaskEvent>> overdue = new TreeMap<>();
    for (TaskEvent event : told(gantry, each -> each.getType().equals("task.overdue"))) {
      overdue.computeIfAbsent(event.getTaskId(), key -> new ArrayList<>()).add(event);
    }
    return overdue;
  }

  private static List<TaskEvent> told(RunningGantry gantry, Predicate<TaskEvent> which) {
    return gantry.values(gantry.topics().taskEvents()).stream().filter(which).toList();
  }
}
