package dev.gantry.ingest;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.detect.SimulatedDetector;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TimeMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records that a city's cameras with a detector of their own would send: detections and camera
 * events, frame by frame. Faults are as {@link CameraFault.Kind} describes them.
 */
final class SimulatedCameras implements CityCameras {

  private static final String MODEL = "simulated";

  private final SimulatorSettings settings;
  private final CityWatch watch;
  private final Clock clock;
  private final long epoch;
  private final CityCameraEvents events;
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
    this.events = new CityCameraEvents(settings, clock);
    List<CityCamera> all = watch.cameras();
    for (int i = 0; i < all.size(); i++) {
      cameras.add(new Watched(i, all.get(i), watch, settings.scenario().seed()));
    }
  }

  @Override
  public void frame(long seq, SimulatedRecords.Sink sink) {
    double seconds = settings.scenario().secondsOf(seq);
    Instant capturedAt = settings.timeOf(seconds);
    long ingestedAt = Micros.of(clock.instant());
    for (Watched watched : cameras) {
      Optional<CameraFault.Kind> fault =
          watch.faults().at(watched.index, seconds).map(CameraFault::kind);
      boolean isOffline = fault.equals(Optional.of(CameraFault.Kind.CAMERA_OFFLINE));
      if (watched.online == isOffline) {
        watched.online = !isOffline;
        sink.event(events.present(seq, watched.camera, watched.online));
      }
      watched
          .analytics
          .at(seconds)
          .ifPresent(report -> sink.event(event(seq, watched.camera, report)));
      if (!isOffline && !fault.equals(Optional.of(CameraFault.Kind.DETECTOR_FAILURE))) {
        watched.latest = detect(watched, fault, seq);
        sink.detections(detections(watched, seq, capturedAt, ingestedAt));
      }
    }
  }

  @Override
  public void end(long seq, SimulatedRecords.Sink sink) {
    for (Watched watched : cameras) {
      sink.event(events.ended(seq, watched.camera));
    }
  }

  private CameraEvent event(long seq, CityCamera camera, CameraAnalytics.Report report) {
    return events
        .at(seq, camera, report.type(), report.reason())
        .setAttributes(report.attributes())
        .build();
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
        Micros.of(capturedAt),
        Micros.of(capturedAt),
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
}
