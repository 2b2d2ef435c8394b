package dev.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.CityScenario;
import dev.gantry.ingest.city.truth.CityTruth;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several cities may lie in the same topics, one after the other. */
class CityIdsTest {

  private static final Instant START = StreamSettings.DEFAULT_START_TIME;
  private static final long FRAMES = 1_200;

  @Test
  void shouldShareNoIdsWithAnotherCityAndWithALaterOne() {
    Set<String> ids = ids(1, START);

    assertThat(ids).hasSizeGreaterThan(20).isEqualTo(ids(1, START.plusMillis(300)));
    assertThat(ids(2, START)).doesNotContainAnyElementsOf(ids);
    assertThat(ids(1, START.plus(Duration.ofSeconds(1)))).doesNotContainAnyElementsOf(ids);
  }

  @Test
  void shouldCallTasksInTheTruthAsInTheRecords() {
    Set<String> ids = ids(1, START);
    Set<String> tasks = new HashSet<>();
    new CityTruth(scenario(1), START)
        .incidentsUntil(FRAMES)
        .forEach(each -> tasks.addAll(each.subjects().getOrDefault("task", Set.of())));

    assertThat(tasks).isNotEmpty();
    assertThat(ids).containsAll(tasks);
  }

  private static CityScenario scenario(long seed) {
    return new CityScenario(seed, 4, 2, 8 * 3600, true);
  }

  /** Of tasks, and of the events of tasks and sign-ins. */
  private static Set<String> ids(long seed, Instant start) {
    SimulatorSettings settings =
        new SimulatorSettings(scenario(seed), start, Pace.UNPACED, OptionalLong.of(FRAMES));
    SimulatedRecords records = SimulatedRecords.withoutCameras(settings);
    Set<String> ids = new HashSet<>();
    SimulatedRecords.Sink sink =
        new SimulatedRecords.Sink() {
          @Override
          public void task(TaskEvent event) {
            ids.add(event.getEventId());
            ids.add(event.getTaskId());
          }

          @Override
          public void signIn(AuthEvent event) {
            ids.add(event.getEventId());
          }
        };
    for (long seq = 0; seq < FRAMES; seq++) {
      records.frame(seq, sink);
    }
    return ids;
  }
}
