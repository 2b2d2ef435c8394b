package dev.gantry.bench.traffic.peer;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.time.Micros;
import dev.gantry.domain.tracking.CameraTracker;
import dev.gantry.domain.tracking.TrackStep;
import dev.gantry.domain.tracking.TrackerResult;
import dev.gantry.domain.tracking.TrackerState;
import dev.gantry.domain.traffic.InputRun;
import dev.gantry.domain.traffic.Look;
import dev.gantry.domain.traffic.Partial;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.processor.CameraGeometries;
import dev.gantry.topologies.processor.CameraGeometries.Located;
import dev.gantry.topologies.processor.EventTimes;
import dev.gantry.topologies.processor.TrackRecords;
import dev.gantry.topologies.processor.TrackedCamera;
import dev.gantry.topologies.processor.TrackedCamera.LastFrame;
import dev.gantry.topologies.processor.TrafficRecords;
import dev.gantry.topologies.processor.Watches;
import java.util.List;
import java.util.Optional;

/**
 * What TRACKING and the first part of TRAFFIC do with a camera's frames: the same functions in the
 * same order, given whatever keeps state and carries records. One thread.
 */
public final class CameraJob {

  private final TopologiesConfig config;
  private final CameraTracker tracker;
  private final CameraGeometries geometries;
  private final Results results;

  /** Takes what comes of frames, in order. */
  public interface Results {

    /** Takes a step of a track. */
    void track(TrackUpdate update);

    /** Takes what a camera saw of a segment. */
    void partial(SegmentPartial partial);
  }

  public CameraJob(TopologiesConfig config, Definitions definitions, Results results) {
    this.config = config;
    this.tracker = new CameraTracker(config.tracking().tracker());
    this.geometries = new CameraGeometries(definitions);
    this.results = results;
  }

  /**
   * Takes in a frame.
   *
   * @param state of its camera; changed
   * @param partition where its record lies
   */
  public void frame(CameraState state, FrameDetections frame, int partition, long offset) {
    long atUs =
        EventTimes.clamp(frame.getCapturedAtUs(), frame.getIngestedAtUs(), frame.getTimeMode());
    Optional<Located> located = geometries.find(state.camera, Micros.toInstant(atUs));
    TrackedCamera known = state.tracked;
    TrackerState tracks = known == null ? TrackerState.empty(state.camera) : known.tracker();
    TrackerResult result =
        tracker.advance(tracks, TrackRecords.toFrame(frame, atUs), located.map(Located::geometry));
    if (result.outcome() != TrackerResult.Outcome.ADVANCED) {
      return;
    }
    LastFrame last = LastFrame.of(frame, atUs, located, partition, offset);
    LastFrame before = known == null ? last : known.lastFrame();
    state.tracked = new TrackedCamera(last, tracks);
    InputRun input = InputRun.of(partition, offset);
    tell(state, result.steps(), before, last, input);
    Optional<LastFrame> previous = Optional.ofNullable(known).map(TrackedCamera::lastFrame);
    Watches.of(frame, previous, last, result.steps(), "vehicle-detections")
        .ifPresent(watched -> tell(state, watched, input));
  }

  /** Ends the tracks of a camera that has been silent. */
  void end(CameraState state) {
    TrackedCamera known = state.tracked;
    if (known == null) {
      return;
    }
    LastFrame last = known.lastFrame();
    Optional<CameraGeometry> geometry =
        geometries.find(state.camera, Micros.toInstant(last.atUs())).map(Located::geometry);
    List<TrackStep> steps = tracker.end(known.tracker(), geometry);
    tell(state, steps, last, last, InputRun.of(last.partition(), last.offset()));
  }

  /** Tells what a camera that is silent for a moment has seen so far. */
  void flush(CameraState state) {
    tell(state.traffic.flush());
  }

  private void tell(
      CameraState state, List<TrackStep> steps, LastFrame before, LastFrame last, InputRun input) {
    for (TrackStep step : steps) {
      LastFrame told = step.phase() == TrackStep.Phase.END ? before : last;
      TrackUpdate update = TrackRecords.toRecord(step, state.camera, told, "vehicle-detections");
      results.track(update);
      tell(
          state
              .traffic
              .take(TrafficRecords.toPoint(update, config.traffic().vehicleLabels(), input))
              .partials());
    }
  }

  private void tell(CameraState state, TrackUpdate watched, InputRun input) {
    results.track(watched);
    Look look = TrafficRecords.toLook(watched, input);
    if (state.traffic.isAwaited(look)) {
      tell(state.traffic.watch(look));
    }
  }

  private void tell(List<Partial> partials) {
    for (Partial partial : partials) {
      results.partial(TrafficRecords.toRecord(partial, "vehicle-tracks"));
    }
  }
}
