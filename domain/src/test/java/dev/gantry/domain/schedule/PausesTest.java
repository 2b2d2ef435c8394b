package dev.gantry.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.schedule.Outcome.Triggered;
import dev.gantry.domain.schedule.ScheduleMachine.Step;
import dev.gantry.domain.schedule.ScheduleState.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTest {

  private static final Instant MARCH = Instant.parse("2026-03-01T08:00:00Z");

  private static final Schedule HOURLY =
      new Schedule(
          "check",
          1,
          new IntervalRecurrence(Duration.ofHours(1), Duration.ZERO),
          ZoneOffset.UTC,
          Exclusions.NONE,
          Optional.empty(),
          Optional.empty(),
          OverlapPolicy.ALLOW_ALL,
          Duration.ofDays(9),
          Duration.ZERO,
          new TaskTemplate("Check", "", "", Optional.empty(), Collections.emptySortedMap()));

  /** Pauses and resumptions in the order in which they are heard of, before anything runs. */
  @ParameterizedTest
  @CsvSource({
    "pause 09:30|resume 11:00, 09|12|13",
    "resume 11:00|pause 09:30, 09|12|13",
    "pause 09:00|resume 10:00|pause 12:30|resume 12:45, 09|11|12|13",
    "pause 12:30|resume 10:00|pause 09:00, 09|11|12",
    "resume 11:00|pause 08:45, 12|13",
    "pause 08:45|pause 12:30|resume 11:00, 12",
  })
  void shouldSkipWhatIsDueAfterAPauseUpToTheResumption(String changes, String triggered) {
    // given
    ScheduleState state = ScheduleState.from(MARCH);
    for (String change : changes.split("\\|", -1)) {
      Instant at = Instant.parse("2026-03-01T" + change.substring(change.length() - 5) + ":00Z");
      state =
          change.startsWith("pause") ? state.paused(new Pause(at, "ann", "")) : state.resumed(at);
    }

    // when
    Step step = advance(state, "2026-03-01T13:00:00Z");

    // then
    assertThat(
            step.outcomes().stream()
                .filter(Triggered.class::isInstance)
                .map(outcome -> outcome.run().name().substring(9, 11))
                .toList())
        .containsExactly(triggered.split("\\|", -1));
  }

  @Test
  void shouldStayResumedWhenAnOlderPauseIsHeardOfLater() {
    // given
    ScheduleState resumed =
        ScheduleState.from(MARCH)
            .paused(new Pause(MARCH, "ann", ""))
            .resumed(Instant.parse("2026-03-01T10:30:00Z"));
    ScheduleState run = advance(resumed, "2026-03-01T12:00:00Z").state();

    // when
    ScheduleState late =
        run.paused(new Pause(Instant.parse("2026-03-01T10:15:00Z"), "bob", "late"));

    // then
    assertThat(late.pause()).isEmpty();
    assertThat(texts(advance(late, "2026-03-01T13:00:00Z")))
        .containsExactly("20260301T130000Z triggered");
  }

  @Test
  void shouldRememberNoMorePausesThanItNeeds() {
    // given
    ScheduleState state = ScheduleState.from(MARCH);
    for (int i = 0; i < 100; i++) {
      state = state.paused(new Pause(MARCH.plusSeconds(2L * i), "ann", ""));
      state = state.resumed(MARCH.plusSeconds(2L * i + 1));
    }

    // when
    ScheduleState run = advance(state, "2026-03-01T12:00:00Z").state();

    // then
    assertThat(state.pauses().changes()).hasSize(Pauses.MOST);
    assertThat(run.pauses().changes()).hasSize(1);
  }

  private static Step advance(ScheduleState state, String now) {
    return ScheduleMachine.advance(
        List.of(new ScheduleVersion(Instant.EPOCH, Optional.of(HOURLY))),
        state,
        Instant.parse(now),
        100);
  }

  private static List<String> texts(Step step) {
    return step.outcomes().stream()
        .map(
            outcome ->
                outcome.run().name() + (outcome instanceof Triggered ? " triggered" : " skipped"))
        .toList();
  }
}
