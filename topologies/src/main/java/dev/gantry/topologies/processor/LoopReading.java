package dev.gantry.topologies.processor;

import dev.gantry.domain.anomaly.LoopCheck.Quantity;
import dev.gantry.schemas.records.SensorReading;
import java.util.Optional;

/**
 * What of a reading the loops of lanes are checked by.
 *
 * @param quantity what was measured
 * @param value in the unit of the quantity
 */
record LoopReading(Quantity quantity, double value) {

  private static final double KMH_A_MPS = 3.6;
  private static final double PERCENT = 100;

  /** Empty for readings that have no value, are of no sensor, or of none that is a loop. */
  static Optional<LoopReading> of(SensorReading reading) {
    if (reading.getMissing() || reading.getSensorId().isEmpty()) {
      return Optional.empty();
    }
    double value = reading.getValue();
    return switch (reading.getMetric() + " " + reading.getUnit()) {
      case "flow 1/h" -> found(Quantity.FLOW, value);
      case "speed m/s" -> found(Quantity.SPEED, value);
      case "speed km/h" -> found(Quantity.SPEED, value / KMH_A_MPS);
      case "occupancy " -> share(value);
      case "occupancy %" -> share(value / PERCENT);
      default -> Optional.empty();
    };
  }

  /** What says that it is a share and is more than all is in a unit that nobody knows. */
  private static Optional<LoopReading> share(double value) {
    return value <= 1 ? found(Quantity.OCCUPANCY, value) : Optional.empty();
  }

  private static Optional<LoopReading> found(Quantity quantity, double value) {
    return Optional.of(new LoopReading(quantity, value));
  }
}
