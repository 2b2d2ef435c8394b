package dev.gantry.topologies.processor;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.detection.CameraImage;
import dev.gantry.domain.detection.DetectedObjects;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.UndecodableImageException;
import dev.gantry.domain.time.Micros;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.serde.DeadLetterCause;
import dev.gantry.schemas.serde.MalformedRecordException;
import dev.gantry.topologies.port.TopologyContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Frames become detections, one record a frame. Inference happens here and now: nothing is kept
 * back for a batch, since a frame counts as consumed when this returns.
 *
 * <p>A repeated frame is counted and left out. A frame of an epoch that is over, or for a model
 * that can't be loaded, is skipped: counted, and told of as a camera event. A frame whose image
 * can't be used is rejected: told of as a camera event, and a dead letter.
 *
 * <p>What the frames of a camera show is watched, too: that it is frozen, covered or turned is told
 * of as a camera event, and so is the end of that.
 */
public final class DetectVehicles extends ContextualProcessor<String, Frame, String, Object> {

  private final TopologyContext from;
  private final Names names;
  private final ThreadDetectors.Threads threads;
  private final SkipTally skips;
  private @Nullable ThreadDetectors detectors;
  private @Nullable KeyValueStore<String, FrameDetections> openedStore;
  private @Nullable ViewWatches views;

  /**
   * Names in the topology.
   *
   * @param store store of the latest {@link FrameDetections} by camera
   * @param views {@link KeptStates} of {@link dev.gantry.domain.view.ViewWatch}es by camera
   * @param detections sink for detections
   * @param events sink for camera events
   */
  public record Names(String store, String views, String detections, String events) {}

  private DetectVehicles(TopologyContext from, Names names, ThreadDetectors.Threads threads) {
    this.from = from;
    this.names = names;
    this.threads = threads;
    this.skips = new SkipTally(from.config().vision().modelRetry());
  }

  /** Makes processors that share detectors within a thread. */
  public static ProcessorSupplier<String, Frame, String, Object> of(
      TopologyContext from, Names names) {
    ThreadDetectors.Threads threads =
        new ThreadDetectors.Threads(from.detectors(), from.config().vision().modelRetry());
    return () -> new DetectVehicles(from, names, threads);
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    openedStore = context.getStateStore(names.store);
    views = new ViewWatches(context.getStateStore(names.views));
    detectors = threads.acquire();
  }

  @Override
  public void close() {
    if (detectors != null) {
      detectors.release();
      detectors = null;
    }
  }

  @Override
  public void process(Record<String, Frame> record) {
    Frame frame = record.value();
    long atUs =
        EventTimes.clamp(frame.getCapturedAtUs(), frame.getIngestedAtUs(), frame.getTimeMode());
    Instant at = Micros.toInstant(atUs);
    Optional<CameraDefinition> camera = from.definitions().camera(record.key(), at);
    Received received = new Received(record, atUs, camera);

    FrameDetections latest = store().get(record.key());
    if (latest != null && frame.getStreamEpoch() < latest.getStreamEpoch()) {
      from.counters().late();
      tellSkipped(
          received,
          "stream epoch "
              + frame.getStreamEpoch()
              + " is over, the camera is at epoch "
              + latest.getStreamEpoch());
    } else if (latest != null
        && frame.getStreamEpoch() == latest.getStreamEpoch()
        && frame.getFrameSeq() <= latest.getFrameSeq()) {
      from.counters().repeated();
    } else {
      byte[] image = image(received);
      detect(received, image, camera.flatMap(CameraDefinition::model), at);
    }
  }

  /** A frame, its event time and its camera. */
  private record Received(
      Record<String, Frame> record, long atUs, Optional<CameraDefinition> camera) {
    Frame frame() {
      return record.value();
    }
  }

  private void detect(Received received, byte[] encoded, Optional<String> modelId, Instant at) {
    Optional<ModelDescriptor> model =
        modelId.isEmpty()
            ? Optional.of(ModelDescriptor.MOTION)
            : from.definitions().model(modelId.get(), at);
    if (model.isEmpty()) {
      skip(received, "model " + modelId.orElse("") + " is not defined");
      return;
    }
    ThreadDetectors.Answer answer =
        Objects.requireNonNull(detectors, "init comes first")
            .find(model.get(), context().currentSystemTimeMs());
    if (answer.detector().isEmpty()) {
      skip(received, "model " + model.get().id() + " can't be used: " + answer.failure());
      return;
    }
    Frame frame = received.frame();
    CameraImage image =
        new CameraImage(
            frame.getCameraId(), frame.getStreamEpoch(), frame.getFrameSeq(), at, encoded);
    long startedNs = System.nanoTime();
    DetectedObjects found = detect(received, answer.detector().get(), image);
    long tookUs = (System.nanoTime() - startedNs) / 1_000;
    ViewWatches.View view =
        Objects.requireNonNull(views, "init comes first")
            .look(frame, received.atUs, received.camera, answer.detector().get());
    write(received, model.get(), found, view.turned(), tookUs);
    view.change()
        .ifPresent(
            change ->
                forward(received, ViewWatches.typeOf(change.condition()), change.reason(), 0));
  }

  private DetectedObjects detect(Received received, Detector detector, CameraImage image) {
    try {
      return detector.detect(image);
    } catch (UndecodableImageException e) {
      throw reject(received, String.valueOf(e.getMessage()));
    }
  }

  private void write(
      Received received,
      ModelDescriptor model,
      DetectedObjects found,
      boolean turned,
      long tookUs) {
    Frame frame = received.frame();
    FrameDetections detections =
        FrameDetections.newBuilder()
            .setCameraId(frame.getCameraId())
            .setStreamEpoch(frame.getStreamEpoch())
            .setFrameSeq(frame.getFrameSeq())
            .setCapturedAtUs(received.atUs)
            .setCapturedAtRawUs(frame.getCapturedAtRawUs())
            .setIngestedAtUs(frame.getIngestedAtUs())
            .setTimeMode(frame.getTimeMode())
            .setWidth(found.width())
            .setHeight(found.height())
            .setTurned(turned)
            .setModel(model.id())
            .setModelVersion(model.version())
            .setDetections(found.detections().stream().map(DetectVehicles::toRecord).toList())
            .setInferenceUs(tookUs)
            .setOrigins(origins())
            .build();
    store().put(frame.getCameraId(), detections);
    from.counters().out();
    context().forward(received.record.withValue(detections), names.detections);
  }

  private static Detection toRecord(dev.gantry.domain.detection.Detection detection) {
    return new Detection(
        detection.label(),
        (float) detection.score(),
        (float) detection.box().x(),
        (float) detection.box().y(),
        (float) detection.box().width(),
        (float) detection.box().height());
  }

  /** The encoded image, once it is known to be whole. */
  private byte[] image(Received received) {
    Frame frame = received.frame();
    byte[] encoded = FrameImages.bytes(frame.getImage());
    if (encoded.length == 0) {
      throw reject(
          received,
          frame.getImageRef().isEmpty()
              ? "image: expected an encoded image, found none"
              : "image_ref: expected the image inline, found the reference "
                  + frame.getImageRef()
                  + ", and references are not followed");
    }
    String stated = frame.getImageSha256();
    if (!stated.isEmpty()) {
      String actual = FrameImages.sha256(encoded);
      if (!actual.equals(stated)) {
        throw reject(
            received, "image_sha256: expected " + stated + ", found " + actual + " for the image");
      }
    }
    return encoded;
  }

  private MalformedRecordException reject(Received received, String reason) {
    forward(received, CameraEventType.REJECTED, reason, 1);
    return new MalformedRecordException(DeadLetterCause.UNDECODABLE_IMAGE, reason);
  }

  private void skip(Received received, String reason) {
    from.counters().skipped();
    tellSkipped(received, reason);
  }

  private void tellSkipped(Received received, String reason) {
    skips
        .skip(received.frame().getCameraId(), reason, context().currentSystemTimeMs())
        .ifPresent(frames -> forward(received, CameraEventType.SKIPPED, reason, frames));
  }

  private void forward(Received received, CameraEventType type, String reason, long frames) {
    Frame frame = received.frame();
    CameraEvent event =
        CameraEvent.newBuilder()
            .setCameraId(frame.getCameraId())
            .setSite(received.camera.map(CameraDefinition::site).orElse(""))
            .setStreamEpoch(frame.getStreamEpoch())
            .setType(type)
            .setOccurredAtUs(received.atUs)
            .setIngestedAtUs(frame.getIngestedAtUs())
            .setTimeMode(frame.getTimeMode())
            .setReason(reason)
            .setFrameSeq(frame.getFrameSeq())
            .setFrameCount(frames)
            .setSource(frame.getSource())
            .setAttributes(received.camera.map(CameraDefinition::attributes).orElse(Map.of()))
            .setOrigins(origins())
            .build();
    context().forward(received.record.withValue(event), names.events);
  }

  private List<Origin> origins() {
    RecordMetadata source = context().recordMetadata().orElseThrow();
    return List.of(
        new Origin(source.topic(), source.partition(), source.offset(), source.offset(), 1));
  }

  private KeyValueStore<String, FrameDetections> store() {
    return Objects.requireNonNull(openedStore, "init comes first");
  }
}
