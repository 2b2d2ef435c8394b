package dev.gantry.topologies.processor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * When something is due for which identity, by the time line it waits for. Made from the store at
 * start and kept in memory. An entry may be too early, never too late, so whoever takes one asks
 * the store what is due really. Not thread-safe.
 *
 * @param <T> time lines
 */
public final class DueTimes<T> {

  private static final Comparator<Due> BY_TIME_AND_KEY =
      Comparator.comparing(Due::at).thenComparing(Due::key);

  private final Map<T, Line> byLine = new HashMap<>();
  private final Map<String, Scheduled<T>> byKey = new HashMap<>();

  private record Due(Instant at, String key) {}

  private record Scheduled<T>(T line, Due due) {}

  private static final class Line {
    private final NavigableSet<Due> due = new TreeSet<>(BY_TIME_AND_KEY);
    private Instant reached = Instant.MIN;

    private void reach(Instant watermark, List<Due> into) {
      if (watermark.isAfter(reached)) {
        reached = watermark;
      }
      for (Due next : due) {
        if (!next.at().isBefore(watermark)) {
          return;
        }
        into.add(next);
      }
    }
  }

  /** Something is due for an identity at a time. A move to a later time is left for later. */
  public void schedule(String key, T line, Instant at) {
    Scheduled<T> known = byKey.get(key);
    if (known != null && known.line().equals(line) && !at.isBefore(known.due().at())) {
      return;
    }
    forget(key);
    Due due = new Due(at, key);
    byKey.put(key, new Scheduled<>(line, due));
    byLine.computeIfAbsent(line, l -> new Line()).due.add(due);
  }

  /** Nothing is due any more for an identity. */
  public void forget(String key) {
    Scheduled<T> known = byKey.remove(key);
    if (known == null) {
      return;
    }
    Line line = byLine.get(known.line());
    if (line != null && line.due.remove(known.due()) && line.due.isEmpty()) {
      byLine.remove(known.line());
    }
  }

  public void forgetAll() {
    byLine.clear();
    byKey.clear();
  }

  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** The time lines on which something is due. */
  public Set<T> lines() {
    return Set.copyOf(byLine.keySet());
  }

  /** How far a time line has come since something was scheduled on it. */
  public Instant reached(T line) {
    Line known = byLine.get(line);
    return known == null ? Instant.MIN : known.reached;
  }

  /** Takes the identities of one line for which something is due before a watermark, in order. */
  public List<String> takeBefore(Instant watermark, T line) {
    List<Due> due = new ArrayList<>();
    Line known = byLine.get(line);
    if (known != null) {
      known.reach(watermark, due);
    }
    return taken(due);
  }

  /** As the other, for all lines that are chosen. */
  public List<String> takeBefore(Instant watermark, Predicate<T> chosen) {
    List<Due> due = new ArrayList<>();
    byLine.forEach(
        (line, known) -> {
          if (chosen.test(line)) {
            known.reach(watermark, due);
          }
        });
    due.sort(BY_TIME_AND_KEY);
    return taken(due);
  }

  private List<String> taken(List<Due> due) {
    due.forEach(next -> forget(next.key()));
    return due.stream().map(Due::key).toList();
  }
}
