package dev.gantry.query.view;

import dev.gantry.schemas.records.SpeedWindow;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last windows of each road segment, each at its highest revision. */
public final class SpeedsView {

  private final int windowsPerSegment;
  private final Map<String, NavigableMap<Span, SpeedWindow>> segments = new TreeMap<>();

  /**
   * @param windowsPerSegment windows kept of one segment, 1 or more
   */
  public SpeedsView(int windowsPerSegment) {
    this.windowsPerSegment = windowsPerSegment;
  }

  synchronized void accept(
      ConsumerRecord<byte[], byte[]> source, SpeedWindow window, boolean live) {
    NavigableMap<Span, SpeedWindow> windows =
        segments.computeIfAbsent(window.getSegmentId(), id -> new TreeMap<>());
    windows.merge(
        new Span(window.getWindowStartUs(), window.getWindowEndUs()),
        window,
        (a, b) -> b.getRevision() >= a.getRevision() ? b : a);
    if (windows.size() > windowsPerSegment) {
      windows.pollFirstEntry();
    }
  }

  /** The last windows of a segment, of every length, by start and end. */
  public synchronized List<SpeedWindow> windows(String segmentId) {
    NavigableMap<Span, SpeedWindow> windows = segments.get(segmentId);
    return windows == null ? List.of() : List.copyOf(windows.values());
  }

  /** Segments with a window, sorted. */
  public synchronized Set<String> segmentIds() {
    return new TreeSet<>(segments.keySet());
  }

  private record Span(long startUs, long endUs) implements Comparable<Span> {

    @Override
    public int compareTo(Span other) {
      int byStart = Long.compare(startUs, other.startUs);
      return byStart != 0 ? byStart : Long.compare(endUs, other.endUs);
    }
  }
}
