package dev.gantry.topologies.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertCommand;
import dev.gantry.schemas.records.AlertCommandType;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts open tasks, and tasks that are completed resolve alerts: MATCH, ALERTING and TASKS. */
class AlertTasksChainTest {

  private static final String OFFLINE =
      """
      kind: rule
      alert: camera_offline
      on: camera-events
      expr: event.type == "OFFLINE"
      keep_firing_for: 1h
      labels: {severity: high}
      annotations: {summary: "{{camera.id}} is offline"}
      task: {assignee: desk, due_after: 15m}
      """;

  private static final String OVERDUE =
      """
      kind: rule
      alert: task_overdue
      on: task-events
      expr: task.type == "task.overdue"
      task: {assignee: duty}
      """;

  @TempDir private Path stateDir;
  private final List<RoleDriver> drivers = new ArrayList<>();

  @AfterEach
  void close() {
    drivers.forEach(RoleDriver::close);
  }

  @Test
  void shouldOpenATaskAndResolveOnceItIsCompleted() {
    // given
    Chain chain = new Chain(OFFLINE);
    chain.cameraGoesOffline(0);
    Alert fired = chain.onlyAlert();

    // then
    TaskEvent opened = chain.onlyTaskEvent();
    assertThat(opened.getType()).isEqualTo("task.created");
    assertThat(opened.getTaskId())
        .isEqualTo("alert-" + fired.getAlertId())
        .isEqualTo(fired.getTaskId());
    assertThat(opened.getSite()).isEqualTo("harbour");
    assertThat(opened.getPayload())
        .containsEntry("title", "c1 is offline")
        .containsEntry("assignee", "desk")
        .containsEntry("severity", "high")
        .containsEntry("due_at", "2026-01-01T00:15:00Z")
        .containsEntry("alert_id", fired.getAlertId());

    // when
    chain.complete(opened.getTaskId(), 60);

    // then
    Alert resolved = chain.onlyAlert();
    assertThat(resolved.getAlertId()).isEqualTo(fired.getAlertId());
    assertThat(resolved.getStatus()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(resolved.getResolvedAtUs()).isEqualTo(Micros.of(RoleDriver.START.plusSeconds(60)));
    assertThat(resolved.getTransitions().get(1).getReason())
        .isEqualTo("resolved by ann: task " + opened.getTaskId() + " was completed");
  }

  @Test
  void shouldOpenAnotherTaskForWhatHappensAfterwards() {
    // given
    Chain chain = new Chain(OFFLINE);
    chain.cameraGoesOffline(0);
    chain.onlyAlert();
    TaskEvent first = chain.onlyTaskEvent();
    chain.complete(first.getTaskId(), 60);
    chain.onlyAlert();

    // when
    chain.cameraGoesOffline(120);

    // then
    assertThat(chain.onlyAlert().getStatus()).isEqualTo(AlertStatus.FIRING);
    assertThat(chain.onlyTaskEvent().getTaskId()).isNotEqualTo(first.getTaskId());
  }

  @Test
  void shouldGoOnFiringWhenTheRuleSaysSo() {
    // given
    Chain chain = new Chain(OFFLINE.replace("15m}", "15m, resolves_alert: false}"));
    chain.cameraGoesOffline(0);
    chain.onlyAlert();

    // when
    chain.complete(chain.onlyTaskEvent().getTaskId(), 60);

    // then
    assertThat(chain.alerts()).isEmpty();
  }

  @Test
  void shouldNotResolveWhenTheTaskIsDeleted() {
    Chain chain = new Chain(OFFLINE);
    chain.cameraGoesOffline(0);
    chain.onlyAlert();
    String task = chain.onlyTaskEvent().getTaskId();
    chain.tell(task("task.deleted", task, 60, Map.of()));
    assertThat(chain.alerts()).isEmpty();
  }

  @Test
  void shouldResolveThoughNobodyIsSaidToHaveCompletedIt() {
    // given
    Chain chain = new Chain(OFFLINE);
    chain.cameraGoesOffline(0);
    chain.onlyAlert();
    String task = chain.onlyTaskEvent().getTaskId();

    // when
    TaskEvent completed = task("task.completed", task, 1, Map.of());
    chain.tell(TaskEvent.newBuilder(completed).setUserId("").build());

    // then
    assertThat(chain.onlyAlert().getTransitions().get(1).getReason())
        .startsWith("resolved by tasks: ");
  }

  @Test
  void shouldResolveTheAlertThatATaskOpenedByHandNames() {
    // given
    Chain chain = new Chain(OFFLINE.replace("task: {assignee: desk, due_after: 15m}\n", ""));
    chain.cameraGoesOffline(0);
    Alert fired = chain.onlyAlert();
    Map<String, String> link =
        Map.of("alert_id", fired.getAlertId(), "alert_scope", "harbour", "resolves_alert", "true");
    chain.tell(task("task.created", "by-hand", 10, link));

    // when
    chain.complete("by-hand", 60);

    // then
    assertThat(fired.getTaskId()).isEmpty();
    assertThat(chain.onlyAlert().getStatus()).isEqualTo(AlertStatus.RESOLVED);
  }

  @Test
  void shouldNotOpenTasksForTasksThatAlertsOpened() {
    // given
    Chain chain = new Chain(OVERDUE);
    String due = RoleDriver.START.plusSeconds(10).toString();
    chain.tell(task("task.created", "t-1", 0, Map.of("due_at", due)));
    chain.tell(task("task.created", "alert-1", 0, Map.of("due_at", due)));
    chain.onlyTaskEvents(2);

    // when
    chain.tasks.wait(Duration.ofSeconds(20));
    chain.pump();

    // then
    assertThat(chain.onlyAlert().getLabels()).containsEntry("task", "t-1");
  }

  @Test
  void shouldSetAsideACommandThatNobodyCanObeyAndLeaveAnAlertThatIsOver() {
    // given
    Chain chain = new Chain(OFFLINE);
    AlertCommand unknown =
        AlertCommand.newBuilder()
            .setCommandId("c-1")
            .setAuthor("ann")
            .setOccurredAtUs(Micros.of(RoleDriver.START))
            .setType(AlertCommandType.RESOLVE)
            .setScope("harbour")
            .setAlertId("0-0")
            .build();

    // when
    chain.alerting.write(chain.alerting.topics().alertCommands(), unknown);
    chain.alerting.write(
        chain.alerting.topics().alertCommands(),
        AlertCommand.newBuilder(unknown).setType(AlertCommandType.ACKNOWLEDGE).build());

    // then
    assertThat(chain.alerting.deadLetters())
        .extracting(RoleDriver.DeadLetter::message)
        .containsExactly("type: expected RESOLVE, found ACKNOWLEDGE");
    assertThat(chain.alerting.counts().skipped()).isEqualTo(1);
  }

  private static TaskEvent task(String type, String id, long seconds, Map<String, String> payload) {
    return TaskEvent.newBuilder(TestTasks.event(id + type, type, seconds, payload))
        .setTaskId(id)
        .build();
  }

  /** The three roles, with what each writes given to the next. */
  private final class Chain {

    private final RoleDriver match;
    private final RoleDriver alerting;
    private final RoleDriver tasks;
    private final List<TaskEvent> told = new ArrayList<>();

    Chain(String rule) {
      DefinitionsView definitions = TestTasks.definitions(rule);
      match = driver(Role.MATCH, definitions);
      alerting = driver(Role.ALERTING, definitions);
      tasks = driver(Role.TASKS, definitions);
    }

    private RoleDriver driver(Role role, DefinitionsView definitions) {
      RoleDriver driver = new RoleDriver(role, stateDir.resolve(role.roleName()), definitions);
      drivers.add(driver);
      return driver;
    }

    void cameraGoesOffline(long seconds) {
      match.write(
          match.topics().cameraEvents(),
          CameraEvent.newBuilder()
              .setCameraId("c1")
              .setSite("harbour")
              .setType(CameraEventType.OFFLINE)
              .setOccurredAtUs(Micros.of(RoleDriver.START.plusSeconds(seconds)))
              .build());
      pump();
    }

    void complete(String task, long seconds) {
      drivers.forEach(driver -> driver.wait(Duration.ofSeconds(seconds)));
      tell(task("task.completed", task, seconds, Map.of()));
      told.clear();
    }

    void tell(TaskEvent event) {
      tasks.write(tasks.topics().taskEvents(), event);
      told.add(event);
      pump();
    }

    /** Lets records go on until none is left. */
    void pump() {
      for (TaskEvent event : tasks.read(tasks.topics().taskEvents())) {
        told.add(event);
        match.write(match.topics().taskEvents(), event);
      }
      match.read(match.topics().signals()).stream()
          .filter(signal -> signal.getKind() == SignalKind.MATCH)
          .forEach(signal -> alerting.write(alerting.topics().signals(), signal));
      for (AlertCommand command : tasks.read(tasks.topics().alertCommands())) {
        alerting.write(alerting.topics().alertCommands(), command);
      }
      List<TaskCommand> commands = alerting.read(alerting.topics().taskCommands());
      commands.forEach(command -> tasks.write(tasks.topics().taskCommands(), command));
      if (!commands.isEmpty()) {
        pump();
      }
    }

    List<Alert> alerts() {
      return alerting.read(alerting.topics().alerts());
    }

    Alert onlyAlert() {
      List<Alert> alerts = alerts();
      assertThat(alerts).hasSize(1);
      return alerts.get(0);
    }

    TaskEvent onlyTaskEvent() {
      return onlyTaskEvents(1).get(0);
    }

    List<TaskEvent> onlyTaskEvents(int count) {
      List<TaskEvent> events = List.copyOf(told);
      assertThat(events).hasSize(count);
      told.clear();
      return events;
    }
  }
}
