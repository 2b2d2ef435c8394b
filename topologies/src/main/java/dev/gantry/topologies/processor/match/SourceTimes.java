package dev.gantry.topologies.processor.match;

import dev.gantry.schemas.records.TimeMode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far event time has come on one partition of one stream: for the partition, or for each of its
 * keys where time is told per key. Live and replayed time are told apart. Not thread-safe.
 *
 * <p>Where time is told per key, a key that is silent while the rest of its partition goes on live
 * is taken along at a distance of {@link #SILENT_KEY_US}: otherwise what waits for it would wait
 * forever. Replayed keys have nothing to do with each other, so there each waits for itself.
 */
final class SourceTimes {

  /** A live key this far behind its partition is silent, not slow. */
  static final long SILENT_KEY_US = 30_000_000;

  /** Keys remembered; a key is a camera with an epoch, a segment or a series. */
  private static final int MOST_KEYS = 10_000;

  private final boolean perKey;
  private final Map<TimeMode, Clock> clocks = new EnumMap<>(TimeMode.class);

  SourceTimes(boolean perKey) {
    this.perKey = perKey;
  }

  private static final class Clock {
    private long newest = Long.MIN_VALUE;
    private long told = Long.MIN_VALUE;
    private final LinkedHashMap<String, Long> keys = new LinkedHashMap<>(16, 0.75f, true);
    private final SortedMap<String, Long> advanced = new TreeMap<>();
  }

  /**
   * Takes note of a record.
   *
   * @param key what time is told for; ignored where it is told for the partition
   * @return how far time has come for the record's key, at or after its event time
   */
  long advance(TimeMode mode, String key, long atUs) {
    Clock clock = clocks.computeIfAbsent(mode, m -> new Clock());
    clock.newest = Math.max(clock.newest, atUs);
    if (!perKey) {
      return clock.newest;
    }
    Long before = clock.keys.get(key);
    if (before == null || atUs > before) {
      clock.keys.put(key, atUs);
      clock.advanced.put(key, atUs);
      if (clock.keys.size() > MOST_KEYS) {
        clock.keys.remove(clock.keys.keySet().iterator().next());
      }
    }
    long own = before == null ? atUs : Math.max(before, atUs);
    return Math.max(own, silentUs(mode, clock));
  }

  private long silentUs(TimeMode mode, Clock clock) {
    return mode == TimeMode.LIVE ? clock.newest - SILENT_KEY_US : Long.MIN_VALUE;
  }

  /**
   * What has come since the last call.
   *
   * @param partitionUs how far time has come for every key of the partition; 0 when that says
   *     nothing
   * @param keysUs how far it has come for single keys, sorted
   */
  record Progress(TimeMode mode, long partitionUs, SortedMap<String, Long> keysUs) {}

  /** Hands over what has come since the last call, by mode; empty when nothing has. */
  Iterable<Progress> drain() {
    var progress = new java.util.ArrayList<Progress>();
    clocks.forEach(
        (mode, clock) -> {
          if (clock.newest > clock.told || !clock.advanced.isEmpty()) {
            long partition = perKey ? Math.max(0, silentUs(mode, clock)) : clock.newest;
            progress.add(new Progress(mode, partition, new TreeMap<>(clock.advanced)));
            clock.advanced.clear();
            clock.told = clock.newest;
          }
        });
    return progress;
  }
}
