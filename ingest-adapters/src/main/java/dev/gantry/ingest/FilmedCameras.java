package dev.gantry.ingest;

import dev.gantry.domain.time.Micros;
import dev.gantry.ingest.city.CityWatch;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.TimeMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records that a city's cameras send that film it: pictures and camera events. */
final class FilmedCameras implements CityCameras {

  private final SimulatorSettings settings;
  private final Clock clock;
  private final long epoch;
  private final CityCameraEvents events;
  private final List<Filming> cameras = new ArrayList<>();

  private static final class Filming {
    private final CityCamera camera;
    private final CityPictures pictures;
    private long lastSeq = -1;
    private boolean online;

    Filming(CityCamera camera, CityPictures pictures) {
      this.camera = camera;
      this.pictures = pictures;
    }
  }

  /**
   * @param clock says when pictures are ingested
   */
  FilmedCameras(SimulatorSettings settings, CityWatch watch, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.epoch = settings.epoch();
    this.events = new CityCameraEvents(settings, clock);
    for (int i = 0; i < watch.cameras().size(); i++) {
      CityPictures pictures = new CityPictures(settings.scenario(), watch, i);
      cameras.add(new Filming(watch.cameras().get(i), pictures));
    }
  }

  @Override
  public void resume(int camera, long lastSeq) {
    cameras.get(camera).lastSeq = lastSeq;
  }

  @Override
  public void frame(long seq, SimulatedRecords.Sink sink) {
    for (Filming filming : cameras) {
      if (seq > filming.lastSeq) {
        frame(filming, seq, sink);
      }
    }
  }

  private void frame(Filming filming, long seq, SimulatedRecords.Sink sink) {
    Optional<byte[]> picture = filming.pictures.take(seq);
    if (filming.online != picture.isPresent()) {
      filming.online = picture.isPresent();
      sink.event(events.present(seq, filming.camera, filming.online));
    }
    picture.ifPresent(jpeg -> sink.picture(picture(seq, filming.camera, jpeg)));
  }

  @Override
  public void stop(long seq, SimulatedRecords.Sink sink) {
    for (Filming filming : cameras) {
      if (filming.online) {
        sink.event(events.stopped(seq, filming.camera));
      }
      filming.pictures.close();
    }
  }

  private Frame picture(long seq, CityCamera camera, byte[] jpeg) {
    Instant capturedAt = settings.timeOf(settings.scenario().secondsOf(seq));
    return FrameImage.jpeg(camera.width(), camera.imageHeight(), jpeg)
        .setCameraId(camera.id())
        .setStreamEpoch(epoch)
        .setFrameSeq(seq)
        .setCapturedAtUs(Micros.of(capturedAt))
        .setCapturedAtRawUs(Micros.of(capturedAt))
        .setIngestedAtUs(Micros.of(clock.instant()))
        .setTimeMode(TimeMode.REPLAY)
        .setSource(settings.scenario().name())
        .build();
  }

  @Override
  public void end(long seq, SimulatedRecords.Sink sink) {
    for (Filming filming : cameras) {
      sink.event(events.ended(seq, filming.camera));
      filming.pictures.close();
    }
  }
}
