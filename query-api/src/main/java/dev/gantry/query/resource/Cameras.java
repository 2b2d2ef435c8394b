package dev.gantry.query.resource;

import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Frame;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cameras and their events as the API shows them. */
public final class Cameras {

  private Cameras() {}

  /** All cameras. */
  public record CameraList(@Doc("The cameras, by id.") List<Camera> cameras) {

    public CameraList {
      cameras = List.copyOf(cameras);
    }
  }

  /** A camera: what was stated about it, and how it is. */
  public record Camera(
      @Doc(value = "Id of the camera.", example = "bridge-north") String id,
      @Doc(
              value = "Version of its definition; null for a camera that sends without one.",
              example = "1")
          @Nullable Integer version,
      @Doc(value = "Site; null when not known.", example = "harbour") @Nullable String site,
      @Doc(value = "How it is.", example = "online") State state,
      @Doc(value = "Why it is so, in words.", example = "frames are arriving") String stateDetail,
      @Doc(
              value = "When that was said or noticed, wall clock; null when nothing was heard yet.",
              example = "2026-03-04T08:15:30.250000Z")
          @Nullable Instant stateSince,
      @Doc(
              value = "Whether pixels become metres. If not, there are only pixel speeds.",
              example = "true")
          boolean calibrated,
      @Doc(value = "How it is calibrated, in words.", example = "from 4 points on the ground")
          String calibration,
      @Doc(value = "Frames per second that arrive.", example = "10") double framesPerSecond,
      @Doc("Its newest frame; null before the first.") @Nullable LatestFrame latestFrame,
      @Doc(value = "Where its picture is.", example = "/v1/cameras/bridge-north/frame.jpg")
          String image,
      @Doc(value = "Road segments it sees.", example = "[\"harbour-rd-north\"]")
          List<String> segments,
      @Doc(value = "Its zones.", example = "[\"school\"]") List<String> zones,
      @Doc(value = "Its lines.", example = "[\"stop\"]") List<String> lines,
      @Doc(
              value = "Where its frames come from, without credentials; null when not stated.",
              example = "rtsp://10.0.0.5/main")
          @Nullable String source,
      @Doc(value = "Model stated for it; null for the default.", example = "box-v1")
          @Nullable String model) {

    public Camera {
      segments = List.copyOf(segments);
      zones = List.copyOf(zones);
      lines = List.copyOf(lines);
    }
  }

  /** How a camera is. */
  public enum State {
    /** Frames are arriving. */
    ONLINE,
    /** It said that it is online, but no frame arrives. */
    SILENT,
    /** The same picture all the time. */
    FROZEN,
    /** Hardly anything is to be seen: something is before the lens. */
    COVERED,
    /** It shows another place than it did. */
    TURNED,
    /** Its source can't be reached, or was refused. */
    OFFLINE,
    /** Its source is at its end. */
    ENDED,
    /** Nothing was heard of it yet. */
    WAITING
  }

  /** The newest frame of a camera. */
  public record LatestFrame(
      @Doc(value = "Epoch of the camera's stream.", example = "7") long streamEpoch,
      @Doc(value = "Index of the frame within the epoch.", example = "148") long frameSeq,
      @Doc(value = "When it was captured.", example = "2026-01-01T00:00:14.800000Z")
          Instant capturedAt,
      @Doc(value = "When it was taken in, wall clock.", example = "2026-03-04T08:15:44.801000Z")
          Instant ingestedAt,
      Clocked timeMode,
      @Doc(value = "Width, pixels.", example = "960") int width,
      @Doc(value = "Height, pixels.", example = "540") int height) {

    /** As the API shows a frame. */
    public static LatestFrame of(Frame frame) {
      return new LatestFrame(
          frame.getStreamEpoch(),
          frame.getFrameSeq(),
          Units.time(frame.getCapturedAtUs()),
          Units.time(frame.getIngestedAtUs()),
          Clocked.of(frame.getTimeMode()),
          frame.getWidth(),
          frame.getHeight());
    }
  }

  /** The last events of cameras. */
  public record EventList(@Doc("The events, the newest first.") List<Event> events) {

    public EventList {
      events = List.copyOf(events);
    }
  }

  /** Something that happened to a camera or its stream. */
  public record Event(
      @Doc(value = "Camera.", example = "bridge-north") String camera,
      @Doc(value = "Site; null when not known.", example = "harbour") @Nullable String site,
      @Doc(value = "What happened.", example = "online") EventType type,
      @Doc(value = "When, in event time.", example = "2026-01-01T00:00:00.000000Z")
          Instant occurredAt,
      @Doc(value = "When it was taken in, wall clock.", example = "2026-03-04T08:15:30.250000Z")
          Instant ingestedAt,
      Clocked timeMode,
      @Doc(value = "Why, in words; empty when there is nothing to say.", example = "")
          String reason,
      @Doc(value = "Epoch of the camera's stream.", example = "7") long streamEpoch,
      @Doc(value = "Frame it happened at.", example = "0") long frameSeq,
      @Doc(value = "Frames concerned: sent so far, or skipped.", example = "0") long frameCount,
      @Doc(value = "Name of the source; empty when not known.", example = "bridge.mp4")
          String source) {

    /** As the API shows an event. */
    public static Event of(CameraEvent event) {
      return new Event(
          event.getCameraId(),
          Units.textOrNull(event.getSite()),
          EventType.valueOf(event.getType().name()),
          Units.time(event.getOccurredAtUs()),
          Units.time(event.getIngestedAtUs()),
          Clocked.of(event.getTimeMode()),
          event.getReason(),
          event.getStreamEpoch(),
          event.getFrameSeq(),
          event.getFrameCount(),
          event.getSource());
    }
  }

  /** What happened to a camera. */
  public enum EventType {
    UNKNOWN,
    ONLINE,
    OFFLINE,
    ENDED,
    FROZEN,
    REJECTED,
    SKIPPED,
    COVERED,
    TURNED,
    RESTORED
  }
}
