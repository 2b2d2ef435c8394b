package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The one speed of a vehicle on a segment: the median of its speeds there, which a box cut by the
 * edge of the image does not pull along. Kept in bins of {@link SpeedHistogram#BIN_MPS} with their
 * means, so that its size is bounded and a steady speed comes out exactly.
 */
final class VehicleSpeed {

  private final TreeMap<Integer, Bin> bins = new TreeMap<>();

  private record Bin(int count, double sum) {}

  void add(double mps) {
    bins.merge(
        SpeedHistogram.bin(mps),
        new Bin(1, mps),
        (a, b) -> new Bin(a.count + b.count, a.sum + b.sum));
  }

  /** Mean of the bin that holds the lower median, metres per second; empty without a speed. */
  OptionalDouble median() {
    int total = bins.values().stream().mapToInt(Bin::count).sum();
    int passed = 0;
    for (Bin bin : bins.values()) {
      passed += bin.count;
      if (2 * passed >= total) {
        return OptionalDouble.of(bin.sum / bin.count);
      }
    }
    return OptionalDouble.empty();
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(bins.size());
    for (Map.Entry<Integer, Bin> bin : bins.entrySet()) {
      out.writeShort(bin.getKey());
      out.writeInt(bin.getValue().count);
      out.writeDouble(bin.getValue().sum);
    }
  }

  static VehicleSpeed read(DataInput in) throws IOException {
    VehicleSpeed speed = new VehicleSpeed();
    int size = in.readUnsignedShort();
    for (int i = 0; i < size; i++) {
      speed.bins.put((int) in.readShort(), new Bin(in.readInt(), in.readDouble()));
    }
    return speed;
  }
}
