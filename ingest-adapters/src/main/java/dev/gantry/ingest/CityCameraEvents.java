package dev.gantry.ingest;

import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.city.CityDefinitions;
import dev.gantry.ingest.city.camera.CameraDefinitions;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.staff.Technicians;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.TimeMode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events of a simulated city's cameras. */
final class CityCameraEvents {

  private static final String STOPPED = "stopped";

  private final SimulatorSettings settings;
  private final Clock clock;
  private final long epoch;
  private final Technicians technicians;

  /**
   * @param clock says when they are ingested
   */
  CityCameraEvents(SimulatorSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.epoch = settings.epoch();
    this.technicians =
        new Technicians(settings.scenario(), CityDefinitions.cameraIds(settings.scenario()));
  }

  private CameraEvent.Builder at(long seq, CityCamera camera, CameraEventType type, String reason) {
    return CameraEvent.newBuilder()
        .setCameraId(camera.id())
        .setSite(CameraDefinitions.SITE)
        .setStreamEpoch(epoch)
        .setType(type)
        .setOccurredAtUs(Micros.of(settings.timeOf(settings.scenario().secondsOf(seq))))
        .setIngestedAtUs(Micros.of(clock.instant()))
        .setTimeMode(TimeMode.REPLAY)
        .setReason(reason)
        .setFrameSeq(seq)
        .setSource(settings.scenario().name())
        .setOrigins(List.of());
  }

  /** A camera with analytics of its own tells what is wrong with its view, or that all is well. */
  CameraEvent told(long seq, CityCamera camera, CameraAnalytics.Report report) {
    Map<String, String> attributes = new TreeMap<>(report.attributes());
    attributes.put("technician", technicians.accountFor(camera.id()));
    return at(seq, camera, report.type(), report.reason()).setAttributes(attributes).build();
  }

  /** A camera came, or went away. */
  CameraEvent present(long seq, CityCamera camera, boolean online) {
    return online
        ? at(seq, camera, CameraEventType.ONLINE, "").build()
        : at(seq, camera, CameraEventType.OFFLINE, CityFootage.CONNECTION_LOST).build();
  }

  /**
   * A camera was stopped, and may go on later.
   *
   * @param frames of its stream so far
   */
  CameraEvent stopped(long frames, CityCamera camera) {
    return at(Math.max(0, frames - 1), camera, CameraEventType.OFFLINE, STOPPED)
        .setFrameSeq(frames)
        .build();
  }

  /**
   * The stream of a camera has ended.
   *
   * @param frames of it
   */
  CameraEvent ended(long frames, CityCamera camera) {
    return at(Math.max(0, frames - 1), camera, CameraEventType.ENDED, "")
        .setFrameSeq(frames)
        .setFrameCount(frames)
        .build();
  }
}
