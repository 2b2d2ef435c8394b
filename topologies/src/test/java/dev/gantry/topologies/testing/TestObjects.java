package dev.gantry.topologies.testing;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.geometry.Point;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records and definitions for tests. Times are seconds after {@link #START_US}. */
public final class TestObjects {

  /** 2026-01-01T00:00:00Z. */
  public static final long START_US = 1_767_225_600_000_000L;

  public static final String CAMERA = "bridge";
  public static final String SEGMENT = "harbour-rd-north";

  private TestObjects() {}

  public static long us(double seconds) {
    return START_US + Math.round(seconds * 1_000_000);
  }

  /**
   * A camera that looks straight down, 20 pixels a metre, on a segment of 7 by 27 metres that ends
   * before the edge of the image of 400 by 600 pixels.
   */
  public static CameraDefinition camera(String id) {
    return new CameraDefinition(
        id,
        1,
        "harbour",
        Optional.empty(),
        Optional.of(
            new Calibration.Points(
                List.of(
                    pair(0, 600, 0, 0),
                    pair(140, 600, 7, 0),
                    pair(140, 0, 7, 30),
                    pair(0, 0, 0, 30)))),
        List.of(
            new CameraDefinition.Segment(
                SEGMENT,
                List.of(new Point(0, 0), new Point(7, 0), new Point(7, 27), new Point(0, 27)),
                Optional.of(0.0),
                Optional.of(50.0))),
        List.of(),
        List.of(),
        Optional.empty(),
        Map.of("technician", "tom"));
  }

  private static Calibration.Pair pair(double x, double y, double xM, double yM) {
    return new Calibration.Pair(new Point(x, y), new Point(xM, yM));
  }

  public static FrameDetections detections(String camera, long seq, double at, Detection... boxes) {
    return FrameDetections.newBuilder()
        .setCameraId(camera)
        .setStreamEpoch(1)
        .setFrameSeq(seq)
        .setCapturedAtUs(us(at))
        .setIngestedAtUs(us(at))
        .setTimeMode(TimeMode.REPLAY)
        .setWidth(400)
        .setHeight(600)
        .setModel("box-v1")
        .setModelVersion(1)
        .setDetections(List.of(boxes))
        .build();
  }

  /**
   * A car driving up the camera's road at 10 frames a second, then empty frames.
   *
   * @param metresPerSecond its speed
   */
  public static List<FrameDetections> drive(
      String camera, double metresPerSecond, int frames, int emptyFrames) {
    List<FrameDetections> all = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      double bottom = 590 - metresPerSecond * 20 * i / 10;
      all.add(detections(camera, i, i / 10.0, car(50, bottom - 60)));
    }
    for (int i = frames; i < frames + emptyFrames; i++) {
      all.add(detections(camera, i, i / 10.0));
    }
    return all;
  }

  public static Detection car(double x, double y) {
    return new Detection("car", 0.9f, (float) x, (float) y, 40f, 60f);
  }

  public static Frame frame(String camera, long epoch, long seq, double at, byte[] image) {
    return Frame.newBuilder()
        .setCameraId(camera)
        .setStreamEpoch(epoch)
        .setFrameSeq(seq)
        .setCapturedAtUs(us(at))
        .setIngestedAtUs(us(at))
        .setTimeMode(TimeMode.REPLAY)
        .setWidth(400)
        .setHeight(600)
        .setImage(ByteBuffer.wrap(image))
        .build();
  }

  /** A step of a track on the test segment. */
  public static TrackUpdate.Builder track(String id, double at, TrackState state) {
    return TrackUpdate.newBuilder()
        .setCameraId(CAMERA)
        .setSite("harbour")
        .setTrackId(id)
        .setState(state)
        .setStreamEpoch(1)
        .setCapturedAtUs(us(at))
        .setIngestedAtUs(us(at))
        .setTimeMode(TimeMode.REPLAY)
        .setLabel("car")
        .setDirection("along")
        .setScore(0.9f)
        .setObserved(true)
        .setCalibrated(true)
        .setSpeedMps(10)
        .setSpeedKnown(true)
        .setSegment(SEGMENT)
        .setLimitMps(13.9);
  }
}
