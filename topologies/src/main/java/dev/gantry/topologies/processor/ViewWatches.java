package dev.gantry.topologies.processor;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.view.ViewChange;
import dev.gantry.domain.view.ViewCondition;
import dev.gantry.domain.view.ViewSample;
import dev.gantry.domain.view.ViewWatch;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import java.util.Optional;

/** Watches what the cameras of a task show, by the images that their frames are decoded to. */
public final class ViewWatches {

  /** How the watch of a camera is kept in bytes. */
  public static final KeptStates.Codec<ViewWatch> CODEC =
      KeptStates.Codec.whole(ViewWatch::toBytes, (camera, bytes) -> ViewWatch.fromBytes(bytes));

  private final KeptStates<ViewWatch> watches;

  ViewWatches(KeptStates<ViewWatch> watches) {
    this.watches = watches;
  }

  /**
   * What was seen of where a camera looks.
   *
   * @param turned whether it seems to look elsewhere than it should
   * @param change what has changed for sure; absent for nothing
   */
  record View(boolean turned, Optional<ViewChange> change) {}

  /**
   * Looks at a frame, if it is time to.
   *
   * @param atUs its event time, microseconds
   * @param camera its camera's definition; absent when there is none
   * @param detector what has just decoded it
   */
  View look(Frame frame, long atUs, Optional<CameraDefinition> camera, Detector detector) {
    String id = frame.getCameraId();
    ViewWatch known = watches.load(id);
    ViewWatch watch = known == null ? new ViewWatch() : known;
    Optional<ViewSample> sample =
        watch.isDue(frame.getStreamEpoch(), atUs) ? detector.view() : Optional.empty();
    Optional<ViewChange> change = Optional.empty();
    if (sample.isPresent()) {
      long outlook = camera.map(ViewWatches::outlook).orElse(ViewWatch.NO_OUTLOOK);
      watches.save(id, watch);
      change = watch.look(frame.getStreamEpoch(), atUs, outlook, sample.get());
    }
    return new View(watch.seemsTurned(), change);
  }

  /** What is told of a condition when it begins. */
  static CameraEventType typeOf(ViewCondition condition) {
    return switch (condition) {
      case NORMAL -> CameraEventType.RESTORED;
      case FROZEN -> CameraEventType.FROZEN;
      case COVERED -> CameraEventType.COVERED;
      case TURNED -> CameraEventType.TURNED;
    };
  }

  /** Changes when the definition of a camera says that it looks elsewhere. */
  private static long outlook(CameraDefinition camera) {
    boolean isStated =
        camera.calibration().isPresent() || !camera.zones().isEmpty() || !camera.lines().isEmpty();
    String stated = camera.calibration() + "|" + camera.zones() + "|" + camera.lines();
    return isStated ? 1 + Integer.toUnsignedLong(stated.hashCode()) : ViewWatch.NO_OUTLOOK;
  }
}
