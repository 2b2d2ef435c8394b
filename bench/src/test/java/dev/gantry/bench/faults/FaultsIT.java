package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of what {@code gantry bench faults} does at length. */
final class FaultsIT {

  @TempDir private Path dir;

  @Test
  void shouldLoseAndDoubleNothingWhileABrokerAnInstanceAndConnectionsFail() throws Exception {
    // given
    Path log = dir.resolve("faults.jsonl");
    FaultsBench.Plan plan =
        new FaultsBench.Plan(
            3,
            3,
            40,
            5,
            EnumSet.of(FaultKind.BROKER_KILL, FaultKind.APP_KILL, FaultKind.CONNECTION_CUT),
            false,
            log);

    // when
    FaultsResult result =
        new FaultsBench(plan, Files.createDirectory(dir.resolve("data")), System.out::println)
            .run();

    // then
    assertThat(result.faults())
        .containsOnlyKeys("broker_kill", "app_kill", "connection_cut")
        .allSatisfy((kind, count) -> assertThat(count).isEqualTo(1));
    assertThat(result.examples()).as("what is wrong").isEmpty();
    assertThat(result.isExact()).isTrue();
    assertThat(result.detections()).isGreaterThan(500);
    assertThat(result.alerts()).isPositive();
    assertThat(result.readings()).isGreaterThan(500);
    assertThat(result.anomalies()).isPositive();
    assertThat(result.seconds()).isPositive();
    assertThat(result.eventsPerSecond()).isGreaterThan(100);
    assertThat(Files.readAllLines(log)).hasSize(3 * plan.count());
  }
}
