package dev.gantry.domain.correlation;

import dev.gantry.domain.alerting.Correlation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Matches that wait, in their order, whatever order they arrive in. What it costs to take one in or
 * out hardly depends on how many there are. One thread.
 *
 * <p>For whoever stores them they lie in blocks, by arrival: at most {@value #MOST_IN_BLOCK} and
 * about {@value #BLOCK_BYTES} bytes in one. Matches are only added to the open block, which is the
 * last one; of the others they are only taken.
 */
public final class WaitingMatches {

  /** Most matches in a block. */
  public static final int MOST_IN_BLOCK = 32;

  /** A block that has so many bytes takes no more. */
  public static final int BLOCK_BYTES = 64 * 1024;

  private final TreeMap<SignalMatch, Place> places;
  private final SortedMap<Long, SortedMap<Integer, SignalMatch>> blocks = new TreeMap<>();
  private final Map<Event, Integer> events = new HashMap<>();
  private long bytes;
  private long openBlock;
  private int nextInBlock;
  private long openBytes;

  private record Place(long block, int index, long bytes) {}

  private record Event(int term, String causeId) {

    static Event of(SignalMatch match) {
      return new Event(match.term(), match.causeId());
    }
  }

  /** None yet. */
  public WaitingMatches(Correlation correlation) {
    this.places = new TreeMap<>(SignalMatch.order(correlation));
  }

  /**
   * As they were stored.
   *
   * @param stored matches by number of the block and place in it
   * @param openBlock number of the open block, which may have none any more
   */
  public WaitingMatches(
      Correlation correlation,
      SortedMap<Long, SortedMap<Integer, SignalMatch>> stored,
      long openBlock) {
    this(correlation);
    stored.forEach(
        (block, matches) ->
            matches.forEach((index, match) -> put(match, new Place(block, index, match.bytes()))));
    SortedMap<Integer, SignalMatch> open = block(openBlock);
    this.openBlock = openBlock;
    this.nextInBlock = open.isEmpty() ? 0 : open.lastKey() + 1;
    this.openBytes = open.values().stream().mapToLong(SignalMatch::bytes).sum();
  }

  void add(SignalMatch match) {
    Place place = new Place(openBlock, nextInBlock, match.bytes());
    put(match, place);
    nextInBlock++;
    openBytes += place.bytes();
    if (nextInBlock == MOST_IN_BLOCK || openBytes >= BLOCK_BYTES) {
      openBlock++;
      nextInBlock = 0;
      openBytes = 0;
    }
  }

  private void put(SignalMatch match, Place place) {
    places.put(match, place);
    blocks.computeIfAbsent(place.block(), block -> new TreeMap<>()).put(place.index(), match);
    events.merge(Event.of(match), 1, Integer::sum);
    bytes += place.bytes();
  }

  void removeFirst(int count) {
    for (int i = 0; i < count; i++) {
      Map.Entry<SignalMatch, Place> first = places.pollFirstEntry();
      remove(first.getKey(), first.getValue());
    }
  }

  private void remove(SignalMatch match, Place place) {
    blocks.computeIfPresent(
        place.block(),
        (block, matches) -> {
          matches.remove(place.index());
          return matches.isEmpty() ? null : matches;
        });
    events.computeIfPresent(Event.of(match), (event, number) -> number == 1 ? null : number - 1);
    bytes -= place.bytes();
  }

  /** Whether this match waits. */
  boolean has(SignalMatch match) {
    return places.containsKey(match);
  }

  /** Whether a match of the same event waits, for the same signal. */
  boolean hasEventOf(SignalMatch match) {
    return events.containsKey(Event.of(match));
  }

  /** Which of the first, another one among them, have to go so that there is room for the rest. */
  List<SignalMatch> beyondRoomWith(SignalMatch another, int most, long mostBytes) {
    List<SignalMatch> first = new ArrayList<>();
    long left = bytes + another.bytes();
    if (size() < most && left <= mostBytes) {
      return first;
    }
    Iterator<SignalMatch> all =
        Stream.concat(
                places.headMap(another).keySet().stream(),
                Stream.concat(Stream.of(another), places.tailMap(another).keySet().stream()))
            .iterator();
    while (size() + 1 - first.size() > most || left > mostBytes) {
      SignalMatch next = all.next();
      left -= next.bytes();
      first.add(next);
    }
    return first;
  }

  /** Those that happened before a time, in order. */
  List<SignalMatch> before(Instant time) {
    List<SignalMatch> before = new ArrayList<>();
    for (SignalMatch match : places.keySet()) {
      if (!match.at().isBefore(time)) {
        break;
      }
      before.add(match);
    }
    return before;
  }

  /** The first one in order. */
  Optional<SignalMatch> first() {
    return places.isEmpty() ? Optional.empty() : Optional.of(places.firstKey());
  }

  /** All of them, in order. */
  public List<SignalMatch> inOrder() {
    return List.copyOf(places.keySet());
  }

  /** How many there are. */
  public int size() {
    return places.size();
  }

  public boolean isEmpty() {
    return places.isEmpty();
  }

  /** Number of the block to which matches are added. */
  public long openBlock() {
    return openBlock;
  }

  /** The blocks that have matches, by number. */
  public SortedMap<Long, SortedMap<Integer, SignalMatch>> blocks() {
    return Collections.unmodifiableSortedMap(blocks);
  }

  /** The matches of a block by their place in it; none when all were taken. */
  public SortedMap<Integer, SignalMatch> block(long number) {
    return Collections.unmodifiableSortedMap(
        blocks.getOrDefault(number, Collections.emptySortedMap()));
  }
}
