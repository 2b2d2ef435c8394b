package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums over the vehicles of one camera on one segment in one pane. Merging is commutative; it adds
 * doubles, so whoever needs equal bits merges in one order.
 *
 * @param groups vehicles that left the segment or ended on it, by class and direction
 * @param presenceUs time on the segment, summed over tracks, microseconds
 * @param occupiedUs time in which at least one track was on the segment, microseconds
 * @param timedUs the part of {@code presenceUs} with a known speed, microseconds
 * @param travelledM way made on the segment in that time, summed over tracks, metres
 */
public record PaneSums(
    SortedMap<VehicleGroup, VehicleSums> groups,
    long presenceUs,
    long occupiedUs,
    long timedUs,
    double travelledM) {

  /** Nothing. */
  public static final PaneSums NONE = new PaneSums(new TreeMap<>(), 0, 0, 0, 0);

  private static final double MICROS = 1_000_000;

  public PaneSums {
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  /** A vehicle that left or ended. */
  static PaneSums ofVehicle(VehicleGroup group, OptionalDouble mps) {
    return new PaneSums(new TreeMap<>(Map.of(group, VehicleSums.of(mps))), 0, 0, 0, 0);
  }

  /** Time that a track spent, at a speed. */
  static PaneSums ofPresence(long us, OptionalDouble mps) {
    return new PaneSums(
        Collections.emptySortedMap(), us, 0, mps.isPresent() ? us : 0, mps.orElse(0) * us / MICROS);
  }

  /** The vehicles of all groups. */
  public VehicleSums all() {
    return groups.values().stream().reduce(VehicleSums.NONE, VehicleSums::plus);
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
    TreeMap<VehicleGroup, VehicleSums> both = new TreeMap<>(groups);
    other.groups.forEach((group, sums) -> both.merge(group, sums, VehicleSums::plus));
    return new PaneSums(
        both,
        presenceUs + other.presenceUs,
        occupiedUs + other.occupiedUs,
        timedUs + other.timedUs,
        travelledM + other.travelledM);
  }

  PaneSums withOccupied(long us) {
    return new PaneSums(groups, presenceUs, us, timedUs, travelledM);
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(groups.size());
    for (Map.Entry<VehicleGroup, VehicleSums> group : groups.entrySet()) {
      group.getKey().write(out);
      group.getValue().write(out);
    }
    out.writeLong(presenceUs);
    out.writeLong(occupiedUs);
    out.writeLong(timedUs);
    out.writeDouble(travelledM);
  }

  static PaneSums read(DataInput in) throws IOException {
    TreeMap<VehicleGroup, VehicleSums> groups = new TreeMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      groups.put(VehicleGroup.read(in), VehicleSums.read(in));
    }
    return new PaneSums(groups, in.readLong(), in.readLong(), in.readLong(), in.readDouble());
  }
}
