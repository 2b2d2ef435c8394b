package dev.gantry.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.testkit.OfflineRole;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.processor.KeyPartition;
import dev.gantry.topologies.runtime.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class CrowdReadingsTest {

  private static final long MINUTE = 600;

  @Test
  void shouldGiveEachReadingATimeOfItsOwnAndTheSameForTheSameSeed() {
    List<SensorReading> readings = all(7);

    assertThat(readings).extracting(CrowdReadings::idOf).doesNotHaveDuplicates();
    assertThat(all(7)).isEqualTo(readings);
    assertThat(all(8)).isNotEqualTo(readings);
  }

  @Test
  void shouldLeaveNoPartitionWithout() {
    assertThat(all(7))
        .extracting(reading -> KeyPartition.of(reading.getSeriesId(), TestBed.PARTITIONS))
        .contains(0, 1, 2, 3);
    assertThat(all(7))
        .filteredOn(reading -> reading.getMetric().equals("flow"))
        .extracting(reading -> KeyPartition.of(reading.getSensorId(), TestBed.PARTITIONS))
        .contains(0, 1, 2, 3);
  }

  @Test
  void shouldBeUnusualInMoreThanOneWay() {
    List<Anomaly> told = new ArrayList<>();
    try (OfflineRole role = OfflineRole.alone(Role.TRAFFIC, List.of(), TopologiesConfig.DEFAULT)) {
      for (SensorReading reading : all(7)) {
        role.give(role.topics().sensorReadings(), reading);
        told.addAll(role.take(role.topics().anomalies()));
        role.forgetTheRest();
      }
    }
    assertThat(told)
        .extracting(Anomaly::getPattern)
        .contains("spike", "level_shift", "silence", "silence_over", "contradiction");
  }

  private static List<SensorReading> all(long seed) {
    CrowdReadings crowd = new CrowdReadings(seed);
    return LongStream.range(0, MINUTE).mapToObj(crowd::at).flatMap(List::stream).toList();
  }
}
