package dev.gantry.domain.tracking;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** When a vehicle last passed the middle of each lane of each segment. Bounded. */
final class SegmentPassings {

  /** Who passes later than this follows nobody. */
  private static final long LONGEST_US = 600_000_000;

  private final TreeMap<Lane, Long> latest = new TreeMap<>();

  private record Lane(String segment, int number) implements Comparable<Lane> {

    @Override
    public int compareTo(Lane other) {
      int bySegment = segment.compareTo(other.segment);
      return bySegment != 0 ? bySegment : Integer.compare(number, other.number);
    }
  }

  /** Notes that a vehicle passed; returns how long after the one before, seconds, or 0. */
  double pass(String segment, int lane, long atUs) {
    latest.values().removeIf(us -> atUs - us > LONGEST_US);
    Long before = latest.put(new Lane(segment, lane), atUs);
    return before == null || before > atUs ? 0 : (atUs - before) / 1e6;
  }

  void clear() {
    latest.clear();
  }

  void write(StateWriter to) {
    to.put(latest.size());
    for (Map.Entry<Lane, Long> lane : latest.entrySet()) {
      to.put(lane.getKey().segment).put((short) lane.getKey().number).put(lane.getValue());
    }
  }

  void read(ByteBuffer from) {
    for (int left = from.getInt(); left > 0; left--) {
      latest.put(new Lane(StateWriter.readString(from), from.getShort()), from.getLong());
    }
  }
}
