package dev.gantry.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.task.TaskMachine.Outcome;
import dev.gantry.domain.task.TaskMachine.Step;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskMachineTest {

  private static final Instant START = Instant.parse("2026-02-08T10:00:00Z");

  /** Each cell: what comes of the event in the column after the events of the row. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                | triggered | created           | not_created       | not_created       | not_created       | none
          TRIGGERED         | already_created | open        | triggered         | completed         | deleted           | already_created
          CREATED           | already_created | already_created | open          | completed         | deleted           | already_created
          TRIGGERED CREATED | already_created | already_created | open          | completed         | deleted           | already_created
          CREATED COMPLETED | already_completed | already_completed | already_completed | already_completed | deleted   | already_completed
          CREATED DELETED   | already_deleted | already_deleted | already_deleted | already_deleted | already_deleted   | already_deleted
          """)
  void shouldNameWhatNoTaskCanDo(
      String before,
      String triggered,
      String created,
      String updated,
      String completed,
      String deleted,
      String skipped) {
    assertThat(outcomeAfter(before, TaskAction.TRIGGERED)).isEqualTo(triggered);
    assertThat(outcomeAfter(before, TaskAction.CREATED))
        .isEqualTo(created.equals("created") ? "open" : created);
    assertThat(outcomeAfter(before, TaskAction.UPDATED)).isEqualTo(updated);
    assertThat(outcomeAfter(before, TaskAction.COMPLETED)).isEqualTo(completed);
    assertThat(outcomeAfter(before, TaskAction.DELETED)).isEqualTo(deleted);
    assertThat(outcomeAfter(before, TaskAction.SKIPPED)).isEqualTo(skipped);
  }

  @Test
  void shouldKeepWhatEventsSaidAndTheNewestOfIt() {
    // given
    Optional<TaskState> created =
        after(change("e1", TaskAction.CREATED, 0, Map.of("title", "Gate", "assignee", "ann")));

    // when
    Step step =
        TaskMachine.apply(
            created, change("e2", TaskAction.UPDATED, 5, Map.of("assignee", "bob", "status", "x")));

    // then
    assertThat(step.state().orElseThrow().payload())
        .isEqualTo(Map.of("title", "Gate", "assignee", "bob", "status", "x"));
    assertThat(step.state().orElseThrow().changedAt()).isEqualTo(START.plusSeconds(5));
    assertThat(step.state().orElseThrow().since()).isEqualTo(START);
  }

  @Test
  void shouldKeepWhatWasSaidLastWhateverTheOrderOfArrival() {
    // given
    TaskChange first = change("e1", TaskAction.CREATED, 0, Map.of("a", "0", "b", "0"));
    TaskChange second = change("e2", TaskAction.UPDATED, 5, Map.of("a", "5", "c", "5"));
    TaskChange third = change("e3", TaskAction.UPDATED, 9, Map.of("a", "9", "d", "9"));

    // when
    TaskState inOrder = after(first, second, third).orElseThrow();
    TaskState late = after(first, third, second).orElseThrow();

    // then
    assertThat(late.payload())
        .isEqualTo(Map.of("a", "9", "b", "0", "c", "5", "d", "9"))
        .isEqualTo(inOrder.payload());
    assertThat(late.changedAt()).isEqualTo(START.plusSeconds(9));
  }

  @Test
  void shouldSayWhoChangedItLast() {
    // given
    TaskChange newest = by("bob", change("e2", TaskAction.UPDATED, 9, Map.of()));
    Optional<TaskState> open = after(change("e1", TaskAction.CREATED, 0, Map.of()), newest);

    // when
    Step late = TaskMachine.apply(open, by("cyd", change("e3", TaskAction.UPDATED, 5, Map.of())));

    // then
    assertThat(late.state().orElseThrow().changedBy()).isEqualTo("bob");
  }

  @Test
  void shouldLeaveTheLastWordToWhoEndsIt() {
    // given
    Optional<TaskState> open =
        after(
            change("e1", TaskAction.CREATED, 0, Map.of()),
            by("bob", change("e2", TaskAction.UPDATED, 9, Map.of("note", "still to do"))));

    // when: by a clock that is slow
    TaskState done =
        TaskMachine.apply(
                open, by("cyd", change("e3", TaskAction.COMPLETED, 5, Map.of("note", "done"))))
            .state()
            .orElseThrow();

    // then
    assertThat(done.phase()).isEqualTo(TaskPhase.COMPLETED);
    assertThat(done.payload()).containsEntry("note", "done");
    assertThat(done.changedBy()).isEqualTo("cyd");
    assertThat(done.changedAt()).isEqualTo(START.plusSeconds(9));
  }

  @Test
  void shouldTakeADueTimeAwayAndNotBringItBackByAnOlderUpdate() {
    // given
    Optional<TaskState> open = after(due("e1", TaskAction.CREATED, 0, 60));
    TaskChange never = change("e2", TaskAction.UPDATED, 9, Map.of("due_at", ""));

    // when
    Optional<TaskState> taken = TaskMachine.apply(open, never).state();
    Optional<TaskState> late =
        TaskMachine.apply(taken, due("e3", TaskAction.UPDATED, 5, 70)).state();
    Optional<TaskState> again =
        TaskMachine.apply(late, due("e4", TaskAction.UPDATED, 10, 80)).state();

    // then
    assertThat(taken.orElseThrow().dueAt()).isEmpty();
    assertThat(taken.orElseThrow().payload()).doesNotContainKey("due_at");
    assertThat(late.orElseThrow().dueAt()).isEmpty();
    assertThat(late.orElseThrow().payload()).doesNotContainKey("due_at");
    assertThat(again.orElseThrow().dueAt()).contains(START.plusSeconds(80));
  }

  @Test
  void shouldRecogniseRepeats() {
    // given
    Optional<TaskState> done =
        after(
            change("e1", TaskAction.CREATED, 0, Map.of()),
            change("e2", TaskAction.COMPLETED, 5, Map.of()));

    // when
    Step again = TaskMachine.apply(done, change("e2", TaskAction.COMPLETED, 5, Map.of()));

    // then
    assertThat(again.outcome()).isEqualTo(Outcome.REPEATED);
    assertThat(again.state()).isEqualTo(done);
  }

  @Test
  void shouldNameAnIllegalEventOnce() {
    // given
    Optional<TaskState> done =
        after(
            change("e1", TaskAction.CREATED, 0, Map.of()),
            change("e2", TaskAction.COMPLETED, 5, Map.of()));
    TaskChange again = change("e3", TaskAction.COMPLETED, 9, Map.of());

    // when
    Step first = TaskMachine.apply(done, again);
    Step second = TaskMachine.apply(first.state(), again);

    // then
    assertThat(first.illegal()).contains(IllegalTransition.ALREADY_COMPLETED);
    assertThat(second.outcome()).isEqualTo(Outcome.REPEATED);
  }

  @Test
  void shouldTakeAnUpdateFromBeforeTheEndForLate() {
    // given
    Optional<TaskState> done =
        after(
            change("e1", TaskAction.CREATED, 0, Map.of()),
            change("e3", TaskAction.COMPLETED, 5, Map.of()));

    // when
    Step late = TaskMachine.apply(done, change("e2", TaskAction.UPDATED, 4, Map.of("a", "b")));

    // then
    assertThat(late.outcome()).isEqualTo(Outcome.LATE);
    assertThat(late.state().orElseThrow().payload()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"open,OPEN", "reopened,OPEN", "done,COMPLETED"})
  void shouldOpenACompletedTaskAgainWhenAnUpdateSaysSo(String status, TaskPhase phase) {
    // given
    Optional<TaskState> done =
        after(
            change("e1", TaskAction.CREATED, 0, Map.of()),
            change("e2", TaskAction.COMPLETED, 5, Map.of()));

    // when
    Step step =
        TaskMachine.apply(done, change("e3", TaskAction.UPDATED, 6, Map.of("status", status)));

    // then
    assertThat(step.state().orElseThrow().phase()).isEqualTo(phase);
  }

  /** It is due 60 s after its creation. */
  @ParameterizedTest
  @CsvSource({"59,false", "60,false", "61,true"})
  void shouldBeOverdueWhenItIsCompletedAfterItsDueTime(long completedAfter, boolean overdue) {
    // given
    Optional<TaskState> open = after(due("e1", TaskAction.CREATED, 0, 60));

    // when
    Step step =
        TaskMachine.apply(open, change("e2", TaskAction.COMPLETED, completedAfter, Map.of()));

    // then
    assertThat(step.overdue())
        .isEqualTo(overdue ? Optional.of(START.plusSeconds(60)) : Optional.empty());
  }

  @Test
  void shouldTellADueTimeOnceAndAnotherOneAgain() {
    // given
    TaskState open = after(due("e1", TaskAction.CREATED, 0, 60)).orElseThrow();

    // when
    TaskState told = open.toldOverdue();
    TaskState putOff =
        TaskMachine.apply(Optional.of(told), due("e2", TaskAction.UPDATED, 70, 120))
            .state()
            .orElseThrow();

    // then
    assertThat(TaskMachine.overdue(open, START.plusSeconds(60))).isEmpty();
    assertThat(TaskMachine.overdue(open, START.plusSeconds(61))).contains(START.plusSeconds(60));
    assertThat(TaskMachine.overdue(told, START.plusSeconds(61))).isEmpty();
    assertThat(TaskMachine.overdue(putOff, START.plusSeconds(121)))
        .contains(START.plusSeconds(120));
  }

  @Test
  void shouldNotBeOverdueOnceItIsDone() {
    // given
    TaskState done =
        after(
                due("e1", TaskAction.CREATED, 0, 60),
                change("e2", TaskAction.COMPLETED, 50, Map.of()))
            .orElseThrow();

    // when, then
    assertThat(TaskMachine.overdue(done, START.plusSeconds(100))).isEmpty();
  }

  private static String outcomeAfter(String before, TaskAction action) {
    TaskChange[] changes =
        Arrays.stream(before.split(" "))
            .filter(word -> !word.isEmpty())
            .map(word -> change(word, TaskAction.valueOf(word), 0, Map.of()))
            .toArray(TaskChange[]::new);
    Step step = TaskMachine.apply(after(changes), change("last", action, 9, Map.of()));
    return step.illegal()
        .map(IllegalTransition::word)
        .orElseGet(() -> step.state().map(task -> task.phase().word()).orElse("none"));
  }

  private static Optional<TaskState> after(TaskChange... changes) {
    Optional<TaskState> task = Optional.empty();
    for (TaskChange change : List.of(changes)) {
      task = TaskMachine.apply(task, change).state();
    }
    return task;
  }

  private static TaskChange change(
      String eventId, TaskAction action, long after, Map<String, String> payload) {
    return change(eventId, action, after, Optional.empty(), payload);
  }

  private static TaskChange by(String user, TaskChange change) {
    return new TaskChange(
        change.eventId(),
        change.taskId(),
        change.action(),
        change.at(),
        user,
        change.site(),
        change.scheduleId(),
        change.dueAt(),
        change.payload());
  }

  private static TaskChange due(String eventId, TaskAction action, long after, long dueAfter) {
    Instant at = START.plusSeconds(dueAfter);
    return change(eventId, action, after, Optional.of(at), Map.of("due_at", at.toString()));
  }

  private static TaskChange change(
      String eventId,
      TaskAction action,
      long after,
      Optional<Instant> dueAt,
      Map<String, String> payload) {
    return new TaskChange(
        eventId,
        "t-1",
        action,
        START.plusSeconds(after),
        "ann",
        "",
        "",
        dueAt,
        new TreeMap<>(payload));
  }
}
