package dev.gantry.topologies.processor;

import dev.gantry.domain.anomaly.LoopCheck.Quantity;
import dev.gantry.schemas.records.SensorReading;
import java.util.Optional;

/**
 * What of a reading the loops of lanes are checked by.
 *
 * @param loop what the ids of its three series begin with: {@code radar-3:lane-2} for {@code
 *     radar-3:lane-2:flow}. A sensor may watch several lanes
 * @param quantity what was measured
 * @param value in the unit of the quantity
 */
record LoopReading(String loop, Quantity quantity, double value) {

  private static final double KMH_A_MPS = 3.6;
  private static final double PERCENT = 100;

  /** Characters; what is concluded about a loop has an id, too. */
  private static final int LONGEST = 400;

  /**
   * Empty for readings that have no value, are of no sensor, or of none that is a loop, and for
   * series whose ids don't end with what they measure: which belong together nobody knows.
   */
  static Optional<LoopReading> of(SensorReading reading) {
    String end = ":" + reading.getMetric();
    String series = reading.getSeriesId();
    if (reading.getMissing() || reading.getSensorId().isEmpty() || !series.endsWith(end)) {
      return Optional.empty();
    }
    String loop = series.substring(0, series.length() - end.length());
    return loop.length() > LONGEST ? Optional.empty() : of(loop, reading);
  }

  private static Optional<LoopReading> of(String loop, SensorReading reading) {
    double value = reading.getValue();
    return switch (reading.getMetric() + " " + reading.getUnit()) {
      case "flow 1/h" -> found(loop, Quantity.FLOW, value);
      case "speed m/s" -> found(loop, Quantity.SPEED, value);
      case "speed km/h" -> found(loop, Quantity.SPEED, value / KMH_A_MPS);
      case "occupancy " -> share(loop, value);
      case "occupancy %" -> share(loop, value / PERCENT);
      default -> Optional.empty();
    };
  }

  /** What says that it is a share and is more than all is in a unit that nobody knows. */
  private static Optional<LoopReading> share(String loop, double value) {
    return value <= 1 ? found(loop, Quantity.OCCUPANCY, value) : Optional.empty();
  }

  private static Optional<LoopReading> found(String loop, Quantity quantity, double value) {
    return Optional.of(new LoopReading(loop, quantity, value));
  }
}
