package dev.gantry.topologies.processor;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.time.Micros;
import dev.gantry.domain.tracking.Conflict;
import dev.gantry.domain.tracking.DetectedFrame;
import dev.gantry.domain.tracking.Passage;
import dev.gantry.domain.tracking.TrackStep;
import dev.gantry.domain.tracking.TrackStep.GroundMotion;
import dev.gantry.domain.tracking.TrackStep.Speed;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import java.util.List;
import java.util.Optional;

/** Maps between records and the values of the tracker. */
public final class TrackRecords {

  /** Its camera was never seen to look where it should. */
  private static final double NEVER_AIMED = -1;

  private TrackRecords() {}

  /**
   * A frame as the tracker takes it.
   *
   * @param atUs its event time
   * @throws MalformedRecordException when a box is none
   */
  public static DetectedFrame toFrame(FrameDetections record, long atUs) {
    try {
      return new DetectedFrame(
          record.getCameraId(),
          record.getStreamEpoch(),
          record.getFrameSeq(),
          Micros.toInstant(atUs),
          record.getWidth(),
          record.getHeight(),
          record.getTurned(),
          record.getDetections().stream().map(TrackRecords::toDetection).toList());
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(
          DeadLetterCause.INVALID, "vehicle-detections: " + e.getMessage(), e);
    }
  }

  private static Detection toDetection(dev.gantry.schemas.records.Detection detection) {
    return new Detection(
        detection.getLabel(),
        detection.getScore(),
        new Box(detection.getX(), detection.getY(), detection.getWidth(), detection.getHeight()));
  }

  /**
   * A step as a record.
   *
   * @param topic topic of the frames, for the record's origin
   */
  public static TrackUpdate toRecord(
      TrackStep step, String camera, TrackedCamera.LastFrame frame, String topic) {
    Optional<GroundMotion> ground = step.ground();
    Optional<Speed> speed = ground.flatMap(GroundMotion::speed);
    Passage passage = step.passage();
    Optional<Conflict> conflict = step.conflict();
    return TrackUpdate.newBuilder()
        .setCameraId(camera)
        .setSite(frame.site())
        .setTrackId(step.trackId())
        .setState(toState(step.phase()))
        .setStreamEpoch(step.streamEpoch())
        .setFrameSeq(step.frameSeq())
        .setCapturedAtUs(Micros.of(step.at()))
        .setIngestedAtUs(frame.ingestedUs())
        .setTimeMode(frame.mode())
        .setStartedAtUs(Micros.of(step.startedAt()))
        .setHits(step.hits())
        .setLabel(step.label())
        .setScore((float) step.score())
        .setX((float) step.box().x())
        .setY((float) step.box().y())
        .setWidth((float) step.box().width())
        .setHeight((float) step.box().height())
        .setObserved(step.observed())
        .setSpeedPxS((float) step.speedPxPerSecond())
        .setCalibrated(ground.isPresent() || frame.calibrated())
        .setXM(ground.map(motion -> motion.position().x()).orElse(0.0))
        .setYM(ground.map(motion -> motion.position().y()).orElse(0.0))
        .setSpeedMps(speed.map(Speed::mps).orElse(0.0))
        .setSpeedSigmaMps(speed.map(Speed::sigmaMps).orElse(0.0))
        .setSpeedKnown(speed.isPresent())
        .setHeadingDeg(ground.map(GroundMotion::headingDeg).orElse(0.0))
        .setSegment(step.segment().orElse(""))
        .setLimitMps(step.limitMps().orElse(0.0))
        .setDirection(step.direction().word())
        .setWrongWay(step.wrongWay())
        .setAimedS((float) step.aimedSeconds().orElse(NEVER_AIMED))
        .setZones(step.zones())
        .setGate(passage.gate())
        .setStoppedS(passage.stoppedSeconds())
        .setStand(passage.stand())
        .setAheadM(passage.aheadMetres())
        .setBehindVehicle(passage.behindVehicle())
        .setLane(passage.lane())
        .setHeadwayS(passage.headwaySeconds())
        .setEntrySegment(passage.entrySegment())
        .setTurn(passage.turn())
        .setDwellS(passage.dwellSeconds())
        .setCrossings(passage.crossings())
        .setCrossed(passage.crossed())
        .setConflictWith(conflict.map(Conflict::otherTrackId).orElse(""))
        .setTimeToCollisionS(conflict.map(Conflict::seconds).orElse(0.0).floatValue())
        .setTimeToCollisionSigmaS(conflict.map(Conflict::sigmaSeconds).orElse(0.0).floatValue())
        .setAvoidanceMps2(conflict.map(Conflict::avoidanceMps2).orElse(0.0).floatValue())
        .setAvoidanceSigmaMps2(conflict.map(Conflict::avoidanceSigmaMps2).orElse(0.0).floatValue())
        .setCameraVersion(frame.cameraVersion())
        .setModel(frame.model())
        .setOrigins(
            List.of(new Origin(topic, frame.partition(), frame.offset(), frame.offset(), 1)))
        .build();
  }

  private static TrackState toState(TrackStep.Phase phase) {
    return switch (phase) {
      case NEW -> TrackState.NEW;
      case UPDATE -> TrackState.UPDATE;
      case END -> TrackState.END;
    };
  }
}
