package dev.gantry.query.resource;

import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackUpdate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Detections and tracks as the API shows them. */
public final class Tracks {

  private Tracks() {}

  /** Tracks that have not ended. */
  public record TrackList(
      @Doc(value = Doc.PROVISIONAL + " The live stream is final.", example = "true")
          boolean provisional,
      @Doc("The tracks, by camera and start.") List<Track> tracks) {

    public TrackList {
      tracks = List.copyOf(tracks);
    }
  }

  /** One object over time, at its newest step. */
  public record Track(
      @Doc(value = "Id of the track.", example = "bridge-north-7-120-0") String trackId,
      @Doc(value = "Camera that sees it.", example = "bridge-north") String camera,
      @Doc(value = "Site of the camera; null when not known.", example = "harbour")
          @Nullable String site,
      @Doc(value = "Where the track is in its life.", example = "update") Phase state,
      @Doc(value = "Class label voted over the life of the track.", example = "car") String label,
      @Doc(value = "Median detection score, 0 to 1.", example = "0.87") double score,
      @Doc(value = "Epoch of the camera's stream.", example = "7") long streamEpoch,
      @Doc(value = "Index of the frame within the epoch.", example = "148") long frameSeq,
      @Doc(value = "When the frame was captured.", example = "2026-01-01T00:00:14.800000Z")
          Instant capturedAt,
      @Doc(value = "When the track was first seen.", example = "2026-01-01T00:00:12.000000Z")
          Instant startedAt,
      Clocked timeMode,
      @Doc(value = "Detections matched so far.", example = "29") int hits,
      @Doc("Where it is in the image.") PixelBox box,
      @Doc(
              value = "True when it was seen in this frame, false when its place is predicted.",
              example = "true")
          boolean observed,
      @Doc(
              value = "Whether the camera is calibrated: if not, there are only pixel speeds.",
              example = "true")
          boolean calibrated,
      @Doc(value = "Speed over ground, km/h; null while not known.", example = "52.4")
          @Nullable Double speedKmh,
      @Doc(value = "Standard error of that speed, km/h; null while not known.", example = "1.3")
          @Nullable Double speedSigmaKmh,
      @Doc(value = "Speed in the image, pixels per second.", example = "143.2") double speedPxS,
      @Doc(
              value =
                  "Direction, degrees clockwise from the y axis of the ground; null if unknown.",
              example = "3.5")
          @Nullable Double headingDeg,
      @Doc("Place on the ground; null for an uncalibrated camera.") @Nullable GroundPoint position,
      @Doc(value = "Road segment it is on; null when none.", example = "harbour-rd-north")
          @Nullable String segment,
      @Doc(value = "Speed limit there, km/h; null when none.", example = "50")
          @Nullable Double limitKmh,
      @Doc(
              value = "Which way it goes there: along, against, or null while not known.",
              example = "along")
          @Nullable String direction,
      @Doc(value = "Whether it moves against the heading of its segment.", example = "false")
          boolean wrongWay,
      @Doc(value = "Zones it is in.", example = "[\"school\"]") List<String> zones,
      @Doc(value = "Model that found it.", example = "motion") String model,
      @Doc(value = "Version of the camera definition used; 0 when there is none.", example = "1")
          int cameraVersion) {

    public Track {
      zones = List.copyOf(zones);
    }

    /** As the API shows a step of a track. */
    public static Track of(TrackUpdate update) {
      boolean known = update.getCalibrated() && update.getSpeedKnown();
      return new Track(
          update.getTrackId(),
          update.getCameraId(),
          Units.textOrNull(update.getSite()),
          Phase.valueOf(update.getState().name()),
          update.getLabel(),
          Units.share(update.getScore()),
          update.getStreamEpoch(),
          update.getFrameSeq(),
          Units.time(update.getCapturedAtUs()),
          Units.time(update.getStartedAtUs()),
          Clocked.of(update.getTimeMode()),
          update.getHits(),
          PixelBox.of(update.getX(), update.getY(), update.getWidth(), update.getHeight()),
          update.getObserved(),
          update.getCalibrated(),
          known ? Units.kmh(update.getSpeedMps()) : null,
          known ? Units.kmh(update.getSpeedSigmaMps()) : null,
          Units.tenth(update.getSpeedPxS()),
          known ? Units.tenth(update.getHeadingDeg()) : null,
          update.getCalibrated()
              ? new GroundPoint(Units.metres(update.getXM()), Units.metres(update.getYM()))
              : null,
          Units.textOrNull(update.getSegment()),
          update.getLimitMps() > 0 ? Units.kmh(update.getLimitMps()) : null,
          Units.textOrNull(update.getDirection()),
          update.getWrongWay(),
          update.getZones(),
          update.getModel(),
          update.getCameraVersion());
    }
  }

  /** Where a track is in its life. */
  public enum Phase {
    NEW,
    UPDATE,
    END
  }

  /** A box in the image, pixels from the top left. */
  public record PixelBox(
      @Doc(value = "Left edge, pixels.", example = "312.5") double x,
      @Doc(value = "Top edge, pixels.", example = "208") double y,
      @Doc(value = "Width, pixels.", example = "84") double width,
      @Doc(value = "Height, pixels.", example = "61.5") double height) {

    static PixelBox of(double x, double y, double width, double height) {
      return new PixelBox(Units.tenth(x), Units.tenth(y), Units.tenth(width), Units.tenth(height));
    }
  }

  /** A place on the ground, in the metres of the camera's calibration. */
  public record GroundPoint(
      @Doc(value = "Across, metres.", example = "3.41") double xM,
      @Doc(value = "Along, metres.", example = "27.9") double yM) {}

  /** What a detector found in the newest frame it looked at. */
  public record LatestDetections(
      @Doc(value = Doc.PROVISIONAL, example = "true") boolean provisional,
      @Doc(value = "Camera.", example = "bridge-north") String camera,
      @Doc(value = "Epoch of the camera's stream.", example = "7") long streamEpoch,
      @Doc(value = "Index of the frame within the epoch.", example = "148") long frameSeq,
      @Doc(value = "When the frame was captured.", example = "2026-01-01T00:00:14.800000Z")
          Instant capturedAt,
      Clocked timeMode,
      @Doc(value = "Width of the frame, pixels.", example = "960") int width,
      @Doc(value = "Height of the frame, pixels.", example = "540") int height,
      @Doc(value = "Model that looked.", example = "motion") String model,
      @Doc(value = "Version of the model; 0 when not known.", example = "1") int modelVersion,
      @Doc(value = "Time the model took, milliseconds.", example = "4.2") double inferenceMs,
      @Doc("What it found, the highest score first.") List<DetectedObject> detections) {

    public LatestDetections {
      detections = List.copyOf(detections);
    }

    /** As the API shows the detections of a frame. */
    public static LatestDetections of(FrameDetections frame) {
      return new LatestDetections(
          true,
          frame.getCameraId(),
          frame.getStreamEpoch(),
          frame.getFrameSeq(),
          Units.time(frame.getCapturedAtUs()),
          Clocked.of(frame.getTimeMode()),
          frame.getWidth(),
          frame.getHeight(),
          frame.getModel(),
          frame.getModelVersion(),
          Units.tenth(frame.getInferenceUs() / 1000.0),
          frame.getDetections().stream().map(DetectedObject::of).toList());
    }
  }

  /** One object in one frame. */
  public record DetectedObject(
      @Doc(value = "Class label; object when the detector knows no classes.", example = "car")
          String label,
      @Doc(value = "Confidence, 0 to 1.", example = "0.91") double score,
      @Doc("Where it is.") PixelBox box) {

    static DetectedObject of(Detection detection) {
      return new DetectedObject(
          detection.getLabel(),
          Units.share(detection.getScore()),
          PixelBox.of(
              detection.getX(), detection.getY(), detection.getWidth(), detection.getHeight()));
    }
  }
}
