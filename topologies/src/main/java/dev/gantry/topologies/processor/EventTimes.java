package dev.gantry.topologies.processor;

import dev.gantry.schemas.records.TimeMode;

/** Event times in records: microseconds since the Unix epoch. */
public final class EventTimes {

  /** How far live event time may be ahead of the time of ingestion: a clock is wrong beyond. */
  private static final long MOST_AHEAD_US = 1_000_000;

  private EventTimes() {}

  /**
   * The event time, held back to a second beyond the ingestion when live: one camera with a wrong
   * clock would otherwise declare everything of its own late that follows. The skew of live clocks
   * itself is corrected by the adapters.
   *
   * @param ingestedUs when the record was taken in, by the adapter's clock or the broker's; 0 when
   *     not known
   */
  public static long clamp(long atUs, long ingestedUs, TimeMode mode) {
    return mode == TimeMode.LIVE && ingestedUs > 0
        ? Math.min(atUs, ingestedUs + MOST_AHEAD_US)
        : atUs;
  }
}
