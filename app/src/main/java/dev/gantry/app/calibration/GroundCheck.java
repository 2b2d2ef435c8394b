package dev.gantry.app.calibration;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Jacobian;
import dev.gantry.domain.geometry.PlausibleCamera;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.geometry.Polygon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Checks the ground of a camera over its whole image, and whether what its definition places lies
 * on it: marked points may fit well in the middle, and mean nothing at the edges.
 */
final class GroundCheck {

  /** Places that are looked at in each direction. */
  private static final int STEPS = 24;

  private final GroundMap ground;
  private final int width;
  private final int height;
  private final List<String> problems = new ArrayList<>();

  private GroundCheck(GroundMap ground, int width, int height) {
    this.ground = ground;
    this.width = width;
    this.height = height;
  }

  /**
   * What is wrong, each with its field; empty when nothing is.
   *
   * @param width of the image, pixels
   * @param height of the image, pixels
   */
  static List<String> problems(CameraDefinition camera, GroundMap ground, int width, int height) {
    GroundCheck check = new GroundCheck(ground, width, height);
    check.image();
    for (int i = 0; i < camera.segments().size(); i++) {
      check.segment("segments[" + i + "].polygon_m", camera.segments().get(i).polygon());
    }
    for (int i = 0; i < camera.zones().size(); i++) {
      check.zone("zones[" + i + "].polygon_px", camera.zones().get(i).polygon());
    }
    for (int i = 0; i < camera.lines().size(); i++) {
      check.end("lines[" + i + "].from_px", camera.lines().get(i).from());
      check.end("lines[" + i + "].to_px", camera.lines().get(i).to());
    }
    return check.problems;
  }

  private void image() {
    Optional<Point> finest =
        grid(new Point(0, 0), new Point(width - 1.0, height - 1.0))
            .filter(pixel -> scale(pixel).isPresent())
            .min(Comparator.comparingDouble(pixel -> scale(pixel).orElseThrow()));
    finest
        .filter(pixel -> !isPlausible(pixel))
        .ifPresent(
            pixel ->
                problems.add(
                    String.format(
                        Locale.ROOT,
                        "calibration: expected %s m per pixel where the image is finest,"
                            + " found %.3g at [%.0f, %.0f]",
                        PlausibleCamera.scales(),
                        scale(pixel).orElseThrow(),
                        pixel.x(),
                        pixel.y())));
  }

  private void segment(String field, List<Point> corners) {
    boolean isSeen =
        places(corners)
            .flatMap(metres -> ground.toImage(metres).stream())
            .anyMatch(pixel -> isInImage(pixel) && isPlausible(pixel));
    if (!isSeen) {
      problems.add(field + ": expected ground that the image shows, found none of it there");
    }
  }

  private void zone(String field, List<Point> corners) {
    if (places(corners).noneMatch(pixel -> isInImage(pixel) && isPlausible(pixel))) {
      problems.add(field + ": expected ground within the image, found none there");
    }
  }

  private void end(String field, Point pixel) {
    if (!isPlausible(pixel)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: expected ground of %s m per pixel, found %s at [%.0f, %.0f]",
              field,
              PlausibleCamera.scales(),
              scale(pixel).map(found -> String.format(Locale.ROOT, "%.3g", found)).orElse("none"),
              pixel.x(),
              pixel.y()));
    }
  }

  /** Corners of an area and places within it. */
  private static Stream<Point> places(List<Point> corners) {
    Polygon area = Polygon.of(corners);
    Point least =
        new Point(
            corners.stream().mapToDouble(Point::x).min().orElseThrow(),
            corners.stream().mapToDouble(Point::y).min().orElseThrow());
    Point most =
        new Point(
            corners.stream().mapToDouble(Point::x).max().orElseThrow(),
            corners.stream().mapToDouble(Point::y).max().orElseThrow());
    return Stream.concat(corners.stream(), grid(least, most).filter(area::contains));
  }

  private static Stream<Point> grid(Point least, Point most) {
    return IntStream.rangeClosed(0, STEPS)
        .boxed()
        .flatMap(
            i ->
                IntStream.rangeClosed(0, STEPS)
                    .mapToObj(
                        j ->
                            new Point(
                                least.x() + (most.x() - least.x()) * i / STEPS,
                                least.y() + (most.y() - least.y()) * j / STEPS)));
  }

  private boolean isInImage(Point pixel) {
    return pixel.x() >= 0 && pixel.y() >= 0 && pixel.x() <= width && pixel.y() <= height;
  }

  private boolean isPlausible(Point pixel) {
    return scale(pixel).filter(PlausibleCamera::isScale).isPresent();
  }

  /** Metres per pixel; absent where there is no ground. */
  private Optional<Double> scale(Point pixel) {
    return ground.jacobianAt(pixel).map(Jacobian::metresPerPixel);
  }
}
