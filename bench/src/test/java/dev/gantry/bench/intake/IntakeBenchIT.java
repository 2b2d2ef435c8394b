package dev.gantry.bench.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeBenchIT {

  @Test
  void shouldPostEventsOfAllKindsThatKafkaHasThen() throws InterruptedException {
    IntakeBench.Plan plan =
        new IntakeBench.Plan(2, List.of(1, 10), Duration.ofSeconds(1), Duration.ofSeconds(1));

    IntakeResult result = new IntakeBench(plan, said -> {}).run();

    assertThat(result.inKafka()).isEqualTo(result.acknowledged()).isPositive();
    assertThat(result.legs())
        .extracting(IntakeLeg::batch, leg -> leg.eventsPerSecond() > 0)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, true),
            org.assertj.core.groups.Tuple.tuple(10, true));
  }
}
