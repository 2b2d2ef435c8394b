package dev.gantry.topologies.topology;

import static dev.gantry.topologies.topology.TestTasks.at;
import static dev.gantry.topologies.topology.TestTasks.command;
import static dev.gantry.topologies.topology.TestTasks.definitions;
import static dev.gantry.topologies.topology.TestTasks.event;
import static dev.gantry.topologies.topology.TestTasks.replayed;
import static dev.gantry.topologies.topology.TestTasks.store;
import static dev.gantry.topologies.topology.TestTasks.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskCommandType;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.topologies.port.RoleCounters;
import dev.gantry.topologies.processor.task.KeptTask;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TASKS does with tasks. */
class TasksTopologyTest {

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
  void shouldTakeTwoEventsWithoutIdOfTheSameMomentThatSayDifferentThings() {
    // given
    RoleDriver tasks = driver();
    List<TaskEvent> events =
        List.of(
            event("", "task.created", 0, Map.of()),
            event("", "task.updated", 1, Map.of("title", "Gate")),
            event("", "task.updated", 1, Map.of("assignee", "bob")));

    // when
    events.forEach(event -> tasks.write(tasks.topics().taskEvents(), event));
    events.forEach(event -> tasks.write(tasks.topics().taskEvents(), event));

    // then
    assertThat(KeptTask.fromBytes(store(tasks, TasksTopology.TASK_BY_ID).get("t-1")).state())
        .satisfies(
            task ->
                assertThat(task.payload())
                    .containsEntry("title", "Gate")
                    .containsEntry("assignee", "bob"));
    assertThat(tasks.counts().repeated()).isEqualTo(3);
  }

  @Test
  void shouldTellWhatNoTaskCanDoOfAnEventWithTheLongestId() {
    RoleDriver tasks = driver();
    tasks.write(tasks.topics().taskEvents(), event("e1", "task.created", 0, Map.of()));
    tasks.write(tasks.topics().taskEvents(), event("e2", "task.completed", 1, Map.of()));
    tasks.write(
        tasks.topics().taskEvents(), event("x".repeat(2_048), "task.completed", 2, Map.of()));

    assertThat(told(tasks))
        .singleElement()
        .satisfies(event -> assertThat(event.getEventId()).hasSizeLessThan(2_048));
    assertThat(tasks.counts().dead()).isZero();
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
  void shouldKeepWhichCommandAboutATaskWasObeyedLast() {
    // given: one about another task, then one that it can obey, one that it cannot, and a repeat
    RoleDriver tasks = driver();
    List<Long> kept = new ArrayList<>();

    // when
    for (TaskCommand each :
        List.of(
            command("c0", TaskCommandType.CREATE, "t-0", ""),
            command("c1", TaskCommandType.CREATE, "t-1", ""),
            command("c2", TaskCommandType.CREATE, "t-1", ""),
            command("c1", TaskCommandType.CREATE, "t-1", ""))) {
      tasks.write(tasks.topics().taskCommands(), each);
      byte[] state = store(tasks, TasksTopology.TASK_BY_ID).get("t-1");
      kept.add(state == null ? null : KeptTask.fromBytes(state).commandOffset());
    }

    // then
    assertThat(kept).containsExactly(null, 1L, 2L, 3L);
  }

  private RoleDriver driver(String... schedules) {
    RoleDriver driver = new RoleDriver(Role.TASKS, stateDir, definitions(schedules));
    drivers.add(driver);
    return driver;
  }
}
