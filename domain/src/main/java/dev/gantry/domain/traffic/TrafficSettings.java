package dev.gantry.domain.traffic;

import dev.gantry.domain.time.Micros;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * How traffic is summed up over event time.
 *
 * @param pane length of the panes that windows are merged from
 * @param windows windows, in ascending lengths; the distance of their starts is a multiple of the
 *     pane
 * @param settle how far a camera goes beyond the end of a pane before the pane is first told of
 * @param finalDelay how far every camera goes beyond the end of a window before it is final, {@code
 *     settle} or more
 * @param grace how far behind its camera a step may be and still change a window, {@code
 *     finalDelay} or more
 * @param retention how far beyond the end of a window a segment's cameras go before it can no
 *     longer be corrected, {@code grace} or more
 * @param lag how far behind a segment's fastest camera one that had vehicles there, or shares it by
 *     its definition, may fall and still correct windows, {@code retention} or more: a partition
 *     may stand still for as long
 * @param idle how long nothing is heard of a camera, by the wall clock, until it holds back no
 *     window of the segments it shares; and, in event time, how long a camera may say nothing and
 *     still have looked on
 * @param emptyFor how long after the last vehicle on a segment windows without any are told while
 *     its cameras look on, 0 or more
 */
public record TrafficSettings(
    Duration pane,
    List<WindowSpan> windows,
    Duration settle,
    Duration finalDelay,
    Duration grace,
    Duration retention,
    Duration lag,
    Duration idle,
    Duration emptyFor) {

  /**
   * Windows of 10 s, since that is what an operator sees change, and of 60 s, since one vehicle in
   * 10 s already is a flow of 360 an hour. A track ends up to 2 s after it was last seen: what
   * comes in time for that is in the final window, and 5 s of grace leave room for a slower
   * producer of detections. A week of minutes without a vehicle is as far as anomalies look back.
   */
  public static final TrafficSettings DEFAULT =
      new TrafficSettings(
          Duration.ofSeconds(1),
          List.of(
              WindowSpan.tumbling(Duration.ofSeconds(10)),
              WindowSpan.tumbling(Duration.ofSeconds(60))),
          Duration.ofMillis(250),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          Duration.ofDays(7));

  public TrafficSettings {
    windows = List.copyOf(windows);
    if (pane.toMillis() < 1) {
      throw new IllegalArgumentException("traffic.pane: expected 1 ms or more, found " + pane);
    }
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("traffic.windows: expected one or more, found none");
    }
    Duration shorter = Duration.ZERO;
    for (WindowSpan window : windows) {
      if (window.length().compareTo(shorter) <= 0
          || Micros.of(window.every()) % Micros.of(pane) != 0) {
        throw new IllegalArgumentException(
            "traffic.windows: expected ascending lengths and multiples of the pane of "
                + pane
                + ", found "
                + windows);
      }
      shorter = window.length();
    }
    requireAscending("final_delay", settle, finalDelay);
    requireAscending("grace", finalDelay, grace);
    requireAscending("retention", grace, retention);
    requireAscending("lag", retention, lag);
    requireAscending("empty_for", Duration.ZERO, emptyFor);
    if (settle.isNegative() || idle.toMillis() < 1) {
      throw new IllegalArgumentException(
          "traffic.settle, traffic.idle: expected 0 or more and 1 ms or more, found "
              + settle
              + " and "
              + idle);
    }
  }

  private static void requireAscending(String name, Duration least, Duration value) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "traffic." + name + ": expected " + least + " or more, found " + value);
    }
  }

  long paneUs() {
    return Micros.of(pane);
  }

  long longestWindowUs() {
    return Micros.of(windows.get(windows.size() - 1).length());
  }

  /** Whether a window is settled when a camera has come from one time to another. */
  boolean isSettledBetween(long fromUs, long toUs) {
    long delayUs = Micros.of(finalDelay);
    return windows.stream().anyMatch(span -> span.endsBetween(fromUs - delayUs, toUs - delayUs));
  }

  /**
   * The windows that are settled when a camera has come from one time to another, in the order of
   * their ends; of those that end together the shortest.
   */
  Collection<WindowKey> settledBetween(long fromUs, long toUs) {
    long delayUs = Micros.of(finalDelay);
    TreeMap<Long, WindowKey> shortest = new TreeMap<>();
    for (WindowSpan span : windows) {
      span.ending(fromUs - delayUs, toUs - delayUs)
          .forEach(key -> shortest.putIfAbsent(key.endUs(), key));
    }
    return shortest.values();
  }
}
