package dev.gantry.domain.traffic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often lines were crossed, by line, side and class.
 *
 * @param counts of each that occurred, 1 or more
 */
public record LineCounts(SortedMap<LineCrossing, Integer> counts) {

  /** No crossing. */
  public static final LineCounts NONE = new LineCounts(Collections.emptySortedMap());

  public LineCounts {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** Some crossings. */
  static LineCounts of(Collection<LineCrossing> crossings) {
    TreeMap<LineCrossing, Integer> counts = new TreeMap<>();
    crossings.forEach(crossing -> counts.merge(crossing, 1, Integer::sum));
    return new LineCounts(counts);
  }

  /** The crossings of both; most panes of most steps have none to add. */
  LineCounts plus(LineCounts other) {
    if (other.counts.isEmpty()) {
      return this;
    }
    TreeMap<LineCrossing, Integer> both = new TreeMap<>(counts);
    other.counts.forEach((crossing, more) -> both.merge(crossing, more, Integer::sum));
    return new LineCounts(both);
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(counts.size());
    for (Map.Entry<LineCrossing, Integer> each : counts.entrySet()) {
      each.getKey().write(out);
      out.writeInt(each.getValue());
    }
  }

  static LineCounts read(DataInput in) throws IOException {
    int size = in.readUnsignedShort();
    if (size == 0) {
      return NONE;
    }
    TreeMap<LineCrossing, Integer> counts = new TreeMap<>();
    for (int left = size; left > 0; left--) {
      counts.put(LineCrossing.read(in), in.readInt());
    }
    return new LineCounts(counts);
  }
}
