package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultPlanTest {

  private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

  @Test
  void shouldDrawTheSameFaultsFromTheSameSeedOnly() {
    List<Fault> plan = FaultPlan.draw(7, 50, ALL, 3, 2);

    assertThat(FaultPlan.draw(7, 50, ALL, 3, 2)).isEqualTo(plan);
    assertThat(FaultPlan.draw(8, 50, ALL, 3, 2)).isNotEqualTo(plan);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldDealKindsEvenlyAndKeepToTheirBounds(long seed) {
    List<Fault> plan = FaultPlan.draw(seed, 10 * ALL.size(), ALL, 3, 2);

    Map<FaultKind, Long> counts =
        plan.stream().collect(Collectors.groupingBy(Fault::kind, Collectors.counting()));
    assertThat(counts).hasSize(ALL.size()).allSatisfy((kind, n) -> assertThat(n).isEqualTo(10));
    assertThat(plan)
        .allSatisfy(
            fault -> {
              assertThat(fault.lasts().toMillis())
                  .isBetween((long) fault.kind().leastMs(), (long) fault.kind().mostMs());
              boolean skewed = fault.kind() == FaultKind.APP_CLOCK_SKEW;
              assertThat(fault.skew().abs().toSeconds())
                  .isBetween(skewed ? 15L : 0L, skewed ? 180L : 0L);
              boolean broker = fault.kind().victim() == FaultKind.Victim.BROKER;
              assertThat(fault.victim()).isBetween(0, broker ? 2 : 1);
            });
    assertThat(plan).extracting(Fault::skew).anyMatch(Duration::isNegative);
    assertThat(plan).extracting(Fault::skew).anyMatch(skew -> skew.compareTo(Duration.ZERO) > 0);
  }
}
