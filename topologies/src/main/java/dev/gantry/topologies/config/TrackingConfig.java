package dev.gantry.topologies.config;

import dev.gantry.domain.tracking.TrackerSettings;
import java.time.Duration;

/**
 * Settings of TRACKING.
 *
 * @param tracker how tracks are made
 * @param silence how long nothing is heard of a camera until its tracks end. Longer than the
 *     tracker keeps an unseen track, so that a camera that comes back live finds its tracks ended
 *     either way; and longer than brokers take to fail over and whoever looks at its pictures to
 *     start anew: then its frames go on where they stopped, and so must its tracks
 */
public record TrackingConfig(TrackerSettings tracker, Duration silence) {

  /** The defaults. */
  public static final TrackingConfig DEFAULT =
      new TrackingConfig(TrackerSettings.DEFAULT, Duration.ofSeconds(60));

  public TrackingConfig {
    if (silence.compareTo(tracker.maxAge()) < 0) {
      throw new IllegalArgumentException(
          "tracking.silence: expected the tracker's max_age of "
              + tracker.maxAge()
              + " or more, found "
              + silence);
    }
  }
}
