package dev.gantry.ingest.city.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.ingest.Pace;
import dev.gantry.ingest.SimulatedRecords;
import dev.gantry.ingest.SimulatorSettings;
import dev.gantry.ingest.city.CityScenario;
import dev.gantry.schemas.records.SensorReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SensorHistoryTest {

  private static final Instant START = Instant.parse("2026-01-05T00:30:00Z");
  private static final long START_US = START.toEpochMilli() * 1000;
  private static final Duration HISTORY = Duration.ofMinutes(50);
  private static final int FRAMES = 61;

  /** One frame a second, from half past midnight: the history begins the day before. */
  private final Map<String, List<SensorReading>> bySeries = read();

  @Test
  void shouldComeBeforeTheReadingsOfTheCityInOrder() {
    assertThat(bySeries).hasSizeGreaterThan(20);
    bySeries.forEach(
        (series, readings) -> {
          List<Long> times = readings.stream().map(SensorReading::getOccurredAtUs).toList();
          assertThat(times).as(series).isSorted().doesNotHaveDuplicates().hasSize(100 + 2);
          assertThat(times.get(0)).isEqualTo(START_US - (50 * 60 - 30) * 1_000_000L);
          assertThat(times.get(99)).isEqualTo(START_US);
          assertThat(times.get(100)).isEqualTo(START_US + 30_000_000L);
        });
  }

  @Test
  void shouldGoOnIntoTheCityWithoutAStep() {
    List<SensorReading> degrees = bySeries.getOrDefault("air-1:temperature", List.of());
    assertThat(degrees).isNotEmpty();
    for (int i = 1; i < degrees.size(); i++) {
      if (!degrees.get(i).getMissing() && !degrees.get(i - 1).getMissing()) {
        assertThat(degrees.get(i).getValue()).isCloseTo(degrees.get(i - 1).getValue(), within(.6));
      }
    }
  }

  @Test
  void shouldLeaveTheFirstSecondsToWhatHasToStart() {
    SimulatedRecords records = records();
    Map<String, List<SensorReading>> early = new TreeMap<>();

    for (int seq = 0; seq < 10; seq++) {
      records.frame(seq, new ReadingsOnly(early));
    }

    assertThat(early).isEmpty();
  }

  private static Map<String, List<SensorReading>> read() {
    SimulatedRecords records = records();
    Map<String, List<SensorReading>> bySeries = new TreeMap<>();
    for (int seq = 0; seq < FRAMES; seq++) {
      records.frame(seq, new ReadingsOnly(bySeries));
    }
    return bySeries;
  }

  private static SimulatedRecords records() {
    CityScenario scenario = new CityScenario(3, 4, 1, 30 * 60, true);
    return SimulatedRecords.withoutCameras(
            new SimulatorSettings(scenario, START, Pace.UNPACED, OptionalLong.of(FRAMES)))
        .withHistory(HISTORY);
  }

  private record ReadingsOnly(Map<String, List<SensorReading>> bySeries)
      implements SimulatedRecords.Sink {
    @Override
    public void reading(SensorReading reading) {
      bySeries.computeIfAbsent(reading.getSeriesId(), id -> new ArrayList<>()).add(reading);
    }
  }
}
