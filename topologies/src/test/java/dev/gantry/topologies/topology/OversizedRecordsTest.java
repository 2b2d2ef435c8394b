package dev.gantry.topologies.topology;

import static dev.gantry.topologies.topology.TestTasks.definitions;
import static dev.gantry.topologies.topology.TestTasks.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.Signal;
import dev.gantry.schemas.records.SignalKind;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import dev.gantry.topologies.processor.task.KeptTask;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.RoleDriver;
import dev.gantry.topologies.testing.RoleDriver.DeadLetter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are too large, or lead to what is, are set aside, and the role goes on. */
class OversizedRecordsTest {

  private static final String FAILURES =
      """
      kind: rule
      alert: failure
      on: auth-events
      expr: auth.type == "login.failed"
      annotations: {summary: "{{auth.reason}} of {{auth.principal}}"}
      """;

  @TempDir private Path stateDir;

  @Test
  void shouldSetAsideAnEventWithANameThatNoSignalHasRoomFor() {
    try (RoleDriver match = new RoleDriver(Role.MATCH, stateDir, definitions(FAILURES))) {
      match.write(match.topics().authEvents(), signIn("x".repeat(400_000), ""));
      match.write(match.topics().authEvents(), signIn("ann", ""));

      assertThat(match.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.cause()).isEqualTo("invalid");
                assertThat(letter.message()).startsWith("principal: expected at most 4096");
              });
      assertThat(matches(match)).hasSize(1);
    }
  }

  @Test
  void shouldCutWhatAnAlertSays() {
    try (RoleDriver match = new RoleDriver(Role.MATCH, stateDir, definitions(FAILURES))) {
      match.write(match.topics().authEvents(), signIn("ann", "x".repeat(4_096)));

      assertThat(matches(match))
          .singleElement()
          .satisfies(
              signal ->
                  assertThat(signal.getAnnotations())
                      .containsEntry("summary", "x".repeat(4_096) + "…"));
    }
  }

  @Test
  void shouldSetAsideAnEventThatLeadsToAnotherOneThatIsTooLarge() {
    String annotations =
        IntStream.range(0, 300)
            .mapToObj(i -> "a" + i + ": \"{{auth.reason}}\"")
            .collect(Collectors.joining(", "));
    String wordy =
        FAILURES
            .replace("alert: failure", "alert: wordy")
            .replaceFirst("summary.*(?=})", annotations);
    try (RoleDriver match = new RoleDriver(Role.MATCH, stateDir, definitions(FAILURES, wordy))) {
      AuthEvent event = signIn("ann", "x".repeat(4_000));
      match.write(match.topics().authEvents(), event);
      match.write(match.topics().authEvents(), signIn("bob", "wrong password"));

      DeadLetter letter = match.deadLetters().get(0);
      assertThat(letter.cause()).isEqualTo("too_large");
      assertThat(letter.message())
          .startsWith("what comes of it for signals: expected at most 1032204 bytes, found 1");
      assertThat(letter.record().key()).isEqualTo("ann".getBytes(UTF_8));
      assertThat(letter.record().value())
          .as("all of it, though it had led to a signal before")
          .isEqualTo(
              match
                  .topics()
                  .authEvents()
                  .valueSerde()
                  .serializer()
                  .serialize("auth-events", event));
      assertThat(matches(match))
          .extracting(Signal::getRule, signal -> signal.getIdentity().get("principal"))
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("failure", "ann"),
              org.assertj.core.groups.Tuple.tuple("failure", "bob"),
              org.assertj.core.groups.Tuple.tuple("wordy", "bob"));
    }
  }

  @Test
  void shouldSetAsideEventsOfTasksThatSayTooManyThings() {
    try (RoleDriver tasks = new RoleDriver(Role.TASKS, stateDir, definitions())) {
      tasks.write(tasks.topics().taskEvents(), event("e1", "task.created", 0, names("a", 257)));
      tasks.write(tasks.topics().taskEvents(), event("e2", "task.created", 0, names("a", 240)));
      tasks.write(tasks.topics().taskEvents(), event("e3", "task.updated", 1, names("b", 1)));

      assertThat(tasks.deadLetters())
          .extracting(letter -> letter.cause() + ": " + letter.message())
          .containsExactly(
              "invalid: payload: expected at most 256 names, found 257",
              "invalid: payload of the whole task: expected at most 240 names, found 241");
    }
  }

  private static Map<String, String> names(String prefix, int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> prefix + i, String::valueOf));
  }

  @Test
  void shouldSetAsideAnUpdateThatATaskHasNoMoreRoomFor() {
    try (RoleDriver tasks = new RoleDriver(Role.TASKS, stateDir, definitions())) {
      String half = "x".repeat(130_000);
      tasks.write(tasks.topics().taskEvents(), event("e1", "task.created", 0, Map.of("a", half)));
      tasks.write(tasks.topics().taskEvents(), event("e2", "task.updated", 1, Map.of("b", half)));
      tasks.write(tasks.topics().taskEvents(), event("e3", "task.updated", 2, Map.of("c", "d")));

      assertThat(tasks.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.cause()).isEqualTo("invalid");
                assertThat(letter.message())
                    .isEqualTo(
                        "payload of the whole task: expected at most 253952 bytes of names and"
                            + " values, found 260002 bytes");
              });
      assertThat(
              KeptTask.fromBytes(TestTasks.store(tasks, TasksTopology.TASK_BY_ID).get("t-1"))
                  .state()
                  .payload())
          .containsOnlyKeys("a", "c");
    }
  }

  @Test
  void shouldSetAsideTheStartOfWhatOnlyCompressionMadeFitItsTopic() {
    try (RoleDriver tasks = new RoleDriver(Role.TASKS, stateDir, definitions())) {
      byte[] value = ("{\"task_id\": \"" + "x".repeat(3_000_000) + "\"}").getBytes(UTF_8);
      tasks.writeRaw(tasks.topics().taskEvents(), null, value);

      DeadLetter letter = tasks.deadLetters().get(0);
      assertThat(letter.cause()).isEqualTo("too_large");
      assertThat(letter.message())
          .isEqualTo(
              "task-events: expected a value of at most 1032204 bytes, uncompressed, found "
                  + value.length);
      assertThat(letter.record().value()).hasSizeLessThan(1_200_000);
      assertThat(letter.record().headers().lastHeader(DeadLetterHeaders.CUT).value())
          .isEqualTo(("value of " + value.length + " bytes").getBytes(UTF_8));
    }
  }

  private static AuthEvent signIn(String principal, String reason) {
    return AuthEvent.newBuilder()
        .setType("login.failed")
        .setPrincipal(principal)
        .setReason(reason)
        .setOccurredAtUs(Micros.of(RoleDriver.START))
        .build();
  }

  private static List<Signal> matches(RoleDriver match) {
    return match.read(match.topics().signals()).stream()
        .filter(signal -> signal.getKind() == SignalKind.MATCH)
        .toList();
  }
}
