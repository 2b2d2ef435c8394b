package dev.gantry.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.schedule.ScheduleMachine.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingRunsTest {

  private static final Instant MARCH = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void shouldKeepRunsThatWaitForAVersionThatIsYetToCome() {
    // given: asked for twice before it begins
    Schedule schedule =
        new Schedule(
            "check",
            1,
            new IntervalRecurrence(Duration.ofHours(1), Duration.ZERO),
            ZoneOffset.UTC,
            Exclusions.NONE,
            Optional.empty(),
            Optional.empty(),
            OverlapPolicy.BUFFER_ONE,
            Duration.ofDays(9),
            Duration.ZERO,
            new TaskTemplate("Check", "", "", Optional.empty(), Collections.emptySortedMap()));
    List<ScheduleVersion> versions =
        List.of(new ScheduleVersion(Instant.parse("2026-03-02T00:00:00Z"), Optional.of(schedule)));
    ScheduleState asked =
        ScheduleMachine.trigger(schedule, ScheduleState.from(MARCH), "c-1", MARCH).state();
    ScheduleState again = ScheduleMachine.trigger(schedule, asked, "c-2", MARCH).state();

    // when
    Step step =
        ScheduleMachine.advance(versions, again, Instant.parse("2026-03-01T12:00:00Z"), 100);

    // then
    assertThat(step.outcomes()).isEmpty();
    assertThat(step.state().waiting()).hasSize(1);
  }
}
