package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * Sums over the vehicles of one camera on one segment in one pane. Merging is commutative; it adds
 * doubles, so whoever needs equal bits merges in one order.
 *
 * @param groups vehicles that left the segment or ended on it, by class and direction
 * @param presenceUs time on the segment, summed over tracks, microseconds
 * @param occupiedUs time in which at least one track was on the segment, microseconds
 * @param timedUs the part of {@code presenceUs} with a known speed, microseconds
 * @param travelledM way made on the segment in that time, summed over tracks, metres
 * @param standing vehicles that stood on the segment
 * @param crossings lines crossed by objects on the segment, or last seen on it
 */
public record PaneSums(
    VehicleGroups groups,
    long presenceUs,
    long occupiedUs,
    long timedUs,
    double travelledM,
    StandingVehicles standing,
    LineCounts crossings) {

  /** Nothing. */
  public static final PaneSums NONE =
      new PaneSums(VehicleGroups.NONE, 0, 0, 0, 0, StandingVehicles.NONE, LineCounts.NONE);

  private static final double MICROS = 1_000_000;

  /** A vehicle that left or ended. */
  static PaneSums ofVehicle(VehicleGroup group, OptionalDouble mps) {
    return new PaneSums(
        VehicleGroups.of(group, mps), 0, 0, 0, 0, StandingVehicles.NONE, LineCounts.NONE);
  }

  /** Time that a track spent, at a speed. */
  static PaneSums ofPresence(long us, OptionalDouble mps) {
    return new PaneSums(
        VehicleGroups.NONE,
        us,
        0,
        mps.isPresent() ? us : 0,
        mps.orElse(0) * us / MICROS,
        StandingVehicles.NONE,
        LineCounts.NONE);
  }

  /** Vehicles that stand. */
  static PaneSums ofStanding(StandingVehicles standing) {
    return new PaneSums(VehicleGroups.NONE, 0, 0, 0, 0, standing, LineCounts.NONE);
  }

  /** Lines that are crossed. */
  static PaneSums ofCrossings(LineCounts crossings) {
    return new PaneSums(VehicleGroups.NONE, 0, 0, 0, 0, StandingVehicles.NONE, crossings);
  }

  /**
   * Space-mean speed: way over time, summed over all vehicles (Edie, Discussion of traffic stream
   * measurements and definitions, 1963), m/s; 0 when no speed is known. Unlike the mean over
   * vehicles it is flow over density, and slow vehicles count for as long as they are there.
   */
  public double spaceMeanMps() {
    return timedUs == 0 ? 0 : travelledM / (timedUs / MICROS);
  }

  /** The sum of both; the occupied time too, as of panes that follow each other. */
  PaneSums plus(PaneSums other) {
    return plusUngrouped(other).with(groups.plus(other.groups), occupiedUs + other.occupiedUs);
  }

  /** The sum of both but for groups and occupied time, which stay those of this one. */
  PaneSums plusUngrouped(PaneSums other) {
    return new PaneSums(
        groups,
        presenceUs + other.presenceUs,
        occupiedUs,
        timedUs + other.timedUs,
        travelledM + other.travelledM,
        standing.plus(other.standing),
        crossings.plus(other.crossings));
  }

  PaneSums with(VehicleGroups newGroups, long newOccupiedUs) {
    return new PaneSums(
        newGroups, presenceUs, newOccupiedUs, timedUs, travelledM, standing, crossings);
  }

  PaneSums withOccupied(long us) {
    return with(groups, us);
  }

  void write(DataOutput out) throws IOException {
    groups.write(out);
    out.writeLong(presenceUs);
    out.writeLong(occupiedUs);
    out.writeLong(timedUs);
    out.writeDouble(travelledM);
    standing.write(out);
    crossings.write(out);
  }

  static PaneSums read(DataInput in) throws IOException {
    return new PaneSums(
        VehicleGroups.read(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        StandingVehicles.read(in),
        LineCounts.read(in));
  }
}
