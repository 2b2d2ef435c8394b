package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What happened on one segment in one pane, before one camera, or in one window. Merging is
 * commutative; it adds doubles, so whoever needs equal bits merges in one order.
 *
 * @param groups vehicles that left the segment or ended on it, and the time that vehicles spent
 *     there, by class and direction
 * @param occupiedUs time in which at least one vehicle was on the segment, microseconds
 * @param standing vehicles that stood on the segment
 * @param crossings lines crossed by objects on the segment, or last seen on it
 */
public record PaneSums(
    VehicleGroups groups, long occupiedUs, StandingVehicles standing, LineCounts crossings) {

  /** Nothing. */
  public static final PaneSums NONE =
      new PaneSums(VehicleGroups.NONE, 0, StandingVehicles.NONE, LineCounts.NONE);

  /** Vehicles that stand. */
  static PaneSums ofStanding(StandingVehicles standing) {
    return new PaneSums(VehicleGroups.NONE, 0, standing, LineCounts.NONE);
  }

  /** Lines that are crossed. */
  static PaneSums ofCrossings(LineCounts crossings) {
    return new PaneSums(VehicleGroups.NONE, 0, StandingVehicles.NONE, crossings);
  }

  /** The sum of both but for groups and occupied time, which stay those of this one. */
  PaneSums plusUngrouped(PaneSums other) {
    return new PaneSums(
        groups, occupiedUs, standing.plus(other.standing), crossings.plus(other.crossings));
  }

  PaneSums with(VehicleGroups newGroups, long newOccupiedUs) {
    return new PaneSums(newGroups, newOccupiedUs, standing, crossings);
  }

  void write(DataOutput out) throws IOException {
    groups.write(out);
    out.writeLong(occupiedUs);
    standing.write(out);
    crossings.write(out);
  }

  static PaneSums read(DataInput in) throws IOException {
    return new PaneSums(
        VehicleGroups.read(in), in.readLong(), StandingVehicles.read(in), LineCounts.read(in));
  }
}
