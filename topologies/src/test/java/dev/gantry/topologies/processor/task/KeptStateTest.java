package dev.gantry.topologies.processor.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.schedule.Run;
import dev.gantry.domain.schedule.ScheduleState;
import dev.gantry.domain.task.TaskPhase;
import dev.gantry.domain.task.TaskState;
import dev.gantry.schemas.records.TimeMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeptStateTest {

  private static final Instant AT = Instant.parse("2026-02-08T10:00:00.123456Z");

  @Test
  void shouldGiveATaskBackAsItWas() {
    KeptTask open = task(Optional.of(AT.plusSeconds(60)), TimeMode.REPLAY);
    KeptTask never = task(Optional.empty(), TimeMode.LIVE);

    assertThat(KeptTask.fromBytes(open.toBytes())).isEqualTo(open);
    assertThat(KeptTask.fromBytes(never.toBytes())).isEqualTo(never);
  }

  @Test
  void shouldGiveAScheduleBackAsItWas() {
    KeptSchedule fresh = KeptSchedule.fresh(ScheduleState.from(AT));
    KeptSchedule busy =
        new KeptSchedule(
            new ScheduleState(
                AT,
                ScheduleState.from(AT)
                    .resumed(AT.minusSeconds(5))
                    .paused(new ScheduleState.Pause(AT, "ann", "gate shut"))
                    .pauses(),
                new TreeSet<>(Set.of("patrol:1", "patrol:2")),
                List.of(new Run("3", AT, AT.plusSeconds(1), Run.Cause.BACKFILL))),
            List.of("c-1", "c-2"),
            41);

    assertThat(KeptSchedule.fromBytes(fresh.toBytes())).isEqualTo(fresh);
    assertThat(KeptSchedule.fromBytes(busy.toBytes())).isEqualTo(busy);
  }

  @Test
  void shouldRefuseBytesThatAreCutOrOfAnotherFormat() {
    byte[] bytes = task(Optional.empty(), TimeMode.LIVE).toBytes();
    byte[] other = bytes.clone();
    other[0] = 9;

    assertThatThrownBy(() -> KeptTask.fromBytes(Arrays.copyOf(bytes, bytes.length - 3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KeptTask.fromBytes(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected state of format 2, found 9");
  }

  private static KeptTask task(Optional<Instant> dueAt, TimeMode mode) {
    return new KeptTask(
        new TaskState(
            "t-1",
            TaskPhase.OPEN,
            "harbour",
            "patrol",
            AT,
            AT.plusSeconds(5),
            "ann",
            dueAt,
            dueAt.isPresent(),
            new TreeMap<>(Map.of("title", "Tür prüfen", "gate", "north")),
            new TreeMap<>(Map.of("title", AT, "gate", AT.plusSeconds(5), "due_at", AT)),
            List.of("e-1", "e-2")),
        mode,
        dueAt.isPresent() ? 41 : KeptTask.NO_COMMAND);
  }
}
