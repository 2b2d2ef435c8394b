package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.testkit.OfflineRole;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.runtime.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class CrowdEventsTest {

  private static final long MINUTE = 600;

  private final CrowdEvents crowd = new CrowdEvents(7);

  @Test
  void shouldGiveEachEventAnIdOfItsOwnAndTheSameForTheSameSeed() {
    List<AuthEvent> signIns = all(crowd::signIns);
    List<TaskEvent> tasks = all(crowd::tasks);
    Set<String> ids = new HashSet<>();
    signIns.forEach(event -> ids.add(event.getEventId()));
    tasks.forEach(event -> ids.add(event.getEventId()));

    assertThat(ids).hasSize(signIns.size() + tasks.size());
    assertThat(all(new CrowdEvents(7)::signIns)).isEqualTo(signIns);
    assertThat(all(new CrowdEvents(7)::tasks)).isEqualTo(tasks);
    assertThat(all(new CrowdEvents(8)::signIns)).isNotEqualTo(signIns);
  }

  @Test
  void shouldAttackAccountsAndSources() {
    try (OfflineRole role = OfflineRole.alone(Role.SIGNINS, List.of(), TopologiesConfig.DEFAULT)) {
      all(crowd::signIns).forEach(event -> role.give(role.topics().authEvents(), event));

      assertThat(role.take(role.topics().signinFindings()))
          .anyMatch(found -> found.getSubject().equals(found.getPrincipal()))
          .anyMatch(found -> found.getSubject().equals(found.getSourceAddress()));
    }
  }

  @Test
  void shouldHaveTasksThatAreOverdueAndTasksThatAreDoneTwice() {
    try (OfflineRole role = OfflineRole.alone(Role.TASKS, List.of(), TopologiesConfig.DEFAULT)) {
      all(crowd::tasks).forEach(event -> role.give(role.topics().taskEvents(), event));

      assertThat(role.take(role.topics().taskEvents()))
          .extracting(TaskEvent::getType)
          .contains("task.overdue", "task.illegal_transition");
      assertThat(role.take(role.topics().tasksBySchedule())).isNotEmpty();
    }
  }

  private static <E> List<E> all(LongFunction<List<E>> ofTick) {
    return LongStream.range(0, MINUTE).mapToObj(ofTick).flatMap(List::stream).toList();
  }
}
