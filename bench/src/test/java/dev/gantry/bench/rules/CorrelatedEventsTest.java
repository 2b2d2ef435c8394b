package dev.gantry.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.AuthEvent;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.testkit.AlertLife;
import dev.gantry.testkit.SimulatedDefinitions;
import dev.gantry.testkit.Simulation;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.definition.ParsedDefinition;
import dev.gantry.topologies.runtime.Role;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class CorrelatedEventsTest {

  private static final int RULES = 20;
  private static final int RATE = 1_000;
  private static final int EVENTS = 6_600;

  private final List<ParsedDefinition> definitions = CorrelatedRules.of(RULES);
  private final CorrelatedEvents events =
      new CorrelatedEvents(
          new RuleEvents(RATE, Micros.of(Simulation.START), TimeMode.LIVE),
          RULES / CorrelatedRules.KINDS);

  @Test
  void shouldFireEachKindOfRuleWhenItSaysSo() {
    List<AlertLife> alerts = alerts();

    assertThat(alerts)
        .filteredOn(alert -> !alert.rule().startsWith(CorrelatedRules.NOBODY))
        .extracting(alert -> events.others().indexAt(Micros.of(alert.firedAt())))
        .containsExactlyInAnyOrderElementsOf(where(n -> events.completed(n, n + 1), 0));
    assertThat(alerts)
        .filteredOn(alert -> alert.rule().startsWith(CorrelatedRules.NOBODY))
        .extracting(alert -> events.others().indexAt(Micros.of(alert.firedAt())))
        .containsExactlyInAnyOrderElementsOf(
            where(n -> events.deadlines(n, n + 1), (long) RATE * CorrelatedRules.DEADLINE_SECONDS));
    Set<String> fired = alerts.stream().map(AlertLife::rule).collect(Collectors.toSet());
    assertThat(fired).hasSize(RULES);
  }

  private static List<Long> where(LongUnaryOperator count, long later) {
    return LongStream.range(0, EVENTS)
        .filter(n -> count.applyAsLong(n) > 0)
        .map(n -> n + later)
        .boxed()
        .toList();
  }

  private List<AlertLife> alerts() {
    try (Simulation simulation =
        Simulation.builder(
                SimulatedDefinitions.firstVersions(definitions, TopologiesConfig.DEFAULT))
            .without(Role.TRAFFIC)
            .without(Role.SIGNINS)
            .without(Role.TASKS)
            .build()) {
      for (long n = 0; n < EVENTS; n++) {
        Simulation unused =
            give(simulation.advanceTo(Micros.toInstant(events.others().atUs(n))), events.event(n));
      }
      return simulation.settle().alerts();
    }
  }

  private static Simulation give(Simulation simulation, SpecificRecordBase event) {
    if (event instanceof TrackUpdate track) {
      return simulation.give(simulation.topics().vehicleTracks(), track);
    }
    return event instanceof TaskEvent task
        ? simulation.give(simulation.topics().taskEvents(), task)
        : simulation.give(simulation.topics().authEvents(), (AuthEvent) event);
  }
}
