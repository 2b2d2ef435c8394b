package dev.gantry.domain.tracking;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Homography;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.geometry.TestCameras;
import java.util.List;
import java.util.Optional;

/** A straight road along the y axis, 0 to 10 m wide, under a camera 8 m up. */
final class TestRoad {

  static final Homography CAMERA = TestCameras.camera(8, Math.toRadians(25), 0, 1000);

  private TestRoad() {}

  static CameraGeometry geometry() {
    return CameraGeometry.of(definition(1, 1));
  }

  /** The road with its metres scaled, as by another calibration. */
  static CameraDefinition definition(int version, double scale) {
    List<Double> h = CAMERA.rowMajor();
    List<Double> scaled =
        List.of(
            scale * h.get(0),
            scale * h.get(1),
            scale * h.get(2),
            scale * h.get(3),
            scale * h.get(4),
            scale * h.get(5),
            h.get(6),
            h.get(7),
            h.get(8));
    return new CameraDefinition(
        "cam",
        version,
        "site",
        Optional.empty(),
        Optional.of(new Calibration.Matrix(scaled)),
        List.of(segment("up", 0, 5, 0, scale), segment("down", -5, 0, 180, scale)),
        List.of(
            new CameraDefinition.Zone(
                "lower-half",
                List.of(
                    new Point(0, 360),
                    new Point(1280, 360),
                    new Point(1280, 720),
                    new Point(0, 720))),
            new CameraDefinition.Zone(
                "all",
                List.of(
                    new Point(0, 0), new Point(1280, 0), new Point(1280, 720), new Point(0, 720)))),
        List.of(),
        Optional.empty());
  }

  private static CameraDefinition.Segment segment(
      String id, double left, double right, double heading, double scale) {
    return segmentUntil(id, left * scale, right * scale, heading, 100 * scale);
  }

  /** A segment with an end, metres along the road. */
  static CameraDefinition.Segment segmentUntil(
      String id, double left, double right, double heading, double end) {
    return new CameraDefinition.Segment(
        id,
        List.of(
            new Point(left, 0), new Point(right, 0), new Point(right, end), new Point(left, end)),
        Optional.of(heading),
        Optional.of(50.0));
  }

  /** In the image, the ground to both sides of the middle, up to so far along the road. */
  static List<Point> pixels(double left, double right, double end) {
    return List.of(pixel(left, 10), pixel(right, 10), pixel(right, end), pixel(left, end));
  }

  private static Point pixel(double x, double y) {
    return CAMERA.toImage(new Point(x, y)).orElseThrow();
  }

  /** The box of a vehicle 1.8 m wide and 1.5 m high whose foot is on the ground at a place. */
  static Box vehicleAt(double x, double y) {
    return vehicleAt(CAMERA, x, y);
  }

  /** The box of a truck, 2.5 m wide and 3.3 m high. */
  static Box truckAt(double x, double y) {
    return vehicleAt(CAMERA, x, y, 2.5, 3.3);
  }

  /** A vehicle as at any place, as another camera sees it. */
  static Box vehicleAt(Homography camera, double x, double y) {
    return vehicleAt(camera, x, y, 1.8, 1.5);
  }

  private static Box vehicleAt(
      Homography camera, double x, double y, double wideMetres, double highMetres) {
    Point foot = camera.toImage(new Point(x, y)).orElseThrow();
    double width =
        camera.toImage(new Point(x + wideMetres / 2, y)).orElseThrow().x()
            - camera.toImage(new Point(x - wideMetres / 2, y)).orElseThrow().x();
    double height = width * highMetres / wideMetres;
    return new Box(foot.x() - width / 2, foot.y() - height, width, height);
  }
}
