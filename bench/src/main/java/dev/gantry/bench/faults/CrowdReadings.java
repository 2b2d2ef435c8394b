package dev.gantry.bench.faults;

import dev.gantry.ingest.city.camera.CameraDefinitions;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TimeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Readings of a crowd's sensors: at each tick the same for the same seed. Gauges are read at every
 * tick; they jump, go to another level for a while, or fall silent. Loops in lanes are read now and
 * then; some of what they say can't be true.
 */
final class CrowdReadings {

  /** What ids of sensors begin with. */
  static final String SENSOR = "crowd-";

  /** A while of a gauge, ticks: one level, and it may say nothing in the beginning. */
  private static final int WHILE = 200;

  private static final int SILENT = 20;
  private static final double OTHER_LEVEL = 8;
  private static final double JUMP = 40;

  /** Ticks from one moment of a loop to the next. */
  private static final int MOMENT = 20;

  /** Three vehicles of 6 m at 20 m/s in the 2 s of a moment. */
  private static final double FLOW_PER_HOUR = 5_400;

  private static final double SPEED_MPS = 20;
  private static final double OCCUPANCY = .45;

  private final CrowdDraws draws;
  private final List<String> gauges = CrowdNames.oneAPartition(SENSOR + "gauge-");
  private final List<String> loops = CrowdNames.oneAPartition(SENSOR + "loop-");

  CrowdReadings(long seed) {
    this.draws = new CrowdDraws(seed);
  }

  /** Names a reading: its series, and when it was measured. */
  static String idOf(SensorReading reading) {
    return reading.getSeriesId() + "@" + reading.getOccurredAtUs();
  }

  /** The readings of a tick, 0 or more. */
  List<SensorReading> at(long tick) {
    List<SensorReading> readings = new ArrayList<>();
    for (String gauge : gauges) {
      if (!isSilent(gauge, tick)) {
        readings.add(gauge(gauge, tick));
      }
    }
    if (tick % MOMENT == 0) {
      loops.forEach(loop -> readings.addAll(loop(loop, tick)));
    }
    return readings;
  }

  private boolean isSilent(String gauge, long tick) {
    return tick % WHILE < SILENT && draws.below(4, gauge + " silent", tick / WHILE) == 0;
  }

  private SensorReading gauge(String gauge, long tick) {
    if (draws.below(100, gauge + " missing", tick) == 0) {
      return reading(gauge, gauge, "level", "m", tick).setMissing(true).build();
    }
    double usual = draws.normal(gauge, tick);
    double level = draws.below(4, gauge + " level", tick / WHILE) == 0 ? OTHER_LEVEL : 0;
    double jump = draws.below(150, gauge + " jump", tick) == 0 ? JUMP : 0;
    return reading(gauge, gauge, "level", "m", tick).setValue(usual + level + jump).build();
  }

  /** Vehicles that pass and cover nothing, or as much as they do. */
  private List<SensorReading> loop(String loop, long tick) {
    boolean isWrong = draws.below(6, loop + " wrong", tick) == 0;
    return List.of(
        reading(loop, loop + ":flow", "flow", "1/h", tick).setValue(FLOW_PER_HOUR).build(),
        reading(loop, loop + ":speed", "speed", "m/s", tick).setValue(SPEED_MPS).build(),
        reading(loop, loop + ":occupancy", "occupancy", "", tick)
            .setValue(isWrong ? 0 : OCCUPANCY)
            .build());
  }

  private static SensorReading.Builder reading(
      String sensor, String series, String metric, String unit, long tick) {
    return SensorReading.newBuilder()
        .setSeriesId(series)
        .setSensorId(sensor)
        .setSite(CameraDefinitions.SITE)
        .setMetric(metric)
        .setUnit(unit)
        .setOccurredAtUs(CrowdEvents.atUs(tick))
        .setTimeMode(TimeMode.REPLAY)
        .setAttributes(Map.of());
  }
}
