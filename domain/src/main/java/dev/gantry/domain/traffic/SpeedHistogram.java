package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How many vehicles had which speed, in bins of 0.25 m/s: bin {@code b} holds speeds from {@code
 * b/4} up to {@code (b+1)/4} m/s, the last one everything above too. Immutable; merging is
 * commutative and associative.
 */
public final class SpeedHistogram {

  /** Width of a bin, metres per second. */
  public static final double BIN_MPS = 0.25;

  /** The last bin: 125 m/s and above, faster than anything on a road. */
  public static final int LAST_BIN = 500;

  /** Faster than anything on a road, metres per second. */
  public static final double FASTEST_MPS = LAST_BIN * BIN_MPS;

  /** No vehicle. */
  public static final SpeedHistogram EMPTY = new SpeedHistogram(new int[0], new int[0]);

  private final int[] bins;
  private final int[] counts;

  private SpeedHistogram(int[] bins, int[] counts) {
    this.bins = bins;
    this.counts = counts;
  }

  /**
   * A histogram of bins and how many vehicles are in each.
   *
   * @param bins bin numbers, ascending, 0 to {@link #LAST_BIN}
   * @param counts vehicles in each, 1 or more
   */
  public static SpeedHistogram of(int[] bins, int[] counts) {
    if (bins.length != counts.length) {
      throw new IllegalArgumentException(
          "speed histogram: expected a count a bin, found "
              + bins.length
              + " bins and "
              + counts.length
              + " counts");
    }
    int below = -1;
    for (int i = 0; i < bins.length; i++) {
      if (bins[i] <= below || bins[i] > LAST_BIN || counts[i] < 1) {
        throw new IllegalArgumentException(
            "speed histogram: expected ascending bins from 0 to "
                + LAST_BIN
                + " with 1 vehicle or more, found bin "
                + bins[i]
                + " with "
                + counts[i]);
      }
      below = bins[i];
    }
    return new SpeedHistogram(bins.clone(), counts.clone());
  }

  /** The bin of a speed in metres per second, 0 or more. */
  public static int bin(double mps) {
    return (int) Math.min(LAST_BIN, mps / BIN_MPS);
  }

  /** This and one vehicle more. */
  public SpeedHistogram plus(double mps) {
    return plus(new SpeedHistogram(new int[] {bin(mps)}, new int[] {1}));
  }

  /** The vehicles of both. */
  public SpeedHistogram plus(SpeedHistogram other) {
    if (other.bins.length == 0) {
      return this;
    }
    int[] bothBins = new int[bins.length + other.bins.length];
    int[] bothCounts = new int[bothBins.length];
    int size = 0;
    int left = 0;
    int right = 0;
    while (left < bins.length || right < other.bins.length) {
      int leftBin = left < bins.length ? bins[left] : Integer.MAX_VALUE;
      int rightBin = right < other.bins.length ? other.bins[right] : Integer.MAX_VALUE;
      bothBins[size] = Math.min(leftBin, rightBin);
      if (leftBin <= rightBin) {
        bothCounts[size] += counts[left++];
      }
      if (rightBin <= leftBin) {
        bothCounts[size] += other.counts[right++];
      }
      size++;
    }
    return new SpeedHistogram(Arrays.copyOf(bothBins, size), Arrays.copyOf(bothCounts, size));
  }

  /** Vehicles in all bins. */
  public int total() {
    return Arrays.stream(counts).sum();
  }

  /** Bin numbers, ascending. A copy. */
  public int[] bins() {
    return bins.clone();
  }

  /** Vehicles in each of {@link #bins()}. A copy. */
  public int[] counts() {
    return counts.clone();
  }

  /**
   * The speed that a share of the vehicles does not exceed, taking the vehicles of a bin as spread
   * evenly over it: with {@code r = share * total} and {@code c} vehicles in the bins below, {@code
   * (b + (r - c) / n) / 4} for the first bin {@code b}, of {@code n} vehicles, with {@code c + n >=
   * r}.
   *
   * @param share 0 to 1
   * @return metres per second; 0 when there is no vehicle
   */
  public double percentile(double share) {
    double rank = share * total();
    int below = 0;
    for (int i = 0; i < bins.length; i++) {
      if (below + counts[i] >= rank) {
        return (bins[i] + Math.max(0, rank - below) / counts[i]) * BIN_MPS;
      }
      below += counts[i];
    }
    return 0;
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(bins.length);
    for (int i = 0; i < bins.length; i++) {
      out.writeShort(bins[i]);
      out.writeInt(counts[i]);
    }
  }

  static SpeedHistogram read(DataInput in) throws IOException {
    int[] bins = new int[in.readUnsignedShort()];
    int[] counts = new int[bins.length];
    for (int i = 0; i < bins.length; i++) {
      bins[i] = in.readShort();
      counts[i] = in.readInt();
    }
    return new SpeedHistogram(bins, counts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpeedHistogram that
        && Arrays.equals(bins, that.bins)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bins) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < bins.length; i++) {
      text.append(i == 0 ? "" : ", ").append(bins[i] * BIN_MPS).append(": ").append(counts[i]);
    }
    return text.append('}').toString();
  }
}
