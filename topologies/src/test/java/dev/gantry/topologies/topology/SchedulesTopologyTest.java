package dev.gantry.topologies.topology;

import static dev.gantry.topologies.topology.TestTasks.EVERY_MINUTE;
import static dev.gantry.topologies.topology.TestTasks.at;
import static dev.gantry.topologies.topology.TestTasks.command;
import static dev.gantry.topologies.topology.TestTasks.definitions;
import static dev.gantry.topologies.topology.TestTasks.event;
import static dev.gantry.topologies.topology.TestTasks.store;
import static dev.gantry.topologies.topology.TestTasks.types;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.schedule.GapPolicy;
import dev.gantry.domain.schedule.LocalRecurrence;
import dev.gantry.domain.schedule.LocalTimes;
import dev.gantry.domain.schedule.RepeatPolicy;
import dev.gantry.domain.schedule.Schedule;
import dev.gantry.domain.schedule.ScheduleVersion;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskCommandType;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.registry.InMemorySchemaRegistry;
import dev.gantry.topologies.processor.KeyPartition;
import dev.gantry.topologies.processor.task.KeptSchedule;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TASKS does with schedules. */
class SchedulesTopologyTest {

  @TempDir private Path stateDir;
  private final List<RoleDriver> drivers = new ArrayList<>();

  @AfterEach
  void close() {
    drivers.forEach(RoleDriver::close);
  }

  @Test
  void shouldRunASchedule() {
    // given
    RoleDriver tasks = driver(EVERY_MINUTE);

    // when
    tasks.wait(Duration.ofSeconds(80));

    // then
    TaskEvent run = tasks.read(tasks.topics().taskEvents()).get(0);
    assertThat(run.getType()).isEqualTo("task.recurring.triggered");
    assertThat(run.getTaskId()).isEqualTo("check-pumps:20260101T000100Z");
    assertThat(run.getScheduleId()).isEqualTo("check-pumps");
    assertThat(run.getSite()).isEqualTo("harbour");
    assertThat(Micros.toInstant(run.getOccurredAtUs())).hasToString(at(60));
    assertThat(run.getPayload())
        .isEqualTo(
            Map.of(
                "title", "Check the pumps",
                "assignee", "ann",
                "pump", "p1",
                "status", "open",
                "cause", "time",
                "scheduled_for", at(60),
                "schedule_version", "1",
                "due_at", at(90)));
  }

  @Test
  void shouldSkipRunsUntilTheTaskOfTheOneBeforeIsDone() {
    // given: due after 30 s, so that the first run is overdue as well
    RoleDriver tasks = driver(EVERY_MINUTE);
    tasks.wait(Duration.ofSeconds(130));
    List<String> before = types(tasks);

    // when
    tasks.write(
        tasks.topics().taskEvents(),
        TaskEvent.newBuilder(event("e9", "task.completed", 130, Map.of()))
            .setTaskId("check-pumps:20260101T000100Z")
            .build());
    tasks.wait(Duration.ofSeconds(55));

    // then
    assertThat(before)
        .containsExactly(
            "task.recurring.triggered check-pumps:20260101T000100Z",
            "task.overdue check-pumps:20260101T000100Z",
            "task.recurring.skipped check-pumps:20260101T000200Z overlap");
    assertThat(types(tasks))
        .containsExactly("task.recurring.triggered check-pumps:20260101T000300Z");
  }

  @Test
  void shouldObeyEachCommandOnce() {
    // given
    RoleDriver tasks = driver(EVERY_MINUTE);
    TaskCommand trigger = command("c1", TaskCommandType.TRIGGER, "check-pumps", "check-pumps");
    TaskCommand pause = command("c2", TaskCommandType.PAUSE, "check-pumps", "check-pumps");

    // when
    tasks.write(tasks.topics().taskCommands(), pause);
    tasks.wait(Duration.ofSeconds(65));
    tasks.write(tasks.topics().taskCommands(), trigger);
    tasks.write(tasks.topics().taskCommands(), trigger);

    // then
    assertThat(types(tasks))
        .containsExactly(
            "task.recurring.skipped check-pumps:20260101T000100Z paused",
            "task.recurring.triggered check-pumps:trigger-c1");
    assertThat(tasks.counts().repeated()).isEqualTo(1);
    assertThat(
            KeptSchedule.fromBytes(store(tasks, TasksTopology.RUN_BY_SCHEDULE).get("check-pumps"))
                .commandOffset())
        .isEqualTo(2);
  }

  @Test
  void shouldSkipTheRunsOfAPauseWhoseResumptionIsHeardOfFirst() {
    // given
    RoleDriver tasks = driver(EVERY_MINUTE);
    TaskCommand pause = command("c1", TaskCommandType.PAUSE, "check-pumps", "check-pumps");
    TaskCommand resume =
        TaskCommand.newBuilder(command("c2", TaskCommandType.RESUME, "check-pumps", "check-pumps"))
            .setOccurredAtUs(Micros.of(RoleDriver.START.plusSeconds(1)))
            .build();

    // when
    tasks.write(tasks.topics().taskCommands(), resume);
    tasks.write(tasks.topics().taskCommands(), pause);
    tasks.wait(Duration.ofSeconds(65));

    // then
    assertThat(types(tasks))
        .containsExactly("task.recurring.triggered check-pumps:20260101T000100Z");
  }

  @Test
  void shouldRunThePastWhenAskedOneAfterTheOther() {
    // given
    RoleDriver tasks = driver(EVERY_MINUTE);

    // when
    tasks.write(
        tasks.topics().taskCommands(),
        TaskCommand.newBuilder(
                command("c1", TaskCommandType.BACKFILL, "check-pumps", "check-pumps"))
            .setFromUs(Micros.of(Instant.parse("2025-12-31T23:00:00Z")))
            .setToUs(Micros.of(Instant.parse("2025-12-31T23:02:00Z")))
            .build());
    List<String> first = types(tasks);
    tasks.write(
        tasks.topics().taskEvents(),
        TaskEvent.newBuilder(event("e9", "task.deleted", 1, Map.of()))
            .setTaskId("check-pumps:20251231T230000Z-c1")
            .build());

    // then
    assertThat(first).containsExactly("task.recurring.triggered check-pumps:20251231T230000Z-c1");
    assertThat(types(tasks))
        .containsExactly("task.recurring.triggered check-pumps:20251231T230100Z-c1");
  }

  @Test
  void shouldSetCommandsAsideThatNobodyCanObey() {
    // given
    RoleDriver tasks = driver(EVERY_MINUTE);

    // when
    tasks.write(tasks.topics().taskCommands(), command("c1", TaskCommandType.PAUSE, "x", "x"));
    tasks.write(
        tasks.topics().taskCommands(),
        command("c2", TaskCommandType.CREATE, "check-pumps", "check-pumps"));

    // then
    assertThat(tasks.deadLetters())
        .extracting(letter -> letter.cause() + ": " + letter.message())
        .containsExactly(
            "invalid: schedule_id: expected the id of a schedule, found 'x'",
            "invalid: type: expected PAUSE, RESUME, TRIGGER or BACKFILL for a schedule, found"
                + " 'CREATE'");
  }

  @Test
  void shouldRunOnlyTheSchedulesOfItsPartition() {
    // given: the topics have two partitions, and this task has the first
    List<String> ids = List.of("a", "b", "c", "d", "e", "f");
    String[] documents =
        ids.stream().map(id -> EVERY_MINUTE.replace("check-pumps", id)).toArray(String[]::new);
    RoleDriver tasks =
        new RoleDriver(
            Role.TASKS, stateDir, definitions(documents), topic -> 2, new InMemorySchemaRegistry());
    drivers.add(tasks);

    // when
    tasks.wait(Duration.ofSeconds(65));

    // then
    List<String> own = ids.stream().filter(id -> KeyPartition.of(id, 2) == 0).toList();
    assertThat(own).isNotEmpty().isNotEqualTo(ids);
    assertThat(tasks.read(tasks.topics().taskEvents()))
        .filteredOn(event -> event.getType().equals("task.recurring.triggered"))
        .extracting(TaskEvent::getScheduleId)
        .containsExactlyElementsOf(own);
  }

  @Test
  void shouldGoOnWithTheOthersWhereAScheduleFails() {
    // given
    SortedMap<String, List<ScheduleVersion>> schedules =
        new TreeMap<>(definitions(EVERY_MINUTE).schedules());
    schedules.put("broken", List.of(new ScheduleVersion(RoleDriver.START, Optional.of(broken()))));
    RoleDriver tasks =
        new RoleDriver(
            Role.TASKS,
            stateDir,
            new FakeDefinitions() {
              @Override
              public SortedMap<String, List<ScheduleVersion>> schedules() {
                return schedules;
              }
            });
    drivers.add(tasks);

    // when
    tasks.wait(Duration.ofSeconds(65));

    // then
    assertThat(types(tasks))
        .containsExactly("task.recurring.triggered check-pumps:20260101T000100Z");
    assertThat(tasks.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.cause()).isEqualTo("processing_failed");
              assertThat(letter.message())
                  .isEqualTo("schedule broken: java.time.DateTimeException: no such zone");
              assertThat(letter.topic()).isEqualTo(tasks.topics().schedules().name());
            });
    assertThat(tasks.counts().dead()).isEqualTo(1);
  }

  private static Schedule broken() {
    Schedule good =
        definitions(EVERY_MINUTE)
            .schedules()
            .values()
            .iterator()
            .next()
            .get(0)
            .schedule()
            .orElseThrow();
    LocalTimes failing =
        after -> {
          throw new DateTimeException("no such zone");
        };
    return new Schedule(
        "broken",
        1,
        new LocalRecurrence(failing, ZoneOffset.UTC, GapPolicy.SKIP, RepeatPolicy.RUN_ONCE),
        good.zone(),
        good.exclusions(),
        good.start(),
        good.end(),
        good.overlap(),
        good.catchUp(),
        good.jitter(),
        good.task());
  }

  private RoleDriver driver(String... schedules) {
    RoleDriver driver = new RoleDriver(Role.TASKS, stateDir, definitions(schedules));
    drivers.add(driver);
    return driver;
  }
}
