package dev.gantry.domain.traffic;

import dev.gantry.domain.camera.Direction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * Vehicles of one class that go one way.
 *
 * @param label class label
 * @param direction which way they go
 */
public record VehicleGroup(String label, Direction direction) implements Comparable<VehicleGroup> {

  private static final Comparator<VehicleGroup> ORDER =
      Comparator.comparing(VehicleGroup::label).thenComparing(VehicleGroup::direction);

  @Override
  public int compareTo(VehicleGroup other) {
    return ORDER.compare(this, other);
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(label);
    out.writeUTF(direction.word());
  }

  static VehicleGroup read(DataInput in) throws IOException {
    return new VehicleGroup(in.readUTF(), Direction.of(in.readUTF()));
  }
}
