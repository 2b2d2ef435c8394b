package dev.gantry.ingest.city.camera;

import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.geometry.Speeds;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The definitions of a city's cameras, as documents of kind {@code camera}. */
public final class CameraDefinitions {

  /** Site of all cameras of the city. */
  public static final String SITE = "city";

  private static final double FREE_UNTIL = CityCamera.MEASURED_TO;
  private static final double COUNTED_AT = 28;
  private static final double SEEN_FROM = 11;
  private static final double SEEN_TO = CameraView.FARTHEST_METRES;

  private final RoadNetwork network;
  private final int framesPerSecond;
  private final UnaryOperator<String> technicians;

  /**
   * @param technicians the account of who looks after a camera, by the camera's id
   */
  public CameraDefinitions(
      RoadNetwork network, int framesPerSecond, UnaryOperator<String> technicians) {
    this.network = network;
    this.framesPerSecond = framesPerSecond;
    this.technicians = technicians;
  }

  /** One document a camera. */
  public String yaml(List<CityCamera> cameras) {
    Map<String, Gate> gates =
        Gate.of(cameras).stream().collect(Collectors.toMap(Gate::cameraId, Function.identity()));
    return cameras.stream()
        .map(camera -> yaml(camera, Optional.ofNullable(gates.get(camera.id()))))
        .collect(Collectors.joining("---\n"));
  }

  private String yaml(CityCamera camera, Optional<Gate> gate) {
    String zones =
        Stream.concat(
                Stream.of(freeZone(camera)), gate.map(door -> gateZone(camera, door)).stream())
            .collect(Collectors.joining("\n  - "));
    return format(
        """
        kind: camera
        id: %s
        site: %s
        attributes: {technician: "%s"}
        source: {url: "city://%s", fps: %d, size: %dx%d}
        calibration:
          points: [%s]
        segments:
          - %s
          - %s
        zones:
          - %s
        lines:
          - %s
        """,
        camera.id(),
        SITE,
        technicians.apply(camera.id()),
        camera.id(),
        framesPerSecond,
        camera.width(),
        camera.imageHeight(),
        points(camera),
        segment(camera, camera.link(), 1),
        segment(camera, network.opposite(camera.link()), -1),
        zones,
        line(camera));
  }

  private static String points(CityCamera camera) {
    return DoubleStream.of(CityCamera.MEASURED_FROM, 28, CityCamera.MEASURED_TO + 20)
        .boxed()
        .flatMap(ahead -> DoubleStream.of(-4, 4).mapToObj(right -> point(camera, ahead, right)))
        .collect(Collectors.joining(", "));
  }

  private static String point(CityCamera camera, double ahead, double right) {
    Pose ground = camera.foot().moved(ahead, right);
    Point pixel = camera.pixelOf(ground.x(), ground.y());
    return format(
        "{pixel: [%.3f, %.3f], metres: [%.3f, %.3f]}",
        pixel.x(), pixel.y(), ground.x(), ground.y());
  }

  /**
   * The part of a link that the camera sees: up to its lights, of the one that leads away from it;
   * on the left of the street's middle, with side -1, as far as speeds are measured.
   */
  private static String segment(CityCamera camera, Link link, int side) {
    double kerb = side * link.kerbOffset();
    double end = side > 0 ? Math.min(stopLine(camera), SEEN_TO) : CityCamera.MEASURED_TO;
    String polygon =
        List.of(
                corner(camera, SEEN_FROM, 0), corner(camera, SEEN_FROM, kerb),
                corner(camera, end, kerb), corner(camera, end, 0))
            .stream()
            .collect(Collectors.joining(", "));
    return format(
        "{id: %s, polygon_m: [%s], heading_deg: %.1f, limit_kmh: %d, lanes: %d}",
        link.id(),
        polygon,
        headingDeg(link),
        Math.round(Speeds.toKmh(link.limitMps())),
        link.lanes());
  }

  /**
   * To a tenth of a degree, from 0 to 359.9: rounded first, or what is almost north becomes 360.
   */
  private static double headingDeg(Link link) {
    long tenths = Math.round(10 * StrictMath.toDegrees(link.heading()));
    return Math.floorMod(tenths, 3600L) / 10.0;
  }

  /** Where the lights of the link below the camera are, metres ahead of it. */
  private static double stopLine(CityCamera camera) {
    Link link = camera.link();
    return camera.ahead(link.start().x(), link.start().y()) + link.length();
  }

  /** Away from the lights: who stands there first in a row has no reason to. */
  private static String freeZone(CityCamera camera) {
    double kerb = camera.link().kerbOffset();
    return zone(camera, "free", "", SEEN_FROM, FREE_UNTIL, -kerb, kerb);
  }

  /** The pavement before a gate. */
  private static String gateZone(CityCamera camera, Gate gate) {
    double kerb = camera.link().kerbOffset();
    double wall = kerb + Link.PAVEMENT_METRES;
    String before = ", gate: " + gate.id();
    return zone(
        camera, gate.id(), before, Gate.AHEAD - Gate.ZONE, Gate.AHEAD + Gate.ZONE, kerb, wall);
  }

  /** A part of the ground, metres ahead of the camera's foot and to its right. */
  private static String zone(
      CityCamera camera,
      String id,
      String more,
      double near,
      double far,
      double left,
      double right) {
    return format(
        "{id: %s, polygon_px: [%s, %s, %s, %s]%s}",
        id,
        pixel(camera, near, left),
        pixel(camera, near, right),
        pixel(camera, far, right),
        pixel(camera, far, left),
        more);
  }

  /** Across the carriageway, from kerb to kerb: who goes away from the camera goes to its left. */
  private static String line(CityCamera camera) {
    double kerb = camera.link().kerbOffset();
    return format(
        "{id: counting, from_px: %s, to_px: %s}",
        pixel(camera, COUNTED_AT, -kerb), pixel(camera, COUNTED_AT, kerb));
  }

  private static String pixel(CityCamera camera, double ahead, double right) {
    Point pixel = camera.project(ahead, right, 0);
    return format("[%.2f, %.2f]", pixel.x(), pixel.y());
  }

  private static String corner(CityCamera camera, double ahead, double right) {
    Pose pose = camera.foot().moved(ahead, right);
    return format("[%.2f, %.2f]", pose.x(), pose.y());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
