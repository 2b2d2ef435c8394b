package dev.gantry.ingest.city;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** What is to be told when: in the order of time, and at one moment in the order of entry. */
public final class Agenda {

  private static final Comparator<Entry> ORDER =
      Comparator.comparingDouble(Entry::at).thenComparingLong(Entry::number);

  private final PriorityQueue<Entry> entries = new PriorityQueue<>(ORDER);
  private long count;

  private record Entry(double at, long number, Consumer<CityRecords.Sink> what) {}

  /**
   * Enters something.
   *
   * @param at when it is to be told, seconds since the city's beginning
   */
  public void add(double at, Consumer<CityRecords.Sink> what) {
    entries.add(new Entry(at, count++, what));
  }

  /** Tells all that was to be told until a moment, which is included. */
  public void run(double until, CityRecords.Sink sink) {
    Entry next = entries.peek();
    while (next != null && next.at <= until) {
      entries.remove();
      next.what.accept(sink);
      next = entries.peek();
    }
  }
}
