package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskCommandType;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTopologyTest {

  /** Every minute, a task that is due after 30 s. */
  private static final String EVERY_MINUTE =
      """
      kind: schedule
      id: check-pumps
      every: 1m
      task: {title: Check the pumps, assignee: ann, site: harbour, due_after: 30s, payload: {pump: p1}}
      """;

  @TempDir private Path stateDir;
  private final List<RoleDriver> drivers = new ArrayList<>();

  @AfterEach
  void close() {
    drivers.forEach(RoleDriver::close);
  }

  @Test
  void shouldTellThatATaskIsOverdueOnceTheClockIsBeyondItsDueTime() {
    // given
    RoleDriver tasks = driver();
    tasks.write(
        tasks.topics().taskEvents(), event("e1", "task.created", 0, Map.of("due_at", at(10))));
    tasks.read(tasks.topics().taskEvents());

    // when
    tasks.wait(Duration.ofSeconds(12));
    List<TaskEvent> early = told(tasks);
    tasks.wait(Duration.ofSeconds(60));
    List<TaskEvent> later = told(tasks);

    // then
    assertThat(early).isEmpty();
    assertThat(later)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getType()).isEqualTo("task.overdue");
              assertThat(event.getTaskId()).isEqualTo("t-1");
              assertThat(Micros.toInstant(event.getOccurredAtUs())).hasToString(at(10));
              assertThat(event.getEventId())
                  .isEqualTo("t-1:overdue:" + Micros.of(Instant.parse(at(10))));
            });
  }

  @Test
  void shouldNotTellSoOfATaskThatWasDoneInTimeThoughTheWordCameLate() {
    // given
    RoleDriver tasks = driver();
    tasks.write(
        tasks.topics().taskEvents(), event("e1", "task.created", 0, Map.of("due_at", at(10))));
    tasks.wait(Duration.ofSeconds(11));

    // when
    tasks.write(tasks.topics().taskEvents(), event("e2", "task.completed", 10, Map.of()));
    tasks.wait(Duration.ofSeconds(60));

    // then
    assertThat(told(tasks)).isEmpty();
  }

  @Test
  void shouldGoByTheEventsOfAReplayAndNotByTheClock() {
    // given
    RoleDriver tasks = driver();
    tasks.write(
        tasks.topics().taskEvents(),
        replayed(event("e1", "task.created", 0, Map.of("due_at", at(10)))));

    // when
    tasks.wait(Duration.ofSeconds(60));
    List<TaskEvent> byClock = told(tasks);
    tasks.write(
        tasks.topics().taskEvents(),
        replayed(
            TaskEvent.newBuilder(event("e2", "task.created", 13, Map.of()))
                .setTaskId("t-2")
                .build()));
    List<TaskEvent> byEvents = told(tasks);

    // then
    assertThat(byClock).isEmpty();
    assertThat(byEvents).extracting(TaskEvent::getType).containsExactly("task.overdue");
  }

  @Test
  void shouldTellOnceWhatNoTaskCanDoAndKeepTheTaskAsItWas() {
    // given
    RoleDriver tasks = driver();
    tasks.write(
        tasks.topics().taskEvents(), event("e1", "task.created", 0, Map.of("title", "Gate")));
    tasks.write(tasks.topics().taskEvents(), event("e2", "task.completed", 1, Map.of()));

    // when
    tasks.write(tasks.topics().taskEvents(), event("e3", "task.completed", 2, Map.of()));
    tasks.write(tasks.topics().taskEvents(), event("e3", "task.completed", 2, Map.of()));

    // then
    assertThat(told(tasks))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getType()).isEqualTo("task.illegal_transition");
              assertThat(event.getUserId()).isEqualTo("ann");
              assertThat(event.getPayload())
                  .containsEntry("reason", "already_completed")
                  .containsEntry("attempted", "task.completed")
                  .containsEntry("attempted_event_id", "e3")
                  .containsEntry("title", "Gate");
            });
    // its own event came back and was left alone
    assertThat(tasks.counts()).isEqualTo(new RoleCounters.Counts(5, 1, 0, 0, 1, 1));
  }

  @Test
  void shouldTakePlainJsonLikeAnyOther() {
    // given
    RoleDriver tasks = driver();
    byte[] json =
        """
        {"event_type":"task.created","task_id":"test-123","user_id":"user-456",\
        "timestamp":"2026-01-01T00:00:00Z","payload":{"title":"Test Task","due_at":"2026-01-01T00:00:05Z"}}"""
            .getBytes(StandardCharsets.UTF_8);

    // when
    tasks.writeRaw(tasks.topics().taskEvents(), "test-123".getBytes(StandardCharsets.UTF_8), json);
    tasks.wait(Duration.ofSeconds(10));

    // then
    assertThat(told(tasks))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getType()).isEqualTo("task.overdue");
              assertThat(event.getPayload()).containsEntry("title", "Test Task");
            });
  }

  @Test
  void shouldWriteEventsWithoutAKeyAgainUnderTheirKey() {
    // given
    RoleDriver tasks = driver();
    byte[] json =
        """
        {"event_type":"task.completed","task_id":"test-123","user_id":"user-456",\
        "timestamp":"2026-01-01T00:00:00Z","payload":{}}"""
            .getBytes(StandardCharsets.UTF_8);

    // when
    tasks.writeRaw(tasks.topics().taskEvents(), null, json);

    // then: the driver reads what was written again, and nobody created that task
    List<TestRecord<byte[], byte[]>> written =
        tasks
            .driver()
            .createOutputTopic(
                tasks.topics().taskEvents().name(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())
            .readRecordsToList();
    assertThat(written).hasSize(2);
    assertThat(written.get(0).key()).isEqualTo("test-123".getBytes(StandardCharsets.UTF_8));
    assertThat(written.get(0).value()).isEqualTo(json);
    assertThat(tasks.deadLetters()).isEmpty();
    assertThat(tasks.counts()).isEqualTo(new RoleCounters.Counts(3, 1, 0, 0, 0, 2));
  }

  @Test
  void shouldMakeEventsOfCommandsAboutTasks() {
    // given
    RoleDriver tasks = driver();

    // when
    tasks.write(tasks.topics().taskCommands(), command("c1", TaskCommandType.CREATE, "t-1", ""));
    tasks.write(tasks.topics().taskCommands(), command("c2", TaskCommandType.COMPLETE, "t-1", ""));
    tasks.write(tasks.topics().taskCommands(), command("c3", TaskCommandType.COMPLETE, "t-1", ""));

    // then
    assertThat(tasks.read(tasks.topics().taskEvents()))
        .extracting(TaskEvent::getType)
        .containsExactly(
            "task.created", "task.completed", "task.completed", "task.illegal_transition");
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
            Role.TASKS,
            stateDir,
            definitions(documents),
            topic -> 2,
            new dev.gantry.schemas.registry.InMemorySchemaRegistry());
    drivers.add(tasks);

    // when
    tasks.wait(Duration.ofSeconds(65));

    // then
    List<String> own =
        ids.stream()
            .filter(id -> dev.gantry.topologies.processor.KeyPartition.of(id, 2) == 0)
            .toList();
    assertThat(own).isNotEmpty().isNotEqualTo(ids);
    assertThat(tasks.read(tasks.topics().taskEvents()))
        .filteredOn(event -> event.getType().equals("task.recurring.triggered"))
        .extracting(TaskEvent::getScheduleId)
        .containsExactlyElementsOf(own);
  }

  private RoleDriver driver(String... schedules) {
    RoleDriver driver = new RoleDriver(Role.TASKS, stateDir, definitions(schedules));
    drivers.add(driver);
    return driver;
  }

  private static DefinitionsView definitions(String... documents) {
    DefinitionParser parser = new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));
    return DefinitionsView.ofFirstVersions(
        parser, parser.parse("test.yaml", String.join("---\n", documents)).orThrow());
  }

  /** What TASKS made of others' events; these are on the same topic in the driver's view. */
  private static List<TaskEvent> told(RoleDriver tasks) {
    return tasks.read(tasks.topics().taskEvents());
  }

  private static List<String> types(RoleDriver tasks) {
    return told(tasks).stream()
        .map(
            event ->
                event.getType()
                    + " "
                    + event.getTaskId()
                    + (event.getType().endsWith("skipped")
                        ? " " + event.getPayload().get("reason")
                        : ""))
        .toList();
  }

  private static String at(long seconds) {
    return RoleDriver.START.plusSeconds(seconds).toString();
  }

  private static TaskEvent event(
      String id, String type, long seconds, Map<String, String> payload) {
    return TaskEvent.newBuilder()
        .setEventId(id)
        .setType(type)
        .setTaskId("t-1")
        .setUserId("ann")
        .setOccurredAtUs(Micros.of(RoleDriver.START.plusSeconds(seconds)))
        .setPayload(new TreeMap<>(payload))
        .build();
  }

  private static TaskEvent replayed(TaskEvent event) {
    return TaskEvent.newBuilder(event).setTimeMode(TimeMode.REPLAY).build();
  }

  private static TaskCommand command(
      String id, TaskCommandType type, String taskId, String scheduleId) {
    return TaskCommand.newBuilder()
        .setCommandId(id)
        .setType(type)
        .setTaskId(taskId)
        .setScheduleId(scheduleId)
        .setUserId("ann")
        .setOccurredAtUs(Micros.of(RoleDriver.START))
        .build();
  }
}
