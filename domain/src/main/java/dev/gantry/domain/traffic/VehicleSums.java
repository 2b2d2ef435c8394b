package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * Sums over vehicles, each with one speed at most, and over the time that they and others spent on
 * a segment. Merging is commutative; it adds doubles, so whoever needs equal bits merges in one
 * order.
 *
 * @param vehicles vehicles that left the segment or ended on it
 * @param speeds those whose speed is known, by speed
 * @param speedSum sum of their speeds, m/s
 * @param speedSumSq sum of the squares of their speeds, (m/s) squared
 * @param presence time on the segment, also of those that are still there
 */
public record VehicleSums(
    int vehicles, SpeedHistogram speeds, double speedSum, double speedSumSq, Presence presence) {

  /** No vehicle. */
  public static final VehicleSums NONE =
      new VehicleSums(0, SpeedHistogram.EMPTY, 0, 0, Presence.NONE);

  /** One vehicle, without its time. */
  static VehicleSums of(OptionalDouble mps) {
    double speed = mps.orElse(0);
    return new VehicleSums(
        1,
        mps.isPresent() ? SpeedHistogram.EMPTY.plus(speed) : SpeedHistogram.EMPTY,
        speed,
        speed * speed,
        Presence.NONE);
  }

  /** Time of vehicles, without counting them. */
  public static VehicleSums of(Presence presence) {
    return NONE.with(presence);
  }

  private VehicleSums with(Presence newPresence) {
    return new VehicleSums(vehicles, speeds, speedSum, speedSumSq, newPresence);
  }

  /** The vehicles of both. */
  public VehicleSums plus(VehicleSums other) {
    return new VehicleSums(
        vehicles + other.vehicles,
        speeds.plus(other.speeds),
        speedSum + other.speedSum,
        speedSumSq + other.speedSumSq,
        presence.plus(other.presence));
  }

  /** These without some of their time. */
  VehicleSums minus(Presence part) {
    return with(presence.minus(part));
  }

  /** Whether there is neither a vehicle nor any time of one. */
  boolean isNone() {
    return vehicles == 0 && presence.equals(Presence.NONE);
  }

  /** Vehicles whose speed is known. */
  public int speedCount() {
    return speeds.total();
  }

  /** Mean speed, m/s; 0 when no speed is known. */
  public double meanMps() {
    return speedCount() == 0 ? 0 : speedSum / speedCount();
  }

  /** Standard deviation {@code sqrt(sum(v^2)/n - mean^2)}, m/s; 0 when no speed is known. */
  public double stddevMps() {
    double mean = meanMps();
    return speedCount() == 0 ? 0 : Math.sqrt(Math.max(0, speedSumSq / speedCount() - mean * mean));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(vehicles);
    speeds.write(out);
    out.writeDouble(speedSum);
    out.writeDouble(speedSumSq);
    presence.write(out);
  }

  static VehicleSums read(DataInput in) throws IOException {
    return new VehicleSums(
        in.readInt(), SpeedHistogram.read(in), in.readDouble(), in.readDouble(), Presence.read(in));
  }
}
