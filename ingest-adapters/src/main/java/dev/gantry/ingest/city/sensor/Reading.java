package dev.gantry.ingest.city.sensor;

import java.util.Map;
import java.util.Optional;

/**
 * What a sensor says at one moment.
 *
 * @param seriesId series, such as {@code loop-link-4-0:flow}
 * @param sensorId sensor
 * @param metric what is measured
 * @param unit UCUM; empty for a plain number
 * @param value the measurement; empty when the sensor says that it has none
 * @param occurredAtUs when it was measured, microseconds since 1970
 * @param ingestedAtUs when the adapter took it in
 * @param attributes segment it is on, and where there are, the lane and a camera that looks there
 */
public record Reading(
    String seriesId,
    String sensorId,
    String metric,
    String unit,
    Optional<Double> value,
    long occurredAtUs,
    long ingestedAtUs,
    Map<String, String> attributes) {

  public Reading {
    attributes = Map.copyOf(attributes);
  }

  static Reading of(Series series, Optional<Double> value, long occurredAtUs, long ingestedAtUs) {
    return new Reading(
        series.id(),
        series.sensorId(),
        series.metric().label(),
        series.metric().unit(),
        value,
        occurredAtUs,
        ingestedAtUs,
        series.attributes());
  }
}
