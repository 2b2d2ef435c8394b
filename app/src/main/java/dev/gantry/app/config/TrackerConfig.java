package dev.gantry.app.config;

import dev.gantry.domain.tracking.TrackerSettings;
import dev.gantry.topologies.config.TrackingConfig;
import java.time.Duration;
import java.util.List;

/**
 * How detections become tracks, in the words of {@link TrackerSettings}. Sizes are roots of the
 * areas of boxes.
 */
public record TrackerConfig(
    @Setting(
            doc = "Detections from this score on start tracks and are associated first.",
            byDefault = "0.4",
            min = 0,
            max = 1)
        double highScore,
    @Setting(
            doc = "Detections below this score are left out; at most `high_score`.",
            byDefault = "0.2",
            min = 0,
            max = 1)
        double lowScore,
    @Setting(
            doc = "Detections after which an object that has moved is told of.",
            byDefault = "3",
            min = 1,
            max = 1000)
        int minHits,
    @Setting(doc = "Time from the first detection until then.", byDefault = "150ms")
        Duration minLifetime,
    @Setting(
            doc = "Median score any track needs to be told of.",
            byDefault = "0.4",
            min = 0,
            max = 1)
        double minMedianScore,
    @Setting(
            doc =
                "Detections after which an object that the detector is sure of is told of, moved or"
                    + " not.",
            byDefault = "2",
            min = 1,
            max = 1000)
        int sureHits,
    @Setting(doc = "Time from the first detection until then.", byDefault = "90ms")
        Duration sureLifetime,
    @Setting(
            doc =
                "Score, averaged over the last tenths of a second, from which a detector is sure.",
            byDefault = "0.6",
            min = 0,
            max = 1)
        double sureScore,
    @Setting(
            doc = "As `min_hits`, for objects without a class, as motion detectors find them.",
            byDefault = "6",
            min = 1,
            max = 1000)
        int motionMinHits,
    @Setting(doc = "As `min_lifetime`, for objects without a class.", byDefault = "500ms")
        Duration motionMinLifetime,
    @Setting(
            doc =
                "As `motion_min_lifetime`, for objects that have not moved, but were seen surely"
                    + " nearly all that time.",
            byDefault = "5s")
        Duration motionStillLifetime,
    @Setting(
            doc = "Way from which an object has moved, in sizes.",
            byDefault = "0.6",
            min = 0,
            max = 1000)
        double minTravel,
    @Setting(
            doc =
                "Share of its recent movement that a steady velocity must explain for an object to"
                    + " have moved.",
            byDefault = "0.9",
            min = 0,
            max = 1)
        double minSteadiness,
    @Setting(
            doc = "As `min_hit_ratio`, for objects without a class.",
            byDefault = "0.75",
            min = 0,
            max = 1)
        double motionMinHitRatio,
    @Setting(
            doc = "Share of its frames in which a track must have been seen to be told of.",
            byDefault = "0.5",
            min = 0,
            max = 1)
        double minHitRatio,
    @Setting(
            doc = "Time a track is predicted without being seen before it ends.",
            byDefault = "1500ms")
        Duration maxAge,
    @Setting(doc = "The same for one last seen on its way out of the picture.", byDefault = "400ms")
        Duration leavingMaxAge,
    @Setting(doc = "The same for one that was not told of yet.", byDefault = "350ms")
        Duration tentativeMaxAge,
    @Setting(
            doc = "Time tracks are kept apart while one detection covers several of them.",
            byDefault = "3s")
        Duration maxMerged,
    @Setting(doc = "Time the live speed over ground looks back.", byDefault = "1200ms")
        Duration speedWindow,
    @Setting(doc = "Tracks kept for one camera.", byDefault = "200", min = 1, max = 1000)
        int maxTracks,
    @Setting(
            doc = "Detections used of one frame, the surest first.",
            byDefault = "300",
            min = 1,
            max = 1000)
        int maxDetections,
    @Setting(
            doc =
                "How long nothing is heard of a camera until its tracks end; at least `max_age`. Where"
                    + " its frames go on after that, as when its pictures were worked through late,"
                    + " they begin new tracks.",
            byDefault = "60s")
        Duration silence)
    implements Section {

  /** As TRACKING takes it. */
  public TrackingConfig toSettings() {
    return new TrackingConfig(
        new TrackerSettings(
            highScore,
            lowScore,
            minHits,
            minLifetime,
            minMedianScore,
            sureHits,
            sureLifetime,
            sureScore,
            motionMinHits,
            motionMinLifetime,
            motionStillLifetime,
            minTravel,
            minSteadiness,
            motionMinHitRatio,
            minHitRatio,
            maxAge,
            leavingMaxAge,
            tentativeMaxAge,
            maxMerged,
            speedWindow,
            maxTracks,
            maxDetections),
        silence);
  }

  @Override
  public List<Conflict> conflicts() {
    return Section.conflictsOf("tracking", this::toSettings);
  }
}
