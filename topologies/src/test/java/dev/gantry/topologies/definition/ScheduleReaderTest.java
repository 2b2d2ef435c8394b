package dev.gantry.topologies.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.schedule.GapPolicy;
import dev.gantry.domain.schedule.LocalRecurrence;
import dev.gantry.domain.schedule.Occurrence;
import dev.gantry.domain.schedule.OverlapPolicy;
import dev.gantry.domain.schedule.RepeatPolicy;
import dev.gantry.domain.schedule.Schedule;
import dev.gantry.topologies.rule.LanguageRuleChecker;
import dev.gantry.topologies.rule.RuleLanguage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleReaderTest {

  private static final String FULL =
      """
      kind: schedule
      id: patrol-north
      cron: "30 2 * * *"
      time_zone: Europe/Berlin
      dst_gap: shift
      dst_repeat: run_twice
      exclude: {dates: ["2026-12-24/2026-12-26", "2027-01-01"], days_of_week: [sun]}
      start: "2026-01-01T00:00:00Z"
      end: "2030-01-01T00:00:00Z"
      overlap: buffer_one
      catchup_window: 10m
      jitter: 30s
      task: {title: Patrol, assignee: ann, site: harbour, due_after: 30m, payload: {gate: north}}
      """;

  private final DefinitionParser parser =
      new DefinitionParser(new LanguageRuleChecker(new RuleLanguage()));

  @Test
  void shouldReadAllThatAScheduleSays() {
    // when
    Schedule schedule = read(FULL);

    // then
    LocalRecurrence recurrence = (LocalRecurrence) schedule.recurrence();
    assertThat(recurrence.gap()).isEqualTo(GapPolicy.SHIFT);
    assertThat(recurrence.repeat()).isEqualTo(RepeatPolicy.RUN_TWICE);
    assertThat(schedule.zone().getId()).isEqualTo("Europe/Berlin");
    assertThat(schedule.overlap()).isEqualTo(OverlapPolicy.BUFFER_ONE);
    assertThat(schedule.catchUp()).isEqualTo(Duration.ofMinutes(10));
    assertThat(schedule.jitter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(schedule.excludes(Instant.parse("2026-12-25T12:00:00Z"))).isTrue();
    assertThat(schedule.excludes(Instant.parse("2027-01-02T12:00:00Z"))).isFalse();
    assertThat(schedule.excludes(Instant.parse("2027-01-03T12:00:00Z"))).isTrue();
    assertThat(schedule.task().title()).isEqualTo("Patrol");
    assertThat(schedule.task().dueAfter()).contains(Duration.ofMinutes(30));
    assertThat(schedule.task().payload()).containsEntry("gate", "north");
  }

  /** The first occurrences after 2026-01-31T00:00:00Z, a Saturday. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          cron: '*/20 9 * * *'         | 2026-01-31T09:00:00Z, 2026-01-31T09:20:00Z, 2026-01-31T09:40:00Z
          cron: '0 8 * * 1-5'          | 2026-02-02T08:00:00Z, 2026-02-03T08:00:00Z
          cron: '0 0 13 * 5'           | 2026-02-06T00:00:00Z, 2026-02-13T00:00:00Z, 2026-02-20T00:00:00Z
          cron: '0 12 29 2 *'          | 2028-02-29T12:00:00Z, 2032-02-29T12:00:00Z
          cron: '0 0 31 * *'           | 2026-03-31T00:00:00Z, 2026-05-31T00:00:00Z
          cron: '15 0 8 ? * MON'       | 2026-02-02T08:00:15Z, 2026-02-09T08:00:15Z
          every: 45m                   | 2026-01-31T00:45:00Z, 2026-01-31T01:30:00Z
          {every: 1h, offset: 5m}      | 2026-01-31T00:05:00Z, 2026-01-31T01:05:00Z
          calendar: {at: ["08:00", "20:30"], days_of_week: [mon]} | 2026-02-02T08:00:00Z, 2026-02-02T20:30:00Z, 2026-02-09T08:00:00Z
          calendar: {at: ["00:00"], days_of_month: [-1], months: [feb, apr]} | 2026-02-28T00:00:00Z, 2026-04-30T00:00:00Z
          """)
  void shouldRecurAsWritten(String recurrence, String expected) {
    // given
    String fields =
        recurrence.startsWith("{")
            ? recurrence.substring(1, recurrence.length() - 1).replace(", ", "\n")
            : recurrence;
    Schedule schedule = read("kind: schedule\nid: a\ntask: {title: A}\n" + fields + "\n");

    // when
    List<String> found = new ArrayList<>();
    Optional<Occurrence> next = schedule.next(Instant.parse("2026-01-31T00:00:00Z"));
    while (next.isPresent() && found.size() < expected.split(", ").length) {
      found.add(next.get().at().toString());
      next = schedule.next(next.get().at());
    }

    // then
    assertThat(String.join(", ", found)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          id: a                             | 2:1 | cron | one of cron, every and calendar
          cron: '61 * * * *'                | 5:7 | cron | a cron expression such as '0 8 * * 1-5'
          cron: '0 0 30 2 *'                | 5:7 | cron | a time that comes, unlike 30 February
          cron: 'often'                     | 5:7 | cron | a cron expression such as '0 8 * * 1-5'
          every: 500ms                      | 5:8 | every | whole seconds, 1s or more
          every: 1500ms                     | 5:8 | every | whole seconds, 1s or more
          every: 1h, offset: 1.5s           | 6:9 | offset | whole seconds
          every: often                      | 5:8 | every | a duration such as
          every: 1h, offset: 2h             | 6:9 | offset | less than every
          every: 1h, dst_gap: skip          | 6:10 | dst_gap | nothing beside every
          every: 1h, cron: '0 8 * * *'      | 5:8 | every | one of cron, every and calendar
          every: 1h, time_zone: Mars        | 6:12 | time_zone | a time zone such as Europe/Berlin or UTC
          every: 1h, overlap: sometimes     | 6:10 | overlap | one of allow_all, buffer_all, buffer_one, skip
          every: 1h, start: "tomorrow"      | 6:8 | start | a time such as
          every: 1h, jiter: 5s              | 6:1 | jiter | a known field (did you mean jitter?)
          calendar: {days_of_week: [mon]}   | 5:11 | calendar.at | a list of times of day
          calendar: {at: ["08:00:00.5"]}    | 5:17 | calendar.at[0] | times of day such as "08:00" or "08:00:30", in whole seconds
          calendar: {at: ["25:00"]}         | 5:17 | calendar.at[0] | times of day such as
          calendar: {at: ["08:00"], days_of_month: [32]} | 5:43 | calendar.days_of_month[0] | 1 to 31, or -1 for the last
          every: 1h, exclude: {dates: ["2026-02-30"]} | 6:19 | exclude.dates[0] | days such as
          """)
  void shouldSayWhatIsWrongAndWhere(String fields, String place, String field, String expected) {
    // given: each field of the row on a line of its own, from line 5 on
    String document =
        "kind: schedule\nid: a\ntask:\n  title: A\n"
            + (fields.equals("id: a") ? "" : fields.replaceAll(", (?=[a-z_]+: )(?![^{]*})", "\n"));

    // when
    List<Problem> problems = parser.parse("s.yaml", document).problems();

    // then
    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.field()).isEqualTo(field);
              assertThat(problem.expected()).startsWith(expected);
              if (!fields.equals("id: a")) {
                assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("badTasks")
  void shouldRefuseATaskThatNoRunCouldOpen(String task, String expected) {
    // when
    List<Problem> problems =
        parser.parse("s.yaml", "kind: schedule\nid: a\nevery: 1h\ntask:\n" + task).problems();

    // then
    assertThat(problems).singleElement().asString().isEqualTo(expected);
  }

  static List<Arguments> badTasks() {
    String names =
        IntStream.range(0, 129).mapToObj(i -> "n" + i + ": x").collect(Collectors.joining(", "));
    return List.of(
        Arguments.of(
            "  title: A\n  due_after: 0s\n",
            "s.yaml:6:14: task.due_after: expected more than 0, found 0"),
        Arguments.of(
            "  title: " + "A".repeat(513) + "\n",
            "s.yaml:5:10: task.title: expected at most 512 characters, found 513 characters"),
        Arguments.of(
            "  title: A\n  assignee: " + "a".repeat(513) + "\n",
            "s.yaml:6:13: task.assignee: expected at most 512 characters, found 513 characters"),
        Arguments.of(
            "  title: A\n  site: " + "a".repeat(513) + "\n",
            "s.yaml:6:9: task.site: expected at most 512 characters, found 513 characters"),
        Arguments.of(
            "  title: A\n  payload:\n    due_at: tomorrow\n",
            "s.yaml:7:13: task.payload.due_at: expected another name: due_after of the task says"
                + " when it is due, found 'tomorrow'"),
        Arguments.of(
            "  title: A\n  payload: {status: done}\n",
            "s.yaml:6:21: task.payload.status: expected another name: each run says it itself,"
                + " found 'done'"),
        Arguments.of(
            "  title: A\n  payload: {note: " + "x".repeat(65_536) + "}\n",
            "s.yaml:6:12: task.payload: expected at most 65536 bytes, found 65540 bytes"),
        Arguments.of(
            "  title: A\n  payload: {" + names + "}\n",
            "s.yaml:6:12: task.payload: expected at most 128 names, found 129 names"));
  }

  private Schedule read(String document) {
    return parser.parse("s.yaml", document).orThrow().get(0).schedule().orElseThrow();
  }
}
