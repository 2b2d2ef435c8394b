package dev.gantry.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.schedule.Outcome.Skipped;
import dev.gantry.domain.schedule.Outcome.Triggered;
import dev.gantry.domain.schedule.ScheduleMachine.Step;
import dev.gantry.domain.schedule.ScheduleState.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleMachineTest {

  private static final Instant MARCH = Instant.parse("2026-03-01T08:00:00Z");
  private static final Recurrence DAILY_AT_EIGHT =
      new LocalRecurrence(
          new CalendarTimes(
              Set.of(), Set.of(), Set.of(), new TreeSet<>(Set.of(LocalTime.of(8, 0)))),
          ZoneOffset.UTC,
          GapPolicy.RUN_ONCE,
          RepeatPolicy.RUN_ONCE);
  private static final Recurrence HOURLY =
      new IntervalRecurrence(Duration.ofHours(1), Duration.ZERO);

  @Test
  void shouldTellEachRunMissedWhileNothingRanAndMakeUpForTheLast() {
    // given: the last run was on 1 March, and it is back on 10 March, half an hour late
    Schedule schedule = schedule(DAILY_AT_EIGHT, OverlapPolicy.SKIP);

    // when
    Step step = advance(schedule, ScheduleState.from(MARCH), "2026-03-10T08:30:00Z");

    // then
    assertThat(texts(step))
        .containsExactly(
            "20260302T080000Z missed",
            "20260303T080000Z missed",
            "20260304T080000Z missed",
            "20260305T080000Z missed",
            "20260306T080000Z missed",
            "20260307T080000Z missed",
            "20260308T080000Z missed",
            "20260309T080000Z missed",
            "20260310T080000Z triggered 2026-03-10T08:00:00Z");
    assertThat(step.state().reached()).isEqualTo(Instant.parse("2026-03-10T08:00:00Z"));
    assertThat(advance(schedule, step.state(), "2026-03-11T07:59:59Z").outcomes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2026-03-02T09:00:00Z,triggered", "2026-03-02T09:00:00.000001Z,missed"})
  void shouldMakeUpForARunWithinTheCatchUpWindowOnly(String now, String outcome) {
    // given: a window of one hour
    Schedule schedule = schedule(DAILY_AT_EIGHT, OverlapPolicy.SKIP);

    // when
    Step step = advance(schedule, ScheduleState.from(MARCH), now);

    // then
    assertThat(texts(step)).singleElement().asString().startsWith("20260302T080000Z " + outcome);
  }

  @Test
  void shouldDealWithALongTimeInPortions() {
    // given: 10 days of a run each hour, 100 at a time
    Schedule schedule = schedule(HOURLY, OverlapPolicy.ALLOW_ALL);
    List<ScheduleVersion> versions = always(schedule);
    Instant now = MARCH.plus(Duration.ofDays(10));

    // when
    Step first = ScheduleMachine.advance(versions, ScheduleState.from(MARCH), now, 100);
    Step second = ScheduleMachine.advance(versions, first.state(), now, 100);
    Step third = ScheduleMachine.advance(versions, second.state(), now, 100);

    // then
    assertThat(List.of(first, second, third))
        .extracting(Step::more)
        .containsExactly(true, true, false);
    assertThat(List.of(first, second, third))
        .extracting(step -> step.outcomes().size())
        .containsExactly(100, 100, 40);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SKIP       | 20260301T090000Z triggered, 20260301T100000Z overlap, 20260301T110000Z overlap
          BUFFER_ONE | 20260301T090000Z triggered, 20260301T110000Z overlap, 20260301T100000Z triggered
          BUFFER_ALL | 20260301T090000Z triggered, 20260301T100000Z triggered
          ALLOW_ALL  | 20260301T090000Z triggered, 20260301T100000Z triggered, 20260301T110000Z triggered
          """)
  void shouldDoWithRunsBesideAnotherAsThePolicySays(OverlapPolicy policy, String expected) {
    // given: three runs are due before the task of the first is done at 11:30
    Schedule schedule = with(schedule(HOURLY, policy), Exclusions.NONE);
    Step due = advance(schedule, ScheduleState.from(MARCH), "2026-03-01T11:00:00Z");

    // when
    Step ended =
        ScheduleMachine.ended(
            due.state(), "check", "check:20260301T090000Z", Instant.parse("2026-03-01T11:30:00Z"));

    // then
    List<String> texts = new ArrayList<>(words(due));
    texts.addAll(words(ended));
    assertThat(String.join(", ", texts)).isEqualTo(expected);
  }

  @Test
  void shouldRememberTheNewestOfManyTasksThatNobodyCompletes() {
    // given
    Schedule schedule = with(schedule(HOURLY, OverlapPolicy.ALLOW_ALL), Exclusions.NONE);
    ScheduleState state = ScheduleState.from(MARCH);
    Instant now = MARCH;

    // when
    for (int hour = 0; hour < 1_100; hour++) {
      now = now.plus(Duration.ofHours(1));
      state = ScheduleMachine.advance(always(schedule), state, now, 10).state();
    }

    // then
    assertThat(state.open())
        .hasSize(ScheduleMachine.MOST_OPEN)
        .contains(Run.at(now, now).taskId("check"));
  }

  @Test
  void shouldBeginAWaitingRunWhenTheTaskBeforeItEnds() {
    // given
    Schedule schedule = with(schedule(HOURLY, OverlapPolicy.BUFFER_ALL), Exclusions.NONE);
    Step due = advance(schedule, ScheduleState.from(MARCH), "2026-03-01T11:00:00Z");

    // when
    Step ended =
        ScheduleMachine.ended(
            due.state(), "check", "check:20260301T090000Z", Instant.parse("2026-03-01T11:30:00Z"));
    Step again =
        ScheduleMachine.ended(
            ended.state(),
            "check",
            "check:20260301T090000Z",
            Instant.parse("2026-03-01T11:31:00Z"));

    // then
    assertThat(texts(ended)).containsExactly("20260301T100000Z triggered 2026-03-01T11:30:00Z");
    assertThat(ended.state().open()).containsExactly("check:20260301T100000Z");
    assertThat(again.outcomes()).isEmpty();
  }

  @Test
  void shouldTellRunsThatArePausedAndRunWhenAskedAllTheSame() {
    // given
    Schedule schedule = schedule(HOURLY, OverlapPolicy.ALLOW_ALL);
    ScheduleState paused =
        ScheduleState.from(MARCH).paused(new Pause(MARCH, "ann", "works on the gate"));

    // when
    Step step = advance(schedule, paused, "2026-03-01T10:00:00Z");
    Step asked =
        ScheduleMachine.trigger(
            schedule, step.state(), "c-1", Instant.parse("2026-03-01T10:05:00Z"));
    Step resumed =
        advance(
            schedule,
            asked.state().resumed(Instant.parse("2026-03-01T10:30:00Z")),
            "2026-03-01T11:00:00Z");

    // then
    assertThat(texts(step)).containsExactly("20260301T090000Z paused", "20260301T100000Z paused");
    assertThat(texts(asked)).containsExactly("trigger-c-1 triggered 2026-03-01T10:05:00Z");
    assertThat(texts(resumed)).containsExactly("20260301T110000Z triggered 2026-03-01T11:00:00Z");
  }

  @Test
  void shouldTellRunsOnExcludedDays() {
    // given
    Exclusions holidays =
        new Exclusions(
            List.of(new Exclusions.Span(LocalDate.of(2026, 3, 3), LocalDate.of(2026, 3, 4))),
            Set.of());
    Schedule schedule = with(schedule(DAILY_AT_EIGHT, OverlapPolicy.ALLOW_ALL), holidays);

    // when
    Step step =
        ScheduleMachine.advance(
            always(schedule),
            ScheduleState.from(Instant.parse("2026-03-03T00:00:00Z")),
            Instant.parse("2026-03-05T08:00:00Z"),
            100);

    // then
    assertThat(words(step))
        .containsExactly(
            "20260303T080000Z excluded", "20260304T080000Z excluded", "20260305T080000Z triggered");
  }

  @Test
  void shouldTellLocalTimesThatNoClockShowed() {
    // given
    Recurrence nightly =
        new LocalRecurrence(
            new CalendarTimes(
                Set.of(), Set.of(), Set.of(), new TreeSet<>(Set.of(LocalTime.of(2, 30)))),
            ZoneId.of("Europe/Berlin"),
            GapPolicy.SKIP,
            RepeatPolicy.RUN_ONCE);

    // when
    Step step =
        advance(
            schedule(nightly, OverlapPolicy.SKIP),
            ScheduleState.from(Instant.parse("2026-03-28T12:00:00Z")),
            "2026-03-29T01:00:00Z");

    // then
    assertThat(words(step)).containsExactly("20260329T023000 dst_gap");
  }

  @Test
  void shouldRunThePastAgainWhenAsked() {
    // given
    Schedule schedule = schedule(HOURLY, OverlapPolicy.SKIP);
    Instant from = Instant.parse("2026-02-01T00:00:00Z");

    // when
    Step step =
        ScheduleMachine.backfill(
            schedule,
            ScheduleState.from(MARCH),
            "c-2",
            MARCH,
            from,
            Instant.parse("2026-02-01T03:00:00Z"),
            OverlapPolicy.ALLOW_ALL);

    // then
    assertThat(texts(step))
        .containsExactly(
            "20260201T000000Z-c-2 triggered 2026-03-01T08:00:00Z",
            "20260201T010000Z-c-2 triggered 2026-03-01T08:00:00Z",
            "20260201T020000Z-c-2 triggered 2026-03-01T08:00:00Z");
    assertThat(step.state().reached()).isEqualTo(MARCH);
    assertThatThrownBy(
            () ->
                ScheduleMachine.backfill(
                    schedule,
                    ScheduleState.from(MARCH),
                    "c-3",
                    MARCH,
                    from,
                    from.plus(Duration.ofHours(1_001)),
                    OverlapPolicy.ALLOW_ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at most 1000 runs");
  }

  @Test
  void shouldRunEachVersionInItsTimeAndNothingOnceDeleted() {
    // given: hourly until 10:00, then half past, deleted at 12:00
    Schedule first = schedule(HOURLY, OverlapPolicy.ALLOW_ALL);
    Schedule second =
        schedule(
            new IntervalRecurrence(Duration.ofHours(1), Duration.ofMinutes(30)),
            OverlapPolicy.ALLOW_ALL);
    List<ScheduleVersion> versions =
        List.of(
            new ScheduleVersion(Instant.EPOCH, Optional.of(first)),
            new ScheduleVersion(Instant.parse("2026-03-01T10:00:00Z"), Optional.of(second)),
            new ScheduleVersion(Instant.parse("2026-03-01T12:00:00Z"), Optional.empty()));

    // when
    Step step =
        ScheduleMachine.advance(
            versions, ScheduleState.from(MARCH), Instant.parse("2026-03-01T12:30:00Z"), 100);

    // then
    assertThat(step.outcomes())
        .extracting(outcome -> outcome.run().name())
        .containsExactly("20260301T090000Z", "20260301T103000Z", "20260301T113000Z");
  }

  @Test
  void shouldTellRunsThatWaitedWhenTheScheduleIsDeleted() {
    // given
    Schedule schedule = schedule(HOURLY, OverlapPolicy.BUFFER_ONE);
    Step due = advance(schedule, ScheduleState.from(MARCH), "2026-03-01T10:00:00Z");
    List<ScheduleVersion> deleted =
        List.of(
            new ScheduleVersion(Instant.EPOCH, Optional.of(schedule)),
            new ScheduleVersion(Instant.parse("2026-03-01T10:30:00Z"), Optional.empty()));

    // when
    Step step =
        ScheduleMachine.advance(deleted, due.state(), Instant.parse("2026-03-01T10:30:00Z"), 100);

    // then
    assertThat(words(step)).containsExactly("20260301T100000Z deleted");
    assertThat(step.state().waiting()).isEmpty();
  }

  @Test
  void shouldPutRunsOffByWhatTheirIdAndTimeGiveAndNeverBeyondTheNext() {
    // given
    Schedule schedule = with(schedule(HOURLY, OverlapPolicy.ALLOW_ALL), Duration.ofHours(3));
    Schedule other = named(schedule, "other");

    // when, then
    for (int hour = 0; hour < 48; hour++) {
      Occurrence at = Occurrence.run(MARCH.plus(Duration.ofHours(hour)));
      assertThat(schedule.dueAt(at)).isBetween(at.at(), at.at().plus(Duration.ofHours(1)));
      assertThat(schedule.dueAt(at)).isEqualTo(schedule.dueAt(at)).isNotEqualTo(other.dueAt(at));
    }
  }

  private static Step advance(Schedule schedule, ScheduleState state, String now) {
    return ScheduleMachine.advance(always(schedule), state, Instant.parse(now), 100);
  }

  private static List<ScheduleVersion> always(Schedule schedule) {
    return List.of(new ScheduleVersion(Instant.EPOCH, Optional.of(schedule)));
  }

  private static Schedule schedule(Recurrence recurrence, OverlapPolicy overlap) {
    return new Schedule(
        "check",
        1,
        recurrence,
        ZoneOffset.UTC,
        Exclusions.NONE,
        Optional.empty(),
        Optional.empty(),
        overlap,
        Duration.ofHours(1),
        Duration.ZERO,
        new TaskTemplate("Check", "ann", "", Optional.empty(), new TreeMap<>()));
  }

  /** With days on which it does not run, and a catch-up window of 9 days. */
  private static Schedule with(Schedule of, Exclusions exclusions) {
    return copy(of, of.id(), exclusions, of.jitter(), Duration.ofDays(9));
  }

  private static Schedule with(Schedule of, Duration jitter) {
    return copy(of, of.id(), of.exclusions(), jitter, of.catchUp());
  }

  private static Schedule named(Schedule of, String id) {
    return copy(of, id, of.exclusions(), of.jitter(), of.catchUp());
  }

  private static Schedule copy(
      Schedule of, String id, Exclusions exclusions, Duration jitter, Duration catchUp) {
    return new Schedule(
        id,
        of.version(),
        of.recurrence(),
        of.zone(),
        exclusions,
        of.start(),
        of.end(),
        of.overlap(),
        catchUp,
        jitter,
        of.task());
  }

  private static List<String> texts(Step step) {
    return step.outcomes().stream().map(ScheduleMachineTest::text).toList();
  }

  private static String text(Outcome outcome) {
    return outcome instanceof Triggered ? word(outcome) + " " + outcome.at() : word(outcome);
  }

  private static List<String> words(Step step) {
    return step.outcomes().stream().map(ScheduleMachineTest::word).toList();
  }

  private static String word(Outcome outcome) {
    return outcome.run().name()
        + " "
        + (outcome instanceof Skipped skipped ? skipped.reason().word() : "triggered");
  }
}
