package dev.gantry.query;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.geometry.Speeds;
import dev.gantry.domain.schedule.Exclusions;
import dev.gantry.domain.schedule.IntervalRecurrence;
import dev.gantry.domain.schedule.OverlapPolicy;
import dev.gantry.domain.schedule.Schedule;
import dev.gantry.domain.schedule.ScheduleVersion;
import dev.gantry.domain.schedule.TaskTemplate;
import dev.gantry.domain.task.TaskPhase;
import dev.gantry.domain.task.TaskState;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.AlertTransition;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.Origin;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TaskEvent;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.VehicleGroupSpeeds;
import dev.gantry.schemas.records.WindowState;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** Small records for tests. */
public final class TestObjects {

  /** Start of event time, microseconds: 2026-01-01T00:00:00Z. */
  public static final long START_US = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() * 1000;

  private TestObjects() {}

  /** A calibrated camera with a segment and a zone. */
  public static CameraDefinition camera(String id, String site) {
    return new CameraDefinition(
        id,
        1,
        site,
        Optional.of(
            new CameraDefinition.Source(
                "rtsp://user:secret@10.0.0.5/main?token=abc",
                Optional.of(10.0),
                Optional.empty(),
                Optional.empty())),
        Optional.of(
            new Calibration.Points(
                List.of(
                    pair(312, 480, 0, 0),
                    pair(905, 470, 7, 0),
                    pair(655, 210, 7, 42),
                    pair(520, 212, 0, 42)))),
        List.of(
            new CameraDefinition.Segment(
                "harbour-rd",
                List.of(new Point(0, 0), new Point(7, 0), new Point(7, 42), new Point(0, 42)),
                Optional.of(0.0),
                Optional.of(50.0))),
        List.of(
            new CameraDefinition.Zone(
                "school", List.of(new Point(1, 1), new Point(9, 1), new Point(9, 9)))),
        List.of(new CameraDefinition.Line("stop", new Point(0, 0), new Point(9, 9))),
        Optional.of("box-v1"));
  }

  /** A camera of which nothing but its site is stated. */
  public static CameraDefinition bareCamera(String id) {
    return new CameraDefinition(
        id,
        1,
        "yard",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** A frame of epoch 7, grey. */
  public static Frame frame(String camera, long sequence) {
    return frame(camera, sequence, jpeg(320, 180));
  }

  /** A frame of epoch 7, ten a second. */
  public static Frame frame(String camera, long sequence, byte[] jpeg) {
    return Frame.newBuilder()
        .setCameraId(camera)
        .setStreamEpoch(7)
        .setFrameSeq(sequence)
        .setCapturedAtUs(START_US + sequence * 100_000)
        .setIngestedAtUs(System.currentTimeMillis() * 1000)
        .setTimeMode(TimeMode.REPLAY)
        .setWidth(320)
        .setHeight(180)
        .setImage(ByteBuffer.wrap(jpeg))
        .build();
  }

  /** A grey picture. */
  public static byte[] jpeg(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(Color.GRAY);
    canvas.fillRect(0, 0, width, height);
    canvas.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A car at 15 m/s on harbour-rd. */
  public static TrackUpdate.Builder track(String camera, String id, long sequence) {
    return TrackUpdate.newBuilder()
        .setCameraId(camera)
        .setSite("harbour")
        .setTrackId(id)
        .setState(TrackState.UPDATE)
        .setStreamEpoch(7)
        .setFrameSeq(sequence)
        .setCapturedAtUs(START_US + sequence * 100_000)
        .setStartedAtUs(START_US)
        .setTimeMode(TimeMode.REPLAY)
        .setHits(9)
        .setLabel("car")
        .setScore(0.9f)
        .setX(100)
        .setY(80)
        .setWidth(60)
        .setHeight(40)
        .setObserved(true)
        .setSpeedPxS(120)
        .setCalibrated(true)
        .setXM(3.5)
        .setYM(20)
        .setSpeedMps(15)
        .setSpeedSigmaMps(0.5)
        .setSpeedKnown(true)
        .setHeadingDeg(2)
        .setSegment("harbour-rd")
        .setLimitMps(Speeds.toMps(50))
        .setZones(List.of("school"))
        .setCameraVersion(1)
        .setModel("motion");
  }

  /** One box. */
  public static FrameDetections detections(String camera, long sequence) {
    return FrameDetections.newBuilder()
        .setCameraId(camera)
        .setStreamEpoch(7)
        .setFrameSeq(sequence)
        .setCapturedAtUs(START_US + sequence * 100_000)
        .setTimeMode(TimeMode.REPLAY)
        .setWidth(320)
        .setHeight(180)
        .setModel("motion")
        .setModelVersion(1)
        .setInferenceUs(4200)
        .setDetections(
            List.of(
                Detection.newBuilder()
                    .setLabel("car")
                    .setScore(0.9f)
                    .setX(100)
                    .setY(80)
                    .setWidth(60)
                    .setHeight(40)
                    .build()))
        .build();
  }

  /** A final window of 10 s. */
  public static SpeedWindow window(String segment, int index) {
    long start = START_US + index * 10_000_000L;
    return SpeedWindow.newBuilder()
        .setSegmentId(segment)
        .setSite("harbour")
        .setWindowStartUs(start)
        .setWindowEndUs(start + 10_000_000)
        .setState(WindowState.FINAL)
        .setRevision(1)
        .setTimeMode(TimeMode.REPLAY)
        .setVehicleCount(4)
        .setSpeedCount(4)
        .setMeanMps(13)
        .setStddevMps(1)
        .setP15Mps(12)
        .setP50Mps(13)
        .setP85Mps(14)
        .setSpaceMeanMps(12.5)
        .setFlowPerHour(1440)
        .setDensity(1.2)
        .setLengthM(30)
        .setDensityPerKm(40)
        .setOccupancy(0.7)
        .setGroups(
            List.of(
                VehicleGroupSpeeds.newBuilder()
                    .setLabel("car")
                    .setDirection("along")
                    .setVehicleCount(4)
                    .setSpaceMeanMps(12.5)
                    .setFlowPerHour(1440)
                    .setDensity(1.2)
                    .setDensityPerKm(40)
                    .build()))
        .setLimitMps(Speeds.toMps(50))
        .setCameras(List.of("bridge"))
        .build();
  }

  /** A firing alert of a track. */
  public static Alert.Builder alert(String id, long firedAtSeconds) {
    return Alert.newBuilder()
        .setAlertId(id)
        .setFingerprint("f" + id)
        .setScope("harbour")
        .setRule("speeding")
        .setRuleVersion(1)
        .setStatus(AlertStatus.FIRING)
        .setSeverity("high")
        .setLabels(Map.of("camera", "bridge", "track", "t-1", "site", "harbour"))
        .setAnnotations(Map.of("summary", "car 63 ± 1 km/h at bridge"))
        .setStartedAtUs(START_US + (firedAtSeconds - 2) * 1_000_000)
        .setFiredAtUs(START_US + firedAtSeconds * 1_000_000)
        .setLastMatchAtUs(START_US + firedAtSeconds * 1_000_000)
        .setTimeMode(TimeMode.REPLAY)
        .setTransitions(
            List.of(
                AlertTransition.newBuilder()
                    .setAtUs(START_US + firedAtSeconds * 1_000_000)
                    .setStatus(AlertStatus.FIRING)
                    .setReason("held for 2s")
                    .build()))
        .setCauseIds(List.of("t-1@9"))
        .setOrigins(
            List.of(
                Origin.newBuilder()
                    .setTopic("vehicle-tracks")
                    .setPartition(0)
                    .setFirstOffset(1)
                    .setLastOffset(9)
                    .setCount(9)
                    .build()));
  }

  /** An event of a camera. */
  public static CameraEvent event(String camera, CameraEventType type, String reason) {
    return CameraEvent.newBuilder()
        .setCameraId(camera)
        .setSite("yard")
        .setType(type)
        .setReason(reason)
        .setStreamEpoch(7)
        .setOccurredAtUs(START_US)
        .setIngestedAtUs(System.currentTimeMillis() * 1000)
        .setTimeMode(TimeMode.REPLAY)
        .build();
  }

  private static Calibration.Pair pair(double x, double y, double xM, double yM) {
    return new Calibration.Pair(new Point(x, y), new Point(xM, yM));
  }

  /** Something that ann did to a task. */
  public static TaskEvent taskEvent(String id, String type, Map<String, String> payload) {
    return TaskEvent.newBuilder()
        .setType(type)
        .setTaskId(id)
        .setUserId("ann")
        .setOccurredAtUs(START_US)
        .setTimeMode(TimeMode.LIVE)
        .setPayload(payload)
        .build();
  }

  /** A task that is to be done by one. */
  public static TaskState task(String id, String assignee) {
    Instant since = Instant.parse("2026-01-01T00:00:00Z");
    return new TaskState(
        id,
        TaskPhase.OPEN,
        "harbour",
        "",
        since,
        since,
        assignee,
        Optional.of(since.plusSeconds(3600)),
        false,
        new TreeMap<>(Map.of("title", "Look", "assignee", assignee)),
        new TreeMap<>(Map.of("title", since, "assignee", since)),
        List.of("e-1"));
  }

  /** A schedule that runs at each full hour. */
  public static List<ScheduleVersion> hourly(String id) {
    Schedule schedule =
        new Schedule(
            id,
            1,
            new IntervalRecurrence(Duration.ofHours(1), Duration.ZERO),
            ZoneOffset.UTC,
            Exclusions.NONE,
            Optional.empty(),
            Optional.empty(),
            OverlapPolicy.SKIP,
            Duration.ofHours(1),
            Duration.ZERO,
            new TaskTemplate("Patrol", "", "", Optional.empty(), new TreeMap<>()));
    return List.of(new ScheduleVersion(Instant.EPOCH, Optional.of(schedule)));
  }
}
