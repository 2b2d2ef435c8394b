package dev.gantry.bench.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long results stood still after each fault. */
final class Stalls {

  private final Map<FaultKind, List<Long>> byKind = new EnumMap<>(FaultKind.class);

  void add(FaultKind kind, long millis) {
    byKind.computeIfAbsent(kind, fresh -> new ArrayList<>()).add(millis);
  }

  /** Faults, by kind. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    byKind.forEach((kind, stalls) -> counts.put(kind.word(), stalls.size()));
    return counts;
  }

  /** The longest of each kind, milliseconds. */
  Map<String, Long> longest() {
    Map<String, Long> longest = new TreeMap<>();
    byKind.forEach((kind, stalls) -> longest.put(kind.word(), percentile(stalls, 100)));
    return longest;
  }

  /** A percentile over all kinds, milliseconds; 0 without faults. */
  long percentile(int percent) {
    return percentile(byKind.values().stream().flatMap(List::stream).toList(), percent);
  }

  /** A percentile over one kind, milliseconds; 0 without faults of it. */
  long percentile(FaultKind kind, int percent) {
    return percentile(byKind.getOrDefault(kind, List.of()), percent);
  }

  /** By the nearest rank: a value that occurred. */
  private static long percentile(Collection<Long> values, int percent) {
    List<Long> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, rank - 1));
  }
}
