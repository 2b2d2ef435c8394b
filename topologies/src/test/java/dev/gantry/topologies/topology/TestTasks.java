package dev.gantry.topologies.topology;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.TaskCommand;
import dev.gantry.schemas.records.TaskCommandType;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.topologies.definition.DefinitionParser;
import dev.gantry.topologies.definition.DefinitionsView;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import dev.gantry.topologies.testing.RoleDriver;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;

/** Tasks and schedules for the tests of TASKS. */
final class TestTasks {

  /** Every minute, a task that is due after 30 s. */
  static final String EVERY_MINUTE =
      """
      kind: schedule
      id: check-pumps
      every: 1m
      task: {title: Check the pumps, assignee: ann, site: harbour, due_after: 30s, payload: {pump: p1}}
      """;

  private TestTasks() {}

  static DefinitionsView definitions(String... documents) {
    DefinitionParser parser = new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));
    return DefinitionsView.ofFirstVersions(
        parser, parser.parse("test.yaml", String.join("---\n", documents)).orThrow());
  }

  /** What TASKS made of others' events; these are on the same topic in the driver's view. */
  static List<TaskEvent> told(RoleDriver tasks) {
    return tasks.read(tasks.topics().taskEvents());
  }

  static List<String> types(RoleDriver tasks) {
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

  /** A store of the role. */
  static KeyValueStore<String, byte[]> store(RoleDriver tasks, String name) {
    return tasks.driver().getKeyValueStore(name);
  }

  static String at(long seconds) {
    return RoleDriver.START.plusSeconds(seconds).toString();
  }

  static TaskEvent event(String id, String type, long seconds, Map<String, String> payload) {
    return TaskEvent.newBuilder()
        .setEventId(id)
        .setType(type)
        .setTaskId("t-1")
        .setUserId("ann")
        .setOccurredAtUs(Micros.of(RoleDriver.START.plusSeconds(seconds)))
        .setPayload(new TreeMap<>(payload))
        .build();
  }

  static TaskEvent replayed(TaskEvent event) {
    return TaskEvent.newBuilder(event).setTimeMode(TimeMode.REPLAY).build();
  }

  static TaskCommand command(String id, TaskCommandType type, String taskId, String scheduleId) {
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
