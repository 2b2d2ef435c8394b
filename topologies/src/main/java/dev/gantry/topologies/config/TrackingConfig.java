package dev.gantry.topologies.config;

import dev.gantry.domain.tracking.TrackerSettings;
import java.time.Duration;

/**
 * Settings of TRACKING.
 *
 * @param tracker how tracks are made
 * @param silence how long nothing is heard of a camera, while others of its partition are heard,
 *     until its tracks end; longer than the tracker keeps an unseen track, so that a camera that
 *     comes back live finds its tracks ended either way
 * @param stillness as {@code silence}, where nothing is heard on the partition at all, or of the
 *     camera since this instance took it over: brokers may be failing over, or what feeds it
 *     starting, and then its frames go on where they stopped and so must its tracks
 */
public record TrackingConfig(TrackerSettings tracker, Duration silence, Duration stillness) {

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
    if (stillness.compareTo(silence) < 0) {
      throw new IllegalArgumentException(
          "tracking.stillness: expected tracking.silence of "
              + silence
              + " or more, found "
              + stillness);
    }
  }
}
