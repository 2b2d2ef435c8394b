package dev.gantry.topologies.processor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Decides which skipped frames are told of: the first at once, then one in an interval with how
 * many there were, so that a camera that is skipped altogether says so without flooding.
 */
final class SkipTally {

  private final long intervalMs;
  private final Map<String, Tally> tallies = new HashMap<>();

  private static final class Tally {
    private String reason = "";
    private long toldAtMs;
    private long untold;
  }

  SkipTally(Duration interval) {
    this.intervalMs = interval.toMillis();
  }

  /** Counts a skipped frame; how many to tell of now, if any. */
  OptionalLong skip(String camera, String reason, long nowMs) {
    Tally tally = tallies.computeIfAbsent(camera, id -> new Tally());
    tally.untold++;
    if (tally.reason.equals(reason) && nowMs - tally.toldAtMs < intervalMs) {
      return OptionalLong.empty();
    }
    long told = tally.untold;
    tally.reason = reason;
    tally.toldAtMs = nowMs;
    tally.untold = 0;
    return OptionalLong.of(told);
  }
}
