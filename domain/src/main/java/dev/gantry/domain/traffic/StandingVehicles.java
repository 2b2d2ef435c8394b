package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Vehicles that stood on a segment.
 *
 * @param most most of them at one time, as one camera saw them, 0 or more
 * @param longestSeconds longest time for which one of them had stood, seconds, 0 or more
 */
public record StandingVehicles(int most, double longestSeconds) {

  /** None. */
  public static final StandingVehicles NONE = new StandingVehicles(0, 0);

  /** Those of both times or both cameras. */
  StandingVehicles plus(StandingVehicles other) {
    return new StandingVehicles(
        Math.max(most, other.most), Math.max(longestSeconds, other.longestSeconds));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(most);
    out.writeDouble(longestSeconds);
  }

  static StandingVehicles read(DataInput in) throws IOException {
    return new StandingVehicles(in.readInt(), in.readDouble());
  }
}
