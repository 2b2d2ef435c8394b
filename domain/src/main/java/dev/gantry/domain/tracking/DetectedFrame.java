package dev.gantry.domain.tracking;

import dev.gantry.domain.detection.Detection;
import java.time.Instant;
import java.util.List;

/**
 * Everything detected in one frame, as the tracker takes it in.
 *
 * @param cameraId camera
 * @param streamEpoch epoch of its stream
 * @param frameSeq index within the epoch
 * @param capturedAt event time
 * @param width width of the frame, pixels; 0 or less when not known
 * @param height height of the frame, pixels; 0 or less when not known
 * @param turned whether its camera is seen, or suspected, to look elsewhere than its definition
 *     says
 * @param detections in any order: the rank of a track's first one, surest first, is part of its id
 */
public record DetectedFrame(
    String cameraId,
    long streamEpoch,
    long frameSeq,
    Instant capturedAt,
    int width,
    int height,
    boolean turned,
    List<Detection> detections) {

  /** A frame of a camera that looks where it should. */
  public DetectedFrame(
      String cameraId,
      long streamEpoch,
      long frameSeq,
      Instant capturedAt,
      int width,
      int height,
      List<Detection> detections) {
    this(cameraId, streamEpoch, frameSeq, capturedAt, width, height, false, detections);
  }

  public DetectedFrame {
    detections = List.copyOf(detections);
  }
}
