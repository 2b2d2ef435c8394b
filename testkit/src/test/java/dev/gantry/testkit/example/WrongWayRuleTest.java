package dev.gantry.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.testkit.AlertLife;
import dev.gantry.testkit.SimulatedDefinitions;
import dev.gantry.testkit.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WrongWayRuleTest {

  private static final String RULE =
      """
      kind: rule
      alert: wrong_way
      on: vehicle-tracks
      expr: track.wrong_way && track.speed_kmh > 10
      """;

  @Test
  void shouldFireWhileACarIsOnTheWrongSide() {
    try (Simulation simulation = Simulation.of(SimulatedDefinitions.of(RULE))) {
      simulation.give(
          "vehicle-tracks", "{\"camera_id\": \"c1\", \"speed_mps\": 8, \"wrong_way\": true}");
      assertThat(simulation.firing()).extracting(AlertLife::rule).containsExactly("wrong_way");

      simulation.advance(Duration.ofSeconds(1));
      simulation.give("vehicle-tracks", "{\"camera_id\": \"c1\", \"state\": \"END\"}");
      simulation.settle();

      AlertLife alert = simulation.alerts().get(0);
      assertThat(alert.labels()).containsEntry("camera", "c1");
      assertThat(alert.resolvedAt()).contains(Simulation.START.plusSeconds(1));
    }
  }
}
