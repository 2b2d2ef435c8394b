package dev.gantry.bench.records;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.time.Micros;
import dev.gantry.domain.tracking.DetectedFrame;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TimeMode;
import java.util.List;

/** Frames of detections as records of {@code vehicle-detections}. */
public final class FrameRecords {

  private FrameRecords() {}

  /** A frame as the topic has it: boxes in single precision, in the order of a frame. */
  public static FrameDetections of(DetectedFrame frame) {
    List<Detection> boxes =
        frame.detections().stream()
            .sorted(dev.gantry.domain.detection.Detection.FRAME_ORDER)
            .map(FrameRecords::detection)
            .toList();
    return FrameDetections.newBuilder()
        .setCameraId(frame.cameraId())
        .setStreamEpoch(frame.streamEpoch())
        .setFrameSeq(frame.frameSeq())
        .setCapturedAtUs(Micros.of(frame.capturedAt()))
        .setTimeMode(TimeMode.REPLAY)
        .setWidth(frame.width())
        .setHeight(frame.height())
        .setModel("given")
        .setDetections(boxes)
        .build();
  }

  private static Detection detection(dev.gantry.domain.detection.Detection given) {
    Box box = given.box();
    return new Detection(
        given.label(),
        (float) given.score(),
        (float) box.x(),
        (float) box.y(),
        (float) box.width(),
        (float) box.height());
  }
}
