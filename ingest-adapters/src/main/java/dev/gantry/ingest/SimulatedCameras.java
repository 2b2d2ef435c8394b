package dev.gantry.ingest;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.detect.SimulatedDetector;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TimeMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private long lastSeq = -1;
    private boolean online;
    private @Nullable List<Detection> latest;

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
  public void resume(int camera, long lastSeq) {
    cameras.get(camera).lastSeq = lastSeq;
  }

  @Override
  public void frame(long seq, SimulatedRecords.Sink sink) {
    double seconds = settings.scenario().secondsOf(seq);
    for (Watched watched : cameras) {
      Optional<CameraAnalytics.Report> report = watched.analytics.at(seconds);
      if (seq > watched.lastSeq) {
        frame(watched, seq, report, sink);
      }
    }
  }

  private void frame(
      Watched watched,
      long seq,
      Optional<CameraAnalytics.Report> report,
      SimulatedRecords.Sink sink) {
    Optional<CameraFault.Kind> fault =
        watch.faults().at(watched.index, settings.scenario().secondsOf(seq)).map(CameraFault::kind);
    boolean isOffline = fault.equals(Optional.of(CameraFault.Kind.CAMERA_OFFLINE));
    if (watched.online == isOffline) {
      watched.online = !isOffline;
      sink.event(events.present(seq, watched.camera, watched.online));
    }
    report.ifPresent(told -> sink.event(events.told(seq, watched.camera, told)));
    if (!isOffline && !fault.equals(Optional.of(CameraFault.Kind.DETECTOR_FAILURE))) {
      List<Detection> found = detect(watched, fault, seq);
      watched.latest = found;
      sink.detections(detections(watched, seq, found));
    }
  }

  @Override
  public void stop(long seq, SimulatedRecords.Sink sink) {
    for (Watched watched : cameras) {
      if (watched.online) {
        sink.event(events.stopped(seq, watched.camera));
      }
    }
  }

  @Override
  public void end(long seq, SimulatedRecords.Sink sink) {
    for (Watched watched : cameras) {
      sink.event(events.ended(seq, watched.camera));
    }
  }

  private List<Detection> detect(Watched watched, Optional<CameraFault.Kind> fault, long seq) {
    List<Detection> latest = watched.latest;
    if (fault.equals(Optional.of(CameraFault.Kind.CAMERA_FROZEN)) && latest != null) {
      return latest;
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

  private FrameDetections detections(Watched watched, long seq, List<Detection> found) {
    Instant capturedAt = settings.timeOf(settings.scenario().secondsOf(seq));
    return new FrameDetections(
        watched.camera.id(),
        epoch,
        seq,
        Micros.of(capturedAt),
        Micros.of(capturedAt),
        Micros.of(clock.instant()),
        TimeMode.REPLAY,
        watched.camera.width(),
        watched.camera.imageHeight(),
        watched.analytics.isTurned(),
        MODEL,
        0,
        found,
        0L,
        List.of());
  }
}
