package dev.gantry.query;

import dev.gantry.domain.geometry.Speeds;
import dev.gantry.schemas.records.Alert;
import dev.gantry.schemas.records.AlertStatus;
import dev.gantry.schemas.records.AlertTransition;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.WindowState;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Serves the console on animated data without a broker, to work on the page: vehicles on two
 * cameras, one of them not calibrated, and one camera offline. Arguments: the port, and how many of
 * the three cameras there are (none shows the empty page).
 */
final class ConsoleDemo {

  private static final int WIDTH = 768;
  private static final int HEIGHT = 432;
  private static final int FPS = 10;

  private final ApiFixture gantry;
  private final int cameras;
  private final Map<String, Vehicle> alerting = new HashMap<>();
  private final List<Vehicle> vehicles = new ArrayList<>();
  private int created;

  private ConsoleDemo(int port, int cameras) {
    this.cameras = cameras;
    gantry = new ApiFixture(QueryApiSettings.local(port));
  }

  public static void main(String[] args) throws InterruptedException, IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
    int cameras = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    new ConsoleDemo(port, cameras).run();
  }

  private void run() throws InterruptedException, IOException {
    if (cameras > 0) {
      gantry.definitions.cameras.add(TestObjects.camera("bridge-north", "harbour"));
    }
    if (cameras > 1) {
      gantry.definitions.cameras.add(TestObjects.bareCamera("yard"));
    }
    if (cameras > 2) {
      gantry.definitions.cameras.add(TestObjects.bareCamera("gate-2"));
      gantry.topics.append(
          gantry.catalogue.cameraEvents(),
          "gate-2",
          TestObjects.event("gate-2", CameraEventType.OFFLINE, "no answer from 10.0.0.9:554"));
    }
    System.out.println("console at " + gantry.api.address());
    for (long sequence = 0; ; sequence++) {
      if (cameras > 0) {
        step(sequence);
      }
      Thread.sleep(1000 / FPS);
    }
  }

  private void step(long sequence) throws IOException {
    if (sequence % 22 == 0) {
      created++;
      vehicles.add(new Vehicle(created, sequence, created % 5 == 0));
    }
    for (String camera : List.of("bridge-north", "yard").subList(0, Math.min(cameras, 2))) {
      gantry.topics.append(
          gantry.catalogue.cameraFrames(),
          camera,
          TestObjects.frame(camera, sequence, draw(sequence)));
      gantry.topics.append(
          gantry.catalogue.vehicleDetections(), camera, TestObjects.detections(camera, sequence));
      List<TrackUpdate> active = new ArrayList<>();
      for (Vehicle vehicle : vehicles) {
        TrackUpdate update = vehicle.update(camera, sequence);
        gantry.topics.append(gantry.catalogue.vehicleTracks(), camera, update);
        if (update.getState() != TrackState.END) {
          active.add(update);
        }
      }
      gantry.stores.tracks.put(camera, active);
    }
    for (Vehicle vehicle : List.copyOf(vehicles)) {
      alert(vehicle, sequence);
    }
    vehicles.removeIf(vehicle -> vehicle.isGone(sequence));
    if (sequence % 50 == 49) {
      window((int) (sequence / 50));
    }
    if (sequence % 170 == 169) {
      gantry.topics.append(
          gantry.catalogue.deadLetters(), "yard", new byte[] {1}, new RecordHeaders());
    }
  }

  private void alert(Vehicle vehicle, long sequence) {
    String id = "a-" + vehicle.number;
    if (vehicle.fast && vehicle.progress(sequence) > 0.3 && !alerting.containsKey(id)) {
      alerting.put(id, vehicle);
      gantry.topics.append(
          gantry.catalogue.alerts(), "harbour", alert(vehicle, sequence, 0).build());
    }
    if (alerting.containsKey(id) && vehicle.isGone(sequence)) {
      gantry.topics.append(
          gantry.catalogue.alerts(),
          "harbour",
          alert(vehicle, vehicle.start + (long) (vehicle.frames() * 0.3), sequence).build());
    }
  }

  private static Alert.Builder alert(Vehicle vehicle, long fired, long resolved) {
    long firedUs = TestObjects.START_US + fired * 100_000;
    boolean wrongWay = vehicle.number % 2 == 0;
    Alert.Builder alert =
        TestObjects.alert("a-" + vehicle.number, 1)
            .setRule(wrongWay ? "wrong_way" : "speeding_school_zone")
            .setSeverity(wrongWay ? "warning" : "high")
            .setLabels(Map.of("camera", "bridge-north", "track", vehicle.id("bridge-north")))
            .setAnnotations(
                Map.of("summary", "car " + (int) vehicle.kmh + " ± 2 km/h at bridge-north"))
            .setFiredAtUs(firedUs)
            .setStartedAtUs(firedUs - 2_000_000);
    if (resolved > 0) {
      List<AlertTransition> transitions = new ArrayList<>(alert.getTransitions());
      transitions.add(AlertTransition.newBuilder(transitions.get(0)).build());
      alert
          .setStatus(AlertStatus.RESOLVED)
          .setResolvedAtUs(TestObjects.START_US + resolved * 100_000)
          .setTransitions(transitions);
    }
    return alert;
  }

  private void window(int index) {
    SpeedWindow window =
        SpeedWindow.newBuilder(TestObjects.window("harbour-rd", index))
            .setMeanMps(12.5 + 2 * Math.sin(index / 3.0))
            .setP85Mps(15 + Math.sin(index))
            .setState(index % 2 == 0 ? WindowState.FINAL : WindowState.EARLY)
            .build();
    gantry.topics.append(gantry.catalogue.segmentSpeeds(), "harbour-rd", window);
  }

  private byte[] draw(long sequence) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setPaint(
        new GradientPaint(0, 0, new Color(150, 180, 205), 0, 160, new Color(205, 214, 216)));
    canvas.fillRect(0, 0, WIDTH, 150);
    canvas.setColor(new Color(92, 120, 80));
    canvas.fillRect(0, 150, WIDTH, HEIGHT);
    canvas.setColor(new Color(74, 78, 84));
    canvas.fillPolygon(
        new Polygon(new int[] {340, 430, 740, 30}, new int[] {150, 150, HEIGHT, HEIGHT}, 4));
    for (Vehicle vehicle : vehicles) {
      vehicle.draw(canvas, sequence);
    }
    canvas.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }

  private static final class Vehicle {
    private final int number;
    private final long start;
    private final boolean fast;
    private final double kmh;
    private final double lane;

    private Vehicle(int number, long start, boolean fast) {
      this.number = number;
      this.start = start;
      this.fast = fast;
      this.kmh = fast ? 68 : 38 + number * 7 % 14;
      this.lane = number % 2 == 0 ? -0.5 : 0.5;
    }

    private double frames() {
      return 4200 / kmh;
    }

    private double progress(long sequence) {
      return (sequence - start) / frames();
    }

    private boolean isGone(long sequence) {
      return progress(sequence) >= 1;
    }

    private String id(String camera) {
      return camera + "-7-" + start + "-0";
    }

    private double[] box(long sequence) {
      double depth = Math.min(0.98, progress(sequence));
      double nearness = lane < 0 ? depth : 1 - depth;
      double y = 165 + 250 * nearness * nearness;
      double scale = 0.16 + 0.84 * (y - 150) / (HEIGHT - 150);
      double w = 150 * scale;
      double h = 105 * scale;
      double x = 385 + lane * 330 * scale * 1.05 - w / 2;
      return new double[] {x, y - h, w, h};
    }

    private void draw(Graphics2D canvas, long sequence) {
      double[] box = box(sequence);
      canvas.setColor(Color.getHSBColor(number * 0.17f, 0.55f, 0.75f));
      canvas.fillRoundRect(
          (int) box[0], (int) (box[1] + box[3] * 0.3), (int) box[2], (int) (box[3] * 0.7), 12, 12);
      canvas.fillRoundRect(
          (int) (box[0] + box[2] * 0.15),
          (int) box[1],
          (int) (box[2] * 0.7),
          (int) (box[3] * 0.6),
          12,
          12);
    }

    private TrackUpdate update(String camera, long sequence) {
      double[] box = box(sequence);
      boolean calibrated = camera.equals("bridge-north");
      return TestObjects.track(camera, id(camera), sequence)
          .setState(
              isGone(sequence)
                  ? TrackState.END
                  : sequence == start ? TrackState.NEW : TrackState.UPDATE)
          .setStartedAtUs(TestObjects.START_US + start * 100_000)
          .setX((float) box[0])
          .setY((float) box[1])
          .setWidth((float) box[2])
          .setHeight((float) box[3])
          .setCalibrated(calibrated)
          .setSegment(calibrated ? "harbour-rd" : "")
          .setZones(calibrated && progress(sequence) > 0.5 ? List.of("school") : List.of())
          .setObserved(sequence % 17 != 0)
          .setSpeedKnown(sequence - start > 5)
          .setSpeedMps(Speeds.toMps(kmh + Math.sin(sequence / 9.0)))
          .setSpeedPxS((float) (kmh * 2))
          .setLabel(number % 4 == 0 ? "truck" : "car")
          .build();
    }
  }
}
