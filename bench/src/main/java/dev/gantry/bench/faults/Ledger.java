package dev.gantry.bench.faults;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What was written under each id, to be compared with what should have been. Not thread-safe. */
final class Ledger {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int MOST_EXAMPLES = 10;

  private final Map<String, Hashes> byId = new HashMap<>();
  private long entries;

  /** Hashes of what was written under one id. */
  private static final class Hashes {
    private long[] values = new long[4];
    private int size;

    void add(long hash) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = hash;
    }

    long[] sorted() {
      long[] sorted = Arrays.copyOf(values, size);
      Arrays.sort(sorted);
      return sorted;
    }
  }

  /**
   * How a ledger differs from what it should be.
   *
   * @param lost entries that are missing
   * @param duplicated entries that are there more than once
   * @param wrong entries that should not be, or should read otherwise
   * @param examples how some ids differ, in the order of the ids
   */
  record Difference(long lost, long duplicated, long wrong, Map<String, String> examples) {}

  /** Notes an entry. */
  void add(String id, byte[] entry) {
    byId.computeIfAbsent(id, fresh -> new Hashes()).add(hash(entry));
    entries++;
  }

  /** Notes an entry in the place of all earlier ones of its id. */
  void replace(String id, byte[] entry) {
    entries -= byId.containsKey(id) ? byId.get(id).size : 0;
    byId.remove(id);
    add(id, entry);
  }

  /** FNV-1a over 64 bits: of a million entries two are alike by chance once in 40 million runs. */
  private static long hash(byte[] bytes) {
    long hash = FNV_OFFSET;
    for (byte each : bytes) {
      hash = (hash ^ (each & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  long entries() {
    return entries;
  }

  /** How this differs from what was expected. */
  Difference comparedTo(Ledger expected) {
    Count total = new Count();
    Map<String, String> examples = new TreeMap<>();
    expected.byId.forEach(
        (id, wanted) -> {
          Hashes found = byId.get(id);
          count(id, wanted.sorted(), found == null ? new long[0] : found.sorted(), total, examples);
        });
    byId.forEach(
        (id, found) -> {
          if (!expected.byId.containsKey(id)) {
            count(id, new long[0], found.sorted(), total, examples);
          }
        });
    return new Difference(total.lost, total.duplicated, total.wrong, examples);
  }

  private static final class Count {
    private long lost;
    private long duplicated;
    private long wrong;
  }

  /** Walks both in order: a value that comes again is a repetition, not another entry. */
  private static void count(
      String id, long[] wanted, long[] found, Count total, Map<String, String> examples) {
    if (Arrays.equals(wanted, found)) {
      return;
    }
    long missing = 0;
    long unexpected = 0;
    long repeated = 0;
    int w = 0;
    int f = 0;
    while (w < wanted.length || f < found.length) {
      if (f == found.length || (w < wanted.length && wanted[w] < found[f])) {
        missing++;
        w++;
      } else if (w == wanted.length || found[f] < wanted[w]) {
        boolean again = f > 0 && found[f] == found[f - 1];
        repeated += again ? 1 : 0;
        unexpected += again ? 0 : 1;
        f++;
      } else {
        w++;
        f++;
      }
    }
    total.lost += Math.max(0, missing - unexpected);
    total.duplicated += repeated;
    total.wrong += unexpected;
    if (examples.size() < MOST_EXAMPLES) {
      examples.put(
          id, "%d missing, %d unexpected, %d repeated".formatted(missing, unexpected, repeated));
    }
  }
}
