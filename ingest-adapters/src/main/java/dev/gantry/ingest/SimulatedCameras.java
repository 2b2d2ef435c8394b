package dev.gantry.ingest;

import dev.gantry.domain.geometry.Box;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.CameraDefinitions;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.detect.SimulatedDetector;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TimeMode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records that a city's cameras with a detector of their own would send: detections and camera
 * events, frame by frame. Faults are as {@link CameraFault.Kind} describes them.
 */
final class SimulatedCameras {

  private static final String MODEL = "simulated";

  private final SimulatorSettings settings;
  private final CityWatch watch;
  private final Clock clock;
  private final long epoch;
  private final String source;
  private final List<Watched> cameras = new ArrayList<>();

  /** A camera, its detector and how it was in the frame before. */
  private static final class Watched {
    private final int index;
    private final CityCamera camera;
    private final SimulatedDetector detector;
    private final CameraAnalytics analytics;
    private boolean online;
    private List<Detection> latest = List.of();

    Watched(int index, CityCamera camera, CityWatch watch, long seed) {
      this.index = index;
      this.camera = camera;
      this.detector = new SimulatedDetector(camera, seed);
      this.analytics = new CameraAnalytics(watch.faults(), seed, index);
    }
  }

  SimulatedCameras(SimulatorSettings settings, CityWatch watch, Clock clock) {
    this.settings = settings;
    this.watch = watch;
    this.clock = clock;
    this.epoch = settings.epoch();
    this.source = settings.scenario().name();
    List<CityCamera> all = watch.cameras();
    for (int i = 0; i < all.size(); i++) {
      cameras.add(new Watched(i, all.get(i), watch, settings.scenario().seed()));
    }
  }

  /** Gives the records of a frame, to which the city has been advanced. */
  void frame(long seq, SimulatedRecords.Sink sink) {
    double seconds = settings.scenario().secondsOf(seq);
    Instant capturedAt = settings.timeOf(seconds);
    long ingestedAt = micros(clock.instant());
    for (Watched watched : cameras) {
      Optional<CameraFault.Kind> fault =
          watch.faults().at(watched.index, seconds).map(CameraFault::kind);
      boolean isOffline = fault.equals(Optional.of(CameraFault.Kind.CAMERA_OFFLINE));
      if (watched.online == isOffline) {
        watched.online = !isOffline;
        sink.event(event(watched, isOffline, seq, capturedAt, ingestedAt));
      }
      watched
          .analytics
          .at(seconds)
          .ifPresent(report -> sink.event(event(watched, report, seq, capturedAt, ingestedAt)));
      if (!isOffline && !fault.equals(Optional.of(CameraFault.Kind.DETECTOR_FAILURE))) {
        watched.latest = detect(watched, fault, seq);
        sink.detections(detections(watched, seq, capturedAt, ingestedAt));
      }
    }
  }

  /** Tells that all cameras have come to their end. */
  void end(long seq, SimulatedRecords.Sink sink) {
    Instant at = settings.timeOf(settings.scenario().secondsOf(Math.max(0, seq - 1)));
    for (Watched watched : cameras) {
      long now = micros(clock.instant());
      sink.event(
          event(watched, CameraEventType.ENDED, "", seq, at, now).setFrameCount(seq).build());
    }
  }

  private List<Detection> detect(Watched watched, Optional<CameraFault.Kind> fault, long seq) {
    if (fault.equals(Optional.of(CameraFault.Kind.CAMERA_FROZEN))) {
      return watched.latest;
    }
    if (fault.equals(Optional.of(CameraFault.Kind.CAMERA_COVERED))) {
      return List.of();
    }
    return watched.detector.detect(watch.sightings(watched.index), seq).stream()
        .map(SimulatedCameras::detection)
        .toList();
  }

  private static Detection detection(dev.gantry.domain.detection.Detection found) {
    Box box = found.box();
    return new Detection(
        found.label(),
        (float) found.score(),
        (float) box.x(),
        (float) box.y(),
        (float) box.width(),
        (float) box.height());
  }

  private FrameDetections detections(
      Watched watched, long seq, Instant capturedAt, long ingestedAt) {
    return new FrameDetections(
        watched.camera.id(),
        epoch,
        seq,
        micros(capturedAt),
        micros(capturedAt),
        ingestedAt,
        TimeMode.REPLAY,
        watched.camera.width(),
        watched.camera.imageHeight(),
        watched.analytics.isTurned(),
        MODEL,
        0,
        watched.latest,
        0L,
        List.of());
  }

  private CameraEvent event(
      Watched watched, boolean isOffline, long seq, Instant at, long ingestedAt) {
    return isOffline
        ? event(watched, CameraEventType.OFFLINE, "connection lost", seq, at, ingestedAt).build()
        : event(watched, CameraEventType.ONLINE, "", seq, at, ingestedAt).build();
  }

  private CameraEvent event(
      Watched watched, CameraAnalytics.Report report, long seq, Instant at, long ingestedAt) {
    return event(watched, report.type(), report.reason(), seq, at, ingestedAt)
        .setAttributes(report.attributes())
        .build();
  }

  private CameraEvent.Builder event(
      Watched watched, CameraEventType type, String reason, long seq, Instant at, long ingestedAt) {
    return CameraEvent.newBuilder()
        .setCameraId(watched.camera.id())
        .setSite(CameraDefinitions.SITE)
        .setStreamEpoch(epoch)
        .setType(type)
        .setOccurredAtUs(micros(at))
        .setIngestedAtUs(ingestedAt)
        .setTimeMode(TimeMode.REPLAY)
        .setReason(reason)
        .setFrameSeq(seq)
        .setSource(source)
        .setOrigins(List.of());
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
