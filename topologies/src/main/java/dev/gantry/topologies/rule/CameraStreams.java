package dev.gantry.topologies.rule;

import static dev.gantry.topologies.rule.StreamFields.event;
import static dev.gantry.topologies.rule.StreamFields.eventBuilder;
import static dev.gantry.topologies.rule.StreamFields.reading;
import static dev.gantry.topologies.rule.StreamFields.stream;

import dev.gantry.domain.geometry.Speeds;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import java.time.Duration;

/** The streams that come from cameras. */
final class CameraStreams {

  /** A track that was not seen for longer than this no longer holds what it held. */
  private static final Duration TRACK_GAP = Duration.ofSeconds(2);

  /**
   * Standard normal quantile of 95 %: the true speed lies above speed - 1.645 sigma with a
   * probability of 95 % (one-sided bound, errors taken as normal).
   */
  private static final double ONE_SIDED_95 = 1.645;

  private CameraStreams() {}

  static RuleStream tracks() {
    FieldTable track =
        new FieldTable.Builder("track", TrackUpdate.SCHEMA$)
            .without("camera_id", "site", "x", "y", "width", "height", "limit_mps", "observed")
            .without("stream_epoch", "frame_seq", "camera_version", "model", "time_to_collision_s")
            .without("aimed_s")
            .renaming("track_id", "id")
            .with(
                "speed_kmh_low95",
                FieldType.NUMBER,
                "Speed that the track exceeds with 95 % certainty: speed_kmh - 1.645"
                    + " speed_sigma_kmh, at least 0, km/h; 0 while speed_known is false.",
                reading(TrackUpdate.class, CameraStreams::speedLow95))
            .with(
                "time_to_collision_s",
                FieldType.NUMBER,
                "Time until it and conflict_with touch if both go on as they do, seconds; infinite"
                    + " when it is on no collision course, so that it is less than nothing.",
                reading(TrackUpdate.class, update -> timeToCollision(update, 0)))
            .with(
                "time_to_collision_s_high95",
                FieldType.NUMBER,
                "Time that this is below with 95 % certainty: time_to_collision_s + 1.645"
                    + " time_to_collision_sigma_s, seconds.",
                reading(TrackUpdate.class, update -> timeToCollision(update, ONE_SIDED_95)))
            .with(
                "avoidance_mps2_low95",
                FieldType.NUMBER,
                "Braking that it needs more than with 95 % certainty: avoidance_mps2 - 1.645"
                    + " avoidance_sigma_mps2, at least 0, m/s².",
                reading(TrackUpdate.class, CameraStreams::avoidanceLow95))
            .with(
                "aimed_s",
                FieldType.NUMBER,
                "Time since the camera was last seen to look where its calibration says: somebody"
                    + " in its picture went along a segment as its traffic usually does, seconds;"
                    + " infinite when that was never seen.",
                reading(TrackUpdate.class, update -> aimed(update.getAimedS())))
            .with(
                "age_s",
                FieldType.NUMBER,
                "Time since the first detection, seconds, 0 or more.",
                reading(
                    TrackUpdate.class,
                    update -> (update.getCapturedAtUs() - update.getStartedAtUs()) / 1e6))
            .build();
    FieldTable detection =
        new FieldTable.Builder("detection", TrackUpdate.SCHEMA$)
            .only("x", "y", "width", "height", "observed", "model", "frame_seq")
            .build();
    FieldTable camera =
        new FieldTable.Builder("camera", TrackUpdate.SCHEMA$)
            .only("camera_id", "site", "camera_version")
            .renaming("camera_id", "id")
            .renaming("camera_version", "version")
            .with(
                "limit_kmh",
                FieldType.NUMBER,
                "Speed limit of the segment the track is on, km/h; infinite when there is none, so"
                    + " that no speed exceeds it.",
                reading(TrackUpdate.class, update -> limitKmh(update.getLimitMps())))
            .build();
    return stream(
            "vehicle-tracks",
            TrackUpdate.class,
            TrackUpdate::getCapturedAtUs,
            TrackUpdate::getTimeMode,
            update -> update.getTrackId() + "@" + update.getFrameSeq())
        .tables(
            track,
            detection,
            camera,
            event(TrackUpdate.class, TrackUpdate.SCHEMA$, TrackUpdate::getCapturedAtUs))
        .label("camera", reading(TrackUpdate.class, TrackUpdate::getCameraId))
        .label("track", reading(TrackUpdate.class, TrackUpdate::getTrackId))
        .label("site", reading(TrackUpdate.class, TrackUpdate::getSite))
        .label("segment", reading(TrackUpdate.class, TrackUpdate::getSegment))
        .label("gate", reading(TrackUpdate.class, TrackUpdate::getGate))
        .label("label", reading(TrackUpdate.class, TrackUpdate::getLabel))
        .label("stand", reading(TrackUpdate.class, TrackUpdate::getStand))
        .identity("camera", "track")
        .timePer(
            reading(
                TrackUpdate.class, update -> update.getCameraId() + "/" + update.getStreamEpoch()))
        .watching(record -> ((TrackUpdate) record).getState() == TrackState.WATCHED)
        .ending(
            "track",
            TRACK_GAP,
            record -> ((TrackUpdate) record).getState() == TrackState.NEW,
            record -> ((TrackUpdate) record).getState() == TrackState.END)
        .build();
  }

  static RuleStream segments() {
    FieldTable segment =
        new FieldTable.Builder("segment", SpeedWindow.SCHEMA$)
            .without("limit_mps")
            .renaming("segment_id", "id")
            .with(
                "limit_kmh",
                FieldType.NUMBER,
                "Speed limit of the segment, km/h; infinite when there is none.",
                reading(SpeedWindow.class, window -> limitKmh(window.getLimitMps())))
            .with(
                "window_s",
                FieldType.NUMBER,
                "Length of the window, seconds.",
                reading(
                    SpeedWindow.class,
                    window -> (window.getWindowEndUs() - window.getWindowStartUs()) / 1e6))
            .build();
    return stream(
            "segment-speeds",
            SpeedWindow.class,
            SpeedWindow::getWindowEndUs,
            SpeedWindow::getTimeMode,
            window ->
                window.getSegmentId()
                    + "@"
                    + window.getWindowStartUs()
                    + "-"
                    + window.getRevision())
        .tables(segment, event(SpeedWindow.class, SpeedWindow.SCHEMA$, SpeedWindow::getWindowEndUs))
        .label("segment", reading(SpeedWindow.class, SpeedWindow::getSegmentId))
        .label("site", reading(SpeedWindow.class, SpeedWindow::getSite))
        .identity("segment")
        .timePer(reading(SpeedWindow.class, CameraStreams::timeKey))
        .build();
  }

  /** A window's time is its end, which for a minute's is far ahead of that of ten seconds. */
  private static String timeKey(SpeedWindow window) {
    long micros = window.getWindowEndUs() - window.getWindowStartUs();
    return window.getSegmentId() + "@" + Micros.toDuration(micros);
  }

  static RuleStream cameraEvents() {
    FieldTable camera =
        new FieldTable.Builder("camera", CameraEvent.SCHEMA$)
            .only("camera_id", "site", "source", "stream_epoch", "attributes")
            .renaming("camera_id", "id")
            .build();
    FieldTable event =
        eventBuilder(CameraEvent.class, CameraEvent.SCHEMA$, CameraEvent::getOccurredAtUs)
            .only("type", "reason", "frame_count", "frame_seq")
            .build();
    return stream(
            "camera-events",
            CameraEvent.class,
            CameraEvent::getOccurredAtUs,
            CameraEvent::getTimeMode,
            happened ->
                happened.getCameraId()
                    + "@"
                    + happened.getType()
                    + "-"
                    + happened.getStreamEpoch()
                    + "-"
                    + happened.getOccurredAtUs()
                    + "-"
                    + ContentId.of(happened))
        .tables(camera, event)
        .label("camera", reading(CameraEvent.class, CameraEvent::getCameraId))
        .label("site", reading(CameraEvent.class, CameraEvent::getSite))
        .identity("camera")
        .timePer(
            reading(
                CameraEvent.class,
                happened -> happened.getCameraId() + "/" + happened.getStreamEpoch()))
        .identified(record -> true)
        .build();
  }

  private static double speedLow95(TrackUpdate update) {
    double low = update.getSpeedMps() - ONE_SIDED_95 * update.getSpeedSigmaMps();
    return update.getSpeedKnown() ? Speeds.toKmh(Math.max(0, low)) : 0;
  }

  /**
   * On no collision course, it is 0 in the records; in expressions it is a time that never comes.
   */
  private static double timeToCollision(TrackUpdate update, double sigmas) {
    return update.getTimeToCollisionS() > 0
        ? update.getTimeToCollisionS() + sigmas * update.getTimeToCollisionSigmaS()
        : Double.POSITIVE_INFINITY;
  }

  private static double avoidanceLow95(TrackUpdate update) {
    return Math.max(0, update.getAvoidanceMps2() - ONE_SIDED_95 * update.getAvoidanceSigmaMps2());
  }

  /** Never is below 0 in the records; in expressions it is longer ago than anything. */
  private static double aimed(double seconds) {
    return seconds >= 0 ? seconds : Double.POSITIVE_INFINITY;
  }

  /** No limit is 0 in the records; in expressions it is a limit that nothing exceeds. */
  private static double limitKmh(double limitMps) {
    return limitMps > 0 ? Speeds.toKmh(limitMps) : Double.POSITIVE_INFINITY;
  }
}
