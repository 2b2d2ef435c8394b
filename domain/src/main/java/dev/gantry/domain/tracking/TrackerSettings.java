package dev.gantry.domain.tracking;

import java.time.Duration;

/**
 * How a {@link CameraTracker} decides. Times are event time, lengths are shares of an object's size
 * (the root of its box's area), so that one setting serves every resolution and frame rate.
 *
 * @param highScore detections from this score on start tracks and are associated first, 0 to 1
 * @param lowScore detections below are left out, 0 to {@code highScore}
 * @param minHits detections after which an object that has moved is confirmed, 1 or more
 * @param minLifetime time from the first detection to that confirmation
 * @param minMedianScore median score any track needs to be confirmed, 0 to 1
 * @param sureHits detections after which an object that the detector is sure of is confirmed, moved
 *     or not, 1 or more
 * @param sureLifetime time from the first detection to that confirmation
 * @param sureScore score, averaged over the last tenths of a second, from which a detector is sure,
 *     0 to 1: what it sees wrongly in the background stays there, and scores less
 * @param motionMinHits as {@code minHits}, for objects without a class
 * @param motionMinLifetime as {@code minLifetime}, for objects without a class
 * @param motionStillLifetime as {@code motionMinLifetime}, for one that has not moved, but was seen
 *     surely nearly all that time: what only flickers is not
 * @param minTravel way from which an object has moved, in sizes, 0 or more
 * @param minSteadiness share of its recent movement that a steady velocity must explain, for an
 *     object to have moved, 0 to 1
 * @param motionMinHitRatio as {@code minHitRatio}, for objects without a class
 * @param minHitRatio share of the frames since its first detection in which a track was seen, to be
 *     confirmed, 0 to 1
 * @param maxAge time a confirmed track is predicted without being seen before it ends
 * @param leavingMaxAge as {@code maxAge}, for a track last seen on its way out over the border
 * @param tentativeMaxAge as {@code maxAge}, before the confirmation
 * @param maxMerged time tracks are kept apart while one detection covers several of them
 * @param speedWindow time the live speed over ground looks back
 * @param maxTracks tracks kept for one camera, the unconfirmed included; 1 to 1000
 * @param maxDetections detections used of one frame, in their order; 1 to 1000
 */
public record TrackerSettings(
    double highScore,
    double lowScore,
    int minHits,
    Duration minLifetime,
    double minMedianScore,
    int sureHits,
    Duration sureLifetime,
    double sureScore,
    int motionMinHits,
    Duration motionMinLifetime,
    Duration motionStillLifetime,
    double minTravel,
    double minSteadiness,
    double motionMinHitRatio,
    double minHitRatio,
    Duration maxAge,
    Duration leavingMaxAge,
    Duration tentativeMaxAge,
    Duration maxMerged,
    Duration speedWindow,
    int maxTracks,
    int maxDetections) {

  /** Settings for traffic and people, seen by fixed cameras at 5 to 60 frames per second. */
  public static final TrackerSettings DEFAULT =
      new TrackerSettings(
          0.4,
          0.2,
          3,
          Duration.ofMillis(150),
          0.4,
          2,
          Duration.ofMillis(90),
          0.6,
          6,
          Duration.ofMillis(500),
          Duration.ofSeconds(5),
          0.6,
          0.9,
          0.75,
          0.5,
          Duration.ofMillis(1500),
          Duration.ofMillis(400),
          Duration.ofMillis(350),
          Duration.ofSeconds(3),
          Duration.ofMillis(1200),
          200,
          300);

  public TrackerSettings {
    share("high_score", highScore);
    share("low_score", lowScore);
    share("min_median_score", minMedianScore);
    share("sure_score", sureScore);
    share("min_steadiness", minSteadiness);
    share("motion_min_hit_ratio", motionMinHitRatio);
    share("min_hit_ratio", minHitRatio);
    if (lowScore > highScore) {
      throw new IllegalArgumentException(
          "low_score: expected at most high_score (" + highScore + "), found " + lowScore);
    }
    if (!(minTravel >= 0)) {
      throw new IllegalArgumentException("min_travel: expected 0 or more, found " + minTravel);
    }
    count("min_hits", minHits, Integer.MAX_VALUE);
    count("sure_hits", sureHits, Integer.MAX_VALUE);
    count("motion_min_hits", motionMinHits, Integer.MAX_VALUE);
    count("max_tracks", maxTracks, 1000);
    count("max_detections", maxDetections, 1000);
    time("min_lifetime", minLifetime);
    time("sure_lifetime", sureLifetime);
    time("motion_min_lifetime", motionMinLifetime);
    time("motion_still_lifetime", motionStillLifetime);
    time("max_age", maxAge);
    time("leaving_max_age", leavingMaxAge);
    time("tentative_max_age", tentativeMaxAge);
    time("max_merged", maxMerged);
    time("speed_window", speedWindow);
  }

  private static void share(String field, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(field + ": expected 0 to 1, found " + value);
    }
  }

  private static void count(String field, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(field + ": expected 1 to " + most + ", found " + value);
    }
  }

  private static void time(String field, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(field + ": expected 0 or more, found " + value);
    }
  }
}
