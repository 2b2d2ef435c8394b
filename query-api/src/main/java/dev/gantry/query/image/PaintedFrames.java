package dev.gantry.query.image;

import dev.gantry.query.view.AlertsView;
import dev.gantry.query.view.DetectionsView;
import dev.gantry.query.view.FrameKey;
import dev.gantry.query.view.FramesView;
import dev.gantry.query.view.TracksView;
import dev.gantry.query.view.TracksView.FrameTracks;
import dev.gantry.query.view.Views;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.TrackUpdate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest picture of each camera, drawn once for all who ask for it. */
public final class PaintedFrames {

  private final FramesView frames;
  private final DetectionsView detections;
  private final TracksView tracks;
  private final AlertsView alerts;
  private final Map<String, Picture> lastByCamera = new ConcurrentHashMap<>();

  public PaintedFrames(Views views) {
    this.frames = views.frames();
    this.detections = views.detections();
    this.tracks = views.tracks();
    this.alerts = views.alerts();
  }

  /**
   * The newest picture of a camera.
   *
   * @param boxes whether tracks are drawn; if so it is the newest frame whose tracks are known, so
   *     that boxes sit where the objects are; without tracks the newest that was looked at
   * @return empty when there is no frame, or its pixels are not in the record
   */
  public Optional<Picture> latest(String cameraId, boolean boxes) {
    Optional<Frame> newest = frames.latest(cameraId);
    if (newest.isEmpty() || !newest.get().getImage().hasRemaining()) {
      return Optional.empty();
    }
    if (!boxes) {
      return Optional.of(raw(newest.get()));
    }
    if (tracks.hasActive(cameraId)) {
      for (FrameTracks candidate : tracks.recentFrames(cameraId)) {
        Optional<Frame> frame = frames.find(cameraId, candidate.frame());
        if (frame.isPresent()) {
          return Optional.of(painted(frame.get(), candidate.updates()));
        }
      }
    }
    Optional<Frame> lookedAt =
        detections.newest(cameraId).flatMap(key -> frames.find(cameraId, key));
    return Optional.of(raw(lookedAt.orElse(newest.get())));
  }

  private Picture painted(Frame frame, List<TrackUpdate> updates) {
    Map<String, Alert> firing = alerts.firingBy("track");
    List<Mark> marks = new ArrayList<>();
    for (TrackUpdate update : updates) {
      marks.add(Mark.of(update, firing.get(update.getTrackId())));
    }
    FrameKey key = FramesView.key(frame);
    // marks are part of the tag: an alert that fires later changes the colour in the same frame
    String etag = etag(key, Integer.toHexString(Objects.hash(marks)));
    return lastByCamera.compute(
        frame.getCameraId(),
        (camera, last) ->
            last != null && last.etag().equals(etag)
                ? last
                : new Picture(key, etag, FramePainter.paint(bytes(frame), marks)));
  }

  private static Picture raw(Frame frame) {
    FrameKey key = FramesView.key(frame);
    return new Picture(key, etag(key, "raw"), bytes(frame));
  }

  private static String etag(FrameKey key, String variant) {
    return "\"" + key.streamEpoch() + "-" + key.frameSeq() + "-" + variant + "\"";
  }

  private static byte[] bytes(Frame frame) {
    ByteBuffer image = frame.getImage().duplicate();
    byte[] bytes = new byte[image.remaining()];
    image.get(bytes);
    return bytes;
  }

  /** A picture. A class, since it holds an array, which nobody may change. */
  public static final class Picture {

    private final FrameKey frame;
    private final String etag;
    private final byte[] jpeg;

    Picture(FrameKey frame, String etag, byte[] jpeg) {
      this.frame = frame;
      this.etag = etag;
      this.jpeg = jpeg;
    }

    /** Which frame it shows. */
    public FrameKey frame() {
      return frame;
    }

    /** Changes whenever the picture does; with quotes, as HTTP has it. */
    public String etag() {
      return etag;
    }

    public byte[] jpeg() {
      return jpeg;
    }
  }
}
