package dev.gantry.topologies.processor;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.time.Micros;
import dev.gantry.domain.tracking.CameraTracker;
import dev.gantry.domain.tracking.DetectedFrame;
import dev.gantry.domain.tracking.TrackStep;
import dev.gantry.domain.tracking.TrackerResult;
import dev.gantry.domain.tracking.TrackerState;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.config.TrackingConfig;
import dev.gantry.topologies.port.TopologyContext;
import dev.gantry.topologies.processor.CameraGeometries.Located;
import dev.gantry.topologies.processor.TrackedCamera.LastFrame;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Detections of a camera, frame by frame, become steps of its tracks; where nothing is tracked, it
 * is told once a second that the camera was looked at.
 *
 * <p>When nothing is heard of a camera for long, its tracks end: the wall clock decides when, and
 * the ends say what they would have said on the camera's next frame. That other cameras are heard
 * meanwhile says nothing: its pictures may be worked through late, and then its frames go on where
 * they stopped, and so must its tracks.
 */
public final class TrackVehicles
    extends ContextualProcessor<String, FrameDetections, String, TrackUpdate> {

  private final TopologyContext from;
  private final TrackingConfig config;
  private final String storeName;
  private final CameraTracker tracker;
  private final CameraGeometries geometries;
  private @Nullable KeptStates<KeptCamera> openedStates;

  /** When cameras with open tracks count as silent. */
  private @Nullable Deadlines silence;

  /**
   * @param storeName name of {@link KeptStates} of {@link KeptCamera}s by camera
   * @param geometries of the cameras
   */
  public TrackVehicles(TopologyContext from, String storeName, CameraGeometries geometries) {
    this.from = from;
    this.config = from.config().tracking();
    this.storeName = storeName;
    this.tracker = new CameraTracker(config.tracker());
    this.geometries = geometries;
  }

  @Override
  public void init(ProcessorContext<String, TrackUpdate> context) {
    super.init(context);
    openedStates = context.getStateStore(storeName);
    silence = new Deadlines(context, this::endSilent);
    states().forEach(this::watch);
  }

  @Override
  public void process(Record<String, FrameDetections> record) {
    try {
      advance(record.key(), record);
    } catch (RuntimeException e) {
      states().revert(record.key());
      throw e;
    }
  }

  private void advance(String camera, Record<String, FrameDetections> record) {
    FrameDetections detections = record.value();
    long atUs =
        EventTimes.clamp(
            detections.getCapturedAtUs(), detections.getIngestedAtUs(), detections.getTimeMode());
    Optional<Located> located = geometries.find(camera, Micros.toInstant(atUs));
    Optional<KeptCamera> kept = Optional.ofNullable(states().load(camera));
    Optional<TrackedCamera> known = kept.map(KeptCamera::camera);
    TrackerState state =
        known.map(TrackedCamera::tracker).orElseGet(() -> TrackerState.empty(camera));
    DetectedFrame taken = TrackRecords.toFrame(detections, atUs);
    TrackerResult result = tracker.advance(state, taken, located.map(Located::geometry));
    switch (result.outcome()) {
      case LATE -> from.counters().late();
      case REPEATED -> from.counters().repeated();
      case ADVANCED -> {
        LastFrame frame = lastFrame(detections, atUs, located);
        LastFrame before = known.map(TrackedCamera::lastFrame).orElse(frame);
        kept.ifPresent(seen -> seen.take(taken, frame));
        states()
            .save(camera, kept.orElseGet(() -> new KeptCamera(new TrackedCamera(frame, state))));
        forward(camera, result.steps(), before, frame, record.timestamp());
        Watches.of(detections, known.map(TrackedCamera::lastFrame), frame, result.steps(), topic())
            .ifPresent(watch -> forward(camera, watch, record.timestamp()));
        watch(camera, result.steps());
      }
    }
  }

  private LastFrame lastFrame(FrameDetections detections, long atUs, Optional<Located> located) {
    RecordMetadata source = context().recordMetadata().orElseThrow();
    return LastFrame.of(detections, atUs, located, source.partition(), source.offset());
  }

  private void forward(
      String camera, List<TrackStep> steps, LastFrame before, LastFrame frame, long timestamp) {
    for (TrackStep step : steps) {
      LastFrame told = step.phase() == TrackStep.Phase.END ? before : frame;
      forward(camera, TrackRecords.toRecord(step, camera, told, topic()), timestamp);
    }
  }

  private void forward(String camera, TrackUpdate update, long timestamp) {
    from.counters().out();
    context().forward(new Record<>(camera, update, timestamp));
  }

  private String topic() {
    return from.topics().vehicleDetections().name();
  }

  private void watch(String camera, List<TrackStep> steps) {
    if (steps.stream().anyMatch(step -> step.phase() != TrackStep.Phase.END)) {
      silence().set(camera, config.silence());
    } else {
      silence().clear(camera);
    }
  }

  /** After a restart it is not known for how long nothing has been heard. */
  private void watch(String camera, KeptCamera known) {
    if (!known.camera().tracker().active().isEmpty()) {
      silence().set(camera, config.silence());
    }
  }

  private void endSilent(String camera, long nowMs) {
    silence().clear(camera);
    Optional.ofNullable(states().load(camera)).ifPresent(known -> end(camera, known, nowMs));
  }

  private void end(String camera, KeptCamera known, long nowMs) {
    LastFrame last = known.camera().lastFrame();
    Optional<CameraGeometry> geometry =
        geometries.find(camera, Micros.toInstant(last.atUs())).map(Located::geometry);
    List<TrackStep> steps = tracker.end(known.camera().tracker(), geometry);
    known.change();
    states().save(camera, known);
    forward(camera, steps, last, last, nowMs);
  }

  private KeptStates<KeptCamera> states() {
    return Objects.requireNonNull(openedStates, "init comes first");
  }

  private Deadlines silence() {
    return Objects.requireNonNull(silence, "init comes first");
  }
}
