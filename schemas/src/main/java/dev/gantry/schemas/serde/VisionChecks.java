package dev.gantry.schemas.serde;

import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import java.util.List;
import java.util.regex.Pattern;

/** Checks of frames and what is seen in them. */
final class VisionChecks {

  /** Largest image inline, bytes. */
  private static final int LARGEST_IMAGE = 1_048_576;

  /** Largest side of a frame, pixels: what JPEG itself can say. */
  private static final int LARGEST_SIDE = 65_535;

  /** Most boxes in a frame. A detector gives hundreds at most; association is quadratic. */
  private static final int MOST_DETECTIONS = 2_000;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private VisionChecks() {}

  static void frame(Frame frame) {
    Check.id("camera_id", frame.getCameraId());
    Check.atLeast("stream_epoch", frame.getStreamEpoch(), 0);
    Check.atLeast("frame_seq", frame.getFrameSeq(), 0);
    Check.eventTime("captured_at_us", frame.getCapturedAtUs());
    Check.optionalTime("ingested_at_us", frame.getIngestedAtUs());
    size(frame.getWidth(), frame.getHeight());
    if (!"jpeg".equals(frame.getEncoding())) {
      throw Check.invalid("encoding", "jpeg", frame.getEncoding());
    }
    int bytes = frame.getImage().remaining();
    Check.atMost("image", bytes, LARGEST_IMAGE);
    boolean inline = bytes > 0;
    if (inline != frame.getImageRef().isEmpty()) {
      throw Check.fault("image", "either an image or image_ref", inline ? "both" : "neither");
    }
    if (!frame.getImageSha256().isEmpty() && !SHA256.matcher(frame.getImageSha256()).matches()) {
      throw Check.invalid(
          "image_sha256", "64 lower-case hexadecimal digits", frame.getImageSha256());
    }
  }

  static void cameraEvent(CameraEvent event) {
    Check.id("camera_id", event.getCameraId());
    Check.atLeast("stream_epoch", event.getStreamEpoch(), 0);
    Check.known("type", event.getType(), CameraEventType.UNKNOWN);
    Check.eventTime("occurred_at_us", event.getOccurredAtUs());
    Check.optionalTime("ingested_at_us", event.getIngestedAtUs());
    Check.atLeast("frame_seq", event.getFrameSeq(), 0);
    Check.atLeast("frame_count", event.getFrameCount(), 0);
  }

  static void frameDetections(FrameDetections frame) {
    Check.id("camera_id", frame.getCameraId());
    Check.atLeast("stream_epoch", frame.getStreamEpoch(), 0);
    Check.atLeast("frame_seq", frame.getFrameSeq(), 0);
    Check.eventTime("captured_at_us", frame.getCapturedAtUs());
    Check.optionalTime("ingested_at_us", frame.getIngestedAtUs());
    size(frame.getWidth(), frame.getHeight());
    List<Detection> detections = frame.getDetections();
    Check.atMost("detections", detections.size(), MOST_DETECTIONS);
    float previous = Float.POSITIVE_INFINITY;
    for (int i = 0; i < detections.size(); i++) {
      Detection detection = detections.get(i);
      if (!isGood(detection)) {
        explain(i, detection);
      }
      if (detection.getScore() > previous) {
        throw Check.invalid(
            "detections[" + i + "].score",
            "at most that of the box before, " + previous + " (boxes are sorted)",
            detection.getScore());
      }
      previous = detection.getScore();
    }
  }

  /** The checks of {@link #explain} in one expression, so that names are made only for a fault. */
  private static boolean isGood(Detection box) {
    return box.getScore() >= 0
        && box.getScore() <= 1
        && Float.isFinite(box.getX())
        && Float.isFinite(box.getY())
        && box.getWidth() > 0
        && box.getWidth() <= Float.MAX_VALUE
        && box.getHeight() > 0
        && box.getHeight() <= Float.MAX_VALUE
        && !box.getLabel().isBlank()
        && box.getLabel().length() <= TextLimits.NAME;
  }

  private static void explain(int index, Detection box) {
    String path = "detections[" + index + "].";
    Check.present(path + "label", box.getLabel());
    TextLimits.requireName(path + "label", box.getLabel());
    Check.within(path + "score", box.getScore(), 0, 1);
    Check.finite(path + "x", box.getX());
    Check.finite(path + "y", box.getY());
    Check.positive(path + "width", box.getWidth());
    Check.positive(path + "height", box.getHeight());
  }

  static void trackUpdate(TrackUpdate track) {
    Check.id("camera_id", track.getCameraId());
    if (track.getState() != TrackState.WATCHED) {
      Check.present("track_id", track.getTrackId());
    }
    Check.atLeast("stream_epoch", track.getStreamEpoch(), 0);
    Check.atLeast("frame_seq", track.getFrameSeq(), 0);
    Check.eventTime("captured_at_us", track.getCapturedAtUs());
    Check.within("score", track.getScore(), 0, 1);
    Check.finite("x", track.getX());
    Check.finite("y", track.getY());
    Check.notNegative("width", track.getWidth());
    Check.notNegative("height", track.getHeight());
    Check.notNegative("speed_px_s", track.getSpeedPxS());
    Check.finite("x_m", track.getXM());
    Check.finite("y_m", track.getYM());
    Check.notNegative("speed_mps", track.getSpeedMps());
    Check.notNegative("speed_sigma_mps", track.getSpeedSigmaMps());
    Check.within("heading_deg", track.getHeadingDeg(), 0, 360);
    Check.notNegative("limit_mps", track.getLimitMps());
  }

  private static void size(int width, int height) {
    Check.atLeast("width", width, 1);
    Check.atMost("width", width, LARGEST_SIDE);
    Check.atLeast("height", height, 1);
    Check.atMost("height", height, LARGEST_SIDE);
  }
}
