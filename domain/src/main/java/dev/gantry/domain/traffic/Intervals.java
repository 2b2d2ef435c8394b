package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A union of half-open intervals of event time in microseconds. */
final class Intervals {

  private final TreeMap<Long, Long> ends = new TreeMap<>();
  private long total;

  /** Adds {@code [from, to)}; nothing when it is empty. */
  void add(long from, long to) {
    if (from >= to) {
      return;
    }
    long start = from;
    long end = to;
    Map.Entry<Long, Long> touching = ends.floorEntry(end);
    while (touching != null && touching.getValue() >= start) {
      start = Math.min(start, touching.getKey());
      end = Math.max(end, touching.getValue());
      total -= touching.getValue() - touching.getKey();
      ends.remove(touching.getKey());
      touching = ends.floorEntry(end);
    }
    ends.put(start, end);
    total += end - start;
  }

  /** Length of the union, microseconds. */
  long total() {
    return total;
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(ends.size());
    for (Map.Entry<Long, Long> interval : ends.entrySet()) {
      out.writeLong(interval.getKey());
      out.writeLong(interval.getValue());
    }
  }

  static Intervals read(DataInput in) throws IOException {
    Intervals intervals = new Intervals();
    int size = in.readUnsignedShort();
    for (int i = 0; i < size; i++) {
      intervals.add(in.readLong(), in.readLong());
    }
    return intervals;
  }
}
