package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.SEGMENT;
import static dev.gantry.topologies.testing.TestObjects.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of TRAFFIC that checks what loops say by itself. */
class LoopChecksTest {

  @TempDir Path stateDir;
  private RoleDriver traffic;

  @BeforeEach
  void start() {
    traffic = new RoleDriver(Role.TRAFFIC, stateDir, new FakeDefinitions());
  }

  @AfterEach
  void stop() {
    traffic.close();
  }

  @Test
  void shouldTellOfALoopWhoseReadingsCanNotAllBeTrue() {
    for (int at : List.of(30, 60, 90, 120)) {
      write(at, "flow", "1/h", 600);
      write(at, "speed", "m/s", 14);
      write(at, "occupancy", "", at == 120 ? 0.4 : 0.08);
    }

    Anomaly told = onlyAnomaly();

    assertThat(told.getSeriesId()).isEqualTo("loop-7:vehicle_length");
    assertThat(told.getAnomalyId()).isEqualTo("loop-7:vehicle_length@" + us(120));
    assertThat(told.getSensorId()).isEqualTo("loop-7");
    assertThat(told.getSegmentId()).isEqualTo(SEGMENT);
    assertThat(told.getMetric()).isEqualTo("vehicle_length");
    assertThat(told.getUnit()).isEqualTo("m");
    assertThat(told.getPattern()).isEqualTo("contradiction");
    assertThat(told.getActual()).isBetween(33.0, 34.0);
    assertThat(told.getExpectedHigh()).isEqualTo(22);
    assertThat(told.getScoreEachTime()).isBetween(.99, 1.0);
    assertThat(told.getReason())
        .isEqualTo("5 vehicles at 14 m/s cover the loop for 0.4 of the time: 33.6 m each");
    assertThat(told.getOrigins())
        .singleElement()
        .satisfies(
            origin -> {
              assertThat(origin.getTopic()).isEqualTo(traffic.topics().loopReadings().name());
              assertThat(origin.getFirstOffset()).isEqualTo(11);
            });
  }

  @Test
  void shouldKnowKilometresAnHourAndPercent() {
    for (int at : List.of(30, 60, 90, 120)) {
      write(at, "flow", "1/h", 600);
      write(at, "speed", "km/h", 50.4);
      write(at, "occupancy", "%", 40);
    }

    assertThat(onlyAnomaly().getActual()).isBetween(33.0, 34.0);
  }

  @Test
  void shouldLetThoseAloneThatSayNothingOfLengths() {
    for (int at : List.of(30, 60, 90, 120)) {
      write(at, "flow", "1/min", 600);
      write(at, "speed", "m/s", 14);
      write(at, "occupancy", "", 40);
    }

    assertThat(traffic.read(traffic.topics().loopReadings()))
        .extracting(SensorReading::getMetric)
        .containsOnly("speed");
    assertThat(traffic.read(traffic.topics().anomalies())).isEmpty();
  }

  @Test
  void shouldNotMixUpTheLanesOfASensorThatWatchesSeveral() {
    for (int at : List.of(30, 60, 90, 120)) {
      for (String metric : List.of("flow", "speed", "occupancy")) {
        write("loop-7:jammed:" + metric, at, metric, List.of(1200., 2., .6));
        write("loop-7:free:" + metric, at, metric, List.of(600., 14., .08));
      }
    }

    assertThat(traffic.read(traffic.topics().loopReadings())).hasSize(24);
    assertThat(traffic.read(traffic.topics().anomalies())).isEmpty();
  }

  @Test
  void shouldLetSeriesAloneOfWhichNobodyKnowsWhatBelongsTogether() {
    for (int at : List.of(30, 60, 90, 120)) {
      for (String metric : List.of("flow", "speed", "occupancy")) {
        write(metric + "-of-7", at, metric, List.of(600., 14., .9));
      }
    }

    assertThat(traffic.read(traffic.topics().loopReadings())).isEmpty();
  }

  private void write(String series, int at, String metric, List<Double> values) {
    int which = List.of("flow", "speed", "occupancy").indexOf(metric);
    write(series, at, metric, List.of("1/h", "m/s", "").get(which), values.get(which));
  }

  private Anomaly onlyAnomaly() {
    List<Anomaly> told = traffic.read(traffic.topics().anomalies());
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  private void write(double atSeconds, String metric, String unit, double value) {
    write("loop-7:" + metric, atSeconds, metric, unit, value);
  }

  private void write(String series, double atSeconds, String metric, String unit, double value) {
    traffic.write(
        traffic.topics().sensorReadings(),
        SensorReading.newBuilder()
            .setSeriesId(series)
            .setSensorId("loop-7")
            .setMetric(metric)
            .setUnit(unit)
            .setValue(value)
            .setOccurredAtUs(us(atSeconds))
            .setIngestedAtUs(us(atSeconds))
            .setAttributes(Map.of("segment", SEGMENT))
            .build());
  }
}
