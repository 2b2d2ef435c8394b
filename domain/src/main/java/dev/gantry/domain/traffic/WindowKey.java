package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/** Which window: ordered by its end, then its length. */
record WindowKey(long endUs, long lengthUs) implements Comparable<WindowKey> {

  private static final Comparator<WindowKey> ORDER =
      Comparator.comparingLong(WindowKey::endUs).thenComparingLong(WindowKey::lengthUs);

  long startUs() {
    return endUs - lengthUs;
  }

  @Override
  public int compareTo(WindowKey other) {
    return ORDER.compare(this, other);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(endUs);
    out.writeLong(lengthUs);
  }

  static WindowKey read(DataInput in) throws IOException {
    return new WindowKey(in.readLong(), in.readLong());
  }
}
