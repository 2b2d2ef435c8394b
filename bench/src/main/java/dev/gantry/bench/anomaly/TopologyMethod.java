package dev.gantry.bench.anomaly;

import dev.gantry.schemas.records.Anomaly;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.testkit.OfflineRole;
import java.util.List;

/**
 * The topology TRAFFIC: readings go in as records of {@code sensor-readings}, scores come from
 * {@code anomalies}. What is not told of there scores 0, and so does that a gap before was long.
 *
 * @param traffic TRAFFIC without a broker
 * @param seriesId id of the series, of which nothing was given yet
 */
record TopologyMethod(OfflineRole traffic, String seriesId) implements SeriesMethod {

  @Override
  public double score(NabSeries.Reading reading) {
    traffic.give(
        traffic.topics().sensorReadings(),
        SensorReading.newBuilder()
            .setSeriesId(seriesId)
            .setOccurredAtUs(reading.atUs())
            .setTimeMode(TimeMode.REPLAY)
            .setValue(reading.value())
            .build());
    List<Anomaly> told = traffic.take(traffic.topics().anomalies());
    traffic.forgetTheRest();
    return told.stream()
        .filter(anomaly -> anomaly.getOccurredAtUs() == reading.atUs())
        .mapToDouble(Anomaly::getScore)
        .max()
        .orElse(0);
  }
}
