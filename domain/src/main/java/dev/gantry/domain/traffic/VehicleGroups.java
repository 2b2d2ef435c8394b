package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums over vehicles by class and direction.
 *
 * @param sums of each group that a vehicle counted for, or spent time as one of
 */
public record VehicleGroups(SortedMap<VehicleGroup, VehicleSums> sums) {

  /** No vehicle. */
  public static final VehicleGroups NONE = new VehicleGroups(Collections.emptySortedMap());

  public VehicleGroups {
    sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
  }

  /** The vehicles of all groups. */
  public VehicleSums all() {
    return sums.values().stream().reduce(VehicleSums.NONE, VehicleSums::plus);
  }

  /** Time of the vehicles of all groups. */
  public Presence presence() {
    return sums.values().stream().map(VehicleSums::presence).reduce(Presence.NONE, Presence::plus);
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(sums.size());
    for (Map.Entry<VehicleGroup, VehicleSums> group : sums.entrySet()) {
      group.getKey().write(out);
      group.getValue().write(out);
    }
  }

  static VehicleGroups read(DataInput in) throws IOException {
    TreeMap<VehicleGroup, VehicleSums> sums = new TreeMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      sums.put(VehicleGroup.read(in), VehicleSums.read(in));
    }
    return new VehicleGroups(sums);
  }
}
