package dev.gantry.topologies.config;

import dev.gantry.domain.tracking.TrackerSettings;
import java.time.Duration;

/**
 * Settings of TRACKING.
 *
 * @param tracker how tracks are made
 * @param silence how long nothing is heard of a camera, by the wall clock, until its tracks end;
 *     longer than the tracker keeps an unseen track, so that a camera that comes back live finds
 *     its tracks ended either way
 * @param silenceAfterStart as {@code silence}, for cameras that have not been heard of since this
 *     instance took them over: what feeds it may be starting too
 */
public record TrackingConfig(
    TrackerSettings tracker, Duration silence, Duration silenceAfterStart) {

  /** The defaults. */
  public static final TrackingConfig DEFAULT =
      new TrackingConfig(TrackerSettings.DEFAULT, Duration.ofSeconds(10), Duration.ofSeconds(60));

  public TrackingConfig {
    if (silence.compareTo(tracker.maxAge()) < 0) {
      throw new IllegalArgumentException(
          "tracking.silence: expected the tracker's max_age of "
              + tracker.maxAge()
              + " or more, found "
              + silence);
    }
    if (silenceAfterStart.compareTo(silence) < 0) {
      throw new IllegalArgumentException(
          "tracking.silence_after_start: expected tracking.silence of "
              + silence
              + " or more, found "
              + silenceAfterStart);
    }
  }
}
