package dev.gantry.ingest;

import java.time.Duration;
import java.util.Optional;

/**
 * Leaves frames out evenly so that a rate is kept: time is cut into slots of one frame each, and
 * the first frame in a slot is taken. Depends on times alone, so a repeated run takes the same
 * frames.
 */
final class FrameRateCap {

  /** A frame a hair before its slot belongs to it: times of 29.97 frames/s are rounded. */
  private static final double SLACK_SLOTS = 0.02;

  private final Optional<Double> maxFps;
  private long lastSlot = Long.MIN_VALUE;

  FrameRateCap(Optional<Double> maxFps) {
    this.maxFps = maxFps;
  }

  /** Whether the frame at a position is taken; positions come in order. */
  boolean takes(Duration position) {
    if (maxFps.isEmpty()) {
      return true;
    }
    long slot = (long) Math.floor(position.toNanos() * 1e-9 * maxFps.get() + SLACK_SLOTS);
    if (slot == lastSlot) {
      return false;
    }
    lastSlot = slot;
    return true;
  }
}
