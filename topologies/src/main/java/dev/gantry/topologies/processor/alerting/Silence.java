package dev.gantry.topologies.processor.alerting;

/**
 * Since when something has not been heard. Two clocks count: one stands still while nothing at all
 * is heard, since then MATCH is silent rather than the camera; the other never does. Both count
 * from look to look, no more than {@link #MOST_A_LOOK_MS} each, so that a process that was held up
 * has not waited for anything. Not thread-safe.
 */
final class Silence {

  private static final long MOST_A_LOOK_MS = 2_000;

  /** Silent for so long while others are heard. */
  private static final long SILENT_MS = 30_000;

  /** Silent for so long while nothing is. */
  private static final long STILL_MS = 60_000;

  private long lookedAtMs;
  private long amongOthersMs;
  private long altogetherMs;
  private boolean heard;

  /** When something was heard, by both clocks. */
  record Moment(long amongOthersMs, long altogetherMs) {}

  /** Something is heard now. */
  Moment hear() {
    heard = true;
    return now();
  }

  Moment now() {
    return new Moment(amongOthersMs, altogetherMs);
  }

  void look(long nowMs) {
    long passed = Math.max(0, Math.min(MOST_A_LOOK_MS, nowMs - lookedAtMs));
    lookedAtMs = nowMs;
    altogetherMs += passed;
    if (heard) {
      amongOthersMs += passed;
      heard = false;
    }
  }

  /** Whether so much time has passed since a moment. */
  boolean isPast(Moment moment, long ms) {
    return altogetherMs - moment.altogetherMs >= ms;
  }

  /** Whether what was heard last at a moment counts as silent. */
  boolean isSilent(Moment last) {
    return amongOthersMs - last.amongOthersMs >= SILENT_MS
        || altogetherMs - last.altogetherMs >= STILL_MS;
  }
}
