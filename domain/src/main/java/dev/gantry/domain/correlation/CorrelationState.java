package dev.gantry.domain.correlation;

import dev.gantry.domain.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is remembered of one group under one version of a correlated rule. It is bounded: of what is
 * counted as many matches as are asked for, of other signals the last match of each.
 *
 * @param counted matches that are counted, in order; of one value the last
 * @param counting what they say, since there were none
 * @param partial by index of its term, the last match of a signal; where order counts, the last one
 *     with what came before it
 * @param absent by index of its term, when what must not come came last
 * @param before by index of a partial, when what must not come before it came last
 * @param open what is true unless something comes, or what is counted to an end
 * @param lastStart when the outcome before this one began
 */
public record CorrelationState(
    List<Counted> counted,
    Optional<Contribution> counting,
    SortedMap<Integer, Contribution> partial,
    SortedMap<Integer, Instant> absent,
    SortedMap<Integer, Instant> before,
    Optional<Open> open,
    Optional<Instant> lastStart) {

  /** Nothing known. */
  public static final CorrelationState EMPTY =
      new CorrelationState(
          List.of(),
          Optional.empty(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Optional.empty(),
          Optional.empty());

  public CorrelationState {
    counted = List.copyOf(counted);
    partial = Collections.unmodifiableSortedMap(new TreeMap<>(partial));
    absent = Collections.unmodifiableSortedMap(new TreeMap<>(absent));
    before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
  }

  /**
   * A match that is counted.
   *
   * @param at event time
   * @param value its value, or the hash of a long one; empty where events are counted
   * @param causeId logical id; empty for all but the last ones
   */
  public record Counted(Instant at, String value, String causeId) {

    private static final int LONGEST_VALUE = 64;

    public Counted {
      value = told(value);
    }

    /** What tells a value from all others: a long one's hash, since up to 1,000 are remembered. */
    static String told(String value) {
      return value.length() <= LONGEST_VALUE
          ? value
          : HexFormat.of()
              .formatHex(Sha256.digest().digest(value.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /**
   * What waits for a time to come.
   *
   * @param dueAt the deadline
   * @param contribution what it rests on
   */
  public record Open(Instant dueAt, Contribution contribution) {}

  CorrelationState withCounted(List<Counted> now, Optional<Contribution> said) {
    return new CorrelationState(now, said, partial, absent, before, open, lastStart);
  }

  CorrelationState withPartial(int term, Contribution contribution) {
    SortedMap<Integer, Contribution> all = new TreeMap<>(partial);
    all.put(term, contribution);
    return new CorrelationState(counted, counting, all, absent, before, open, lastStart);
  }

  CorrelationState withoutPartial() {
    return new CorrelationState(
        counted, counting, new TreeMap<>(), absent, new TreeMap<>(), open, lastStart);
  }

  CorrelationState withAbsent(int term, Instant at) {
    SortedMap<Integer, Instant> all = new TreeMap<>(absent);
    all.put(term, at);
    return new CorrelationState(counted, counting, partial, all, before, open, lastStart);
  }

  CorrelationState withBefore(int term, Optional<Instant> at) {
    SortedMap<Integer, Instant> all = new TreeMap<>(before);
    all.remove(term);
    at.ifPresent(time -> all.put(term, time));
    return new CorrelationState(counted, counting, partial, absent, all, open, lastStart);
  }

  CorrelationState withOpen(Optional<Open> now) {
    return new CorrelationState(counted, counting, partial, absent, before, now, lastStart);
  }

  CorrelationState withLastStart(Instant at) {
    return new CorrelationState(counted, counting, partial, absent, before, open, Optional.of(at));
  }

  /** No fewer bytes than take the texts of what it has of matches that it does not count. */
  public long mostBytesSaid() {
    return Stream.of(
            counting.stream(), partial.values().stream(), open.stream().map(Open::contribution))
        .flatMap(all -> all)
        .mapToLong(Contribution::mostBytes)
        .sum();
  }

  /** After which event time nothing of it matters any more; empty when nothing does now. */
  public Optional<Instant> lastsUntil(Duration timespan) {
    Stream<Instant> newest =
        Stream.of(
                counted.stream().map(Counted::at),
                partial.values().stream().map(Contribution::last),
                absent.values().stream())
            .flatMap(times -> times)
            .map(time -> time.plus(timespan));
    return Stream.concat(newest, open.stream().map(Open::dueAt)).max(Instant::compareTo);
  }
}
