package dev.gantry.topologies.processor;

import dev.gantry.domain.tracking.TrackStep;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.processor.TrackedCamera.LastFrame;
import java.util.List;
import java.util.Optional;

/**
 * What is told of a camera that tracks nothing: that it was looked at, once a second of event time.
 * Without it nobody could tell a camera that sees nobody from one that is late. It depends on the
 * frames alone, so every replay tells the same.
 */
public final class Watches {

  private static final long SECOND_US = 1_000_000;

  private Watches() {}

  /**
   * What a frame tells; empty when something is tracked in it, or it is not the first of its
   * second.
   *
   * @param before the camera's frame before; absent for the first
   * @param now what there is to say about the frame
   * @param steps the steps that come of it
   * @param topic topic of the frames, for the record's origin
   */
  public static Optional<TrackUpdate> of(
      FrameDetections frame,
      Optional<LastFrame> before,
      LastFrame now,
      List<TrackStep> steps,
      String topic) {
    long second = Math.floorDiv(now.atUs(), SECOND_US);
    boolean isFirst =
        before.filter(known -> Math.floorDiv(known.atUs(), SECOND_US) == second).isEmpty();
    boolean isTracked = steps.stream().anyMatch(step -> step.phase() != TrackStep.Phase.END);
    return isFirst && !isTracked ? Optional.of(watched(frame, now, topic)) : Optional.empty();
  }

  private static TrackUpdate watched(FrameDetections frame, LastFrame now, String topic) {
    return TrackUpdate.newBuilder()
        .setCameraId(frame.getCameraId())
        .setSite(now.site())
        .setState(TrackState.WATCHED)
        .setStreamEpoch(frame.getStreamEpoch())
        .setFrameSeq(frame.getFrameSeq())
        .setCapturedAtUs(now.atUs())
        .setIngestedAtUs(now.ingestedUs())
        .setTimeMode(now.mode())
        .setStartedAtUs(now.atUs())
        .setObserved(false)
        .setCalibrated(now.calibrated())
        .setCameraVersion(now.cameraVersion())
        .setModel(now.model())
        .setOrigins(List.of(new Origin(topic, now.partition(), now.offset(), now.offset(), 1)))
        .build();
  }
}
