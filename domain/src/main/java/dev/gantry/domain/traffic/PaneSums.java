package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Sums over the vehicles of one camera on one segment in one pane. Merging is commutative; it adds
 * doubles, so whoever needs equal bits merges in one order.
 *
 * @param vehicles vehicles that left the segment or ended on it
 * @param speeds those whose speed is known, by speed
 * @param speedSum sum of their speeds, m/s
 * @param speedSumSq sum of the squares of their speeds, (m/s) squared
 * @param presenceUs time on the segment, summed over tracks, microseconds
 * @param occupiedUs time in which at least one track was on the segment, microseconds
 */
public record PaneSums(
    int vehicles,
    SpeedHistogram speeds,
    double speedSum,
    double speedSumSq,
    long presenceUs,
    long occupiedUs) {

  /** Nothing. */
  public static final PaneSums NONE = new PaneSums(0, SpeedHistogram.EMPTY, 0, 0, 0, 0);

  /** The sum of both; the occupied time too, as of panes that follow each other. */
  PaneSums plus(PaneSums other) {
    return new PaneSums(
        vehicles + other.vehicles,
        speeds.plus(other.speeds),
        speedSum + other.speedSum,
        speedSumSq + other.speedSumSq,
        presenceUs + other.presenceUs,
        occupiedUs + other.occupiedUs);
  }

  PaneSums withOccupied(long us) {
    return new PaneSums(vehicles, speeds, speedSum, speedSumSq, presenceUs, us);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(vehicles);
    speeds.write(out);
    out.writeDouble(speedSum);
    out.writeDouble(speedSumSq);
    out.writeLong(presenceUs);
    out.writeLong(occupiedUs);
  }

  static PaneSums read(DataInput in) throws IOException {
    return new PaneSums(
        in.readInt(),
        SpeedHistogram.read(in),
        in.readDouble(),
        in.readDouble(),
        in.readLong(),
        in.readLong());
  }
}
