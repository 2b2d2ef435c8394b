package dev.gantry.topologies.processor;

import dev.gantry.domain.anomaly.Judgement;
import dev.gantry.domain.anomaly.LoopCheck;
import dev.gantry.domain.anomaly.Pattern;
import dev.gantry.domain.anomaly.Silence;
import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.SpeedWindow;
import java.util.ArrayList;
import java.util.List;

/** Maps between records and what is judged of them. */
final class AnomalyRecords {

  /** Name of the method that judges. */
  private static final String DETECTOR = "gantry-tails-3";

  /** The same of silence. */
  private static final String SILENCE_DETECTOR = "gantry-gaps-1";

  /** The same of what loops in lanes measure. */
  private static final String LOOP_CHECK = "gantry-loops-1";

  private static final String SECONDS = "s";
  private static final String VEHICLE_LENGTH = "vehicle_length";
  private static final String METRES = "m";

  private AnomalyRecords() {}

  /**
   * A reading as something to be judged.
   *
   * @param origin where it stands
   */
  static Anomaly measurement(SensorReading reading, Origin origin) {
    return Anomaly.newBuilder()
        .setSeriesId(reading.getSeriesId())
        .setSensorId(reading.getSensorId())
        .setSite(reading.getSite())
        .setCameraId(reading.getAttributes().getOrDefault("camera_id", ""))
        .setSegmentId(reading.getAttributes().getOrDefault("segment", ""))
        .setMetric(reading.getMetric())
        .setUnit(reading.getUnit())
        .setOccurredAtUs(reading.getOccurredAtUs())
        .setTimeMode(reading.getTimeMode())
        .setActual(reading.getValue())
        .setOrigins(List.of(origin))
        .build();
  }

  /** Flow and, where a speed is known, mean speed of a window as something to be judged. */
  static List<Anomaly> measurements(SpeedWindow window) {
    List<Anomaly> measurements = new ArrayList<>();
    measurements.add(measurement(window, "flow_per_hour", "1/h", window.getFlowPerHour()));
    if (window.getSpeedCount() > 0) {
      measurements.add(measurement(window, "mean_mps", "m/s", window.getMeanMps()));
    }
    return measurements;
  }

  private static Anomaly measurement(SpeedWindow window, String metric, String unit, double value) {
    List<String> cameras = window.getCameras();
    return Anomaly.newBuilder()
        .setSeriesId("segment:" + window.getSegmentId() + ":" + metric)
        .setSite(window.getSite())
        .setCameraId(cameras.size() == 1 ? cameras.get(0) : "")
        .setSegmentId(window.getSegmentId())
        .setMetric(metric)
        .setUnit(unit)
        .setOccurredAtUs(window.getWindowEndUs())
        .setTimeMode(window.getTimeMode())
        .setActual(value)
        .setOrigins(window.getOrigins())
        .build();
  }

  /**
   * That a series falls silent, or is heard again; what is judged is the time between readings.
   *
   * @param latest its last reading
   * @param origin where the reading stands that it rests on
   */
  static Anomaly silence(SensorReading latest, Silence silence, double score, Origin origin) {
    String pattern = silence.pattern().text();
    return Anomaly.newBuilder(measurement(latest, origin))
        .setAnomalyId(latest.getSeriesId() + "@" + silence.atUs() + "-" + pattern)
        .setOccurredAtUs(silence.atUs())
        .setUnit(SECONDS)
        .setScore(score)
        .setScoreEachTime(score)
        .setActual(silence.seconds())
        .setExpected(silence.usualSeconds())
        .setExpectedHigh(silence.mostSeconds())
        .setPattern(pattern)
        .setReason(silence.reason())
        .setDetector(SILENCE_DETECTOR)
        .build();
  }

  /**
   * That what a loop says of flow, speed and occupancy can't all be true.
   *
   * @param reading one of the three
   * @param loop what the ids of their series begin with
   * @param origin where that stands
   */
  static Anomaly contradiction(
      SensorReading reading,
      String loop,
      LoopCheck.Contradiction wrong,
      double score,
      Origin origin) {
    String series = loop + ":" + VEHICLE_LENGTH;
    return Anomaly.newBuilder(measurement(reading, origin))
        .setSeriesId(series)
        .setAnomalyId(series + "@" + reading.getOccurredAtUs())
        .setMetric(VEHICLE_LENGTH)
        .setUnit(METRES)
        .setScore(score)
        .setScoreEachTime(score)
        .setActual(wrong.metres())
        .setExpected(wrong.nearest())
        .setExpectedLow(wrong.least())
        .setExpectedHigh(wrong.most())
        .setPattern(Pattern.CONTRADICTION.text())
        .setReason(wrong.reason())
        .setDetector(LOOP_CHECK)
        .build();
  }

  /** What was judged, with the judgement. */
  static Anomaly judged(Anomaly measurement, Judgement judgement) {
    return Anomaly.newBuilder(measurement)
        .setAnomalyId(measurement.getSeriesId() + "@" + measurement.getOccurredAtUs())
        .setScore(judgement.score())
        .setScoreEachTime(judgement.scoreEachTime())
        .setExpected(judgement.expected())
        .setExpectedLow(judgement.expectedLow())
        .setExpectedHigh(judgement.expectedHigh())
        .setPattern(judgement.pattern().text())
        .setReason(judgement.reason())
        .setDetector(DETECTOR)
        .build();
  }
}
