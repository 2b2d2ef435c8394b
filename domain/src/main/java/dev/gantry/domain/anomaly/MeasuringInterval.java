package dev.gantry.domain.anomaly;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * How long a detector measures for each of its readings: the shortest of the last gaps between them
 * that comes thrice. A gap in which readings were lost, or not sent, is longer and says nothing.
 */
final class MeasuringInterval {

  private static final int GAPS = 4;

  /** Gaps that have to be the same. */
  private static final int SAME_GAPS = 3;

  /** Gaps are the same up to this share of theirs: readings come a little early or late. */
  private static final double SAME = 0.1;

  private static final double SECOND_US = 1e6;

  /** The last gaps, the newest first; 0 where there was none yet. */
  private final long[] gapsUs = new long[GAPS];

  /** Takes in the time between a reading and the one before, more than 0. */
  void add(long gapUs) {
    System.arraycopy(gapsUs, 0, gapsUs, 1, GAPS - 1);
    gapsUs[0] = gapUs;
  }

  /** Seconds; 0 while it is not known. */
  double seconds() {
    return Arrays.stream(gapsUs).filter(gap -> gap > 0 && comesOften(gap)).min().orElse(0)
        / SECOND_US;
  }

  private boolean comesOften(long gapUs) {
    return Arrays.stream(gapsUs).filter(other -> Math.abs(other - gapUs) <= SAME * gapUs).count()
        >= SAME_GAPS;
  }

  void write(DataOutputStream out) throws IOException {
    for (long gapUs : gapsUs) {
      out.writeLong(gapUs);
    }
  }

  static MeasuringInterval read(DataInputStream in) throws IOException {
    MeasuringInterval interval = new MeasuringInterval();
    for (int i = 0; i < GAPS; i++) {
      interval.gapsUs[i] = in.readLong();
    }
    return interval;
  }
}
