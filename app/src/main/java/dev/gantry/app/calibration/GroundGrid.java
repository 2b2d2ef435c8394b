package dev.gantry.app.calibration;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * Draws the ground as a camera is calibrated to see it: lines of equal x and of equal y with their
 * metres, the segments, and what the calibration was made from.
 */
final class GroundGrid {

  private static final Color ALONG = new Color(0, 230, 255, 190);
  private static final Color ACROSS = new Color(255, 225, 0, 190);
  private static final Color SEGMENT = new Color(80, 255, 80);
  private static final Color STATED = new Color(255, 60, 60);

  /** Distances between lines to choose from, metres. */
  private static final int[] STEPS = {1, 2, 5, 10, 20, 50};

  private static final int MOST_LINES = 40;

  /** Pieces of a line: a lens bends them. */
  private static final int PIECES = 200;

  /** Pixels between the places of the image that say which ground it shows. */
  private static final int PROBE = 16;

  private final CameraDefinition camera;
  private final GroundMap ground;

  GroundGrid(CameraDefinition camera) {
    this.camera = camera;
    this.ground = CameraGeometry.of(camera).ground().orElseThrow();
  }

  /** The ground that a picture shows, metres. */
  private record Extent(double left, double right, double near, double far) {

    int step() {
      for (int step : STEPS) {
        if ((right - left + far - near) / step <= MOST_LINES) {
          return step;
        }
      }
      return STEPS[STEPS.length - 1];
    }
  }

  /**
   * Draws over a frame of the camera.
   *
   * @param frame changed
   */
  void drawOn(BufferedImage frame) {
    Graphics2D g = frame.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setStroke(new BasicStroke(Math.max(1f, frame.getWidth() / 1000f)));
    double glyph = Math.max(1, frame.getHeight() / 400.0);
    extent(frame).ifPresent(extent -> drawGrid(g, frame, extent, new StrokeDigits(glyph)));
    drawSegments(g, frame);
    drawStated(g, glyph);
    g.dispose();
  }

  private Optional<Extent> extent(BufferedImage frame) {
    List<Point> seen = new ArrayList<>();
    for (int y = 0; y < frame.getHeight(); y += PROBE) {
      for (int x = 0; x < frame.getWidth(); x += PROBE) {
        Point pixel = new Point(x, y);
        boolean fine =
            ground
                .jacobianAt(pixel)
                .filter(j -> j.metresPerPixel() <= CalibrationReport.FAR_METRES_PER_PIXEL)
                .isPresent();
        if (fine) {
          ground.toGround(pixel).ifPresent(seen::add);
        }
      }
    }
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Extent(
            seen.stream().mapToDouble(Point::x).min().orElseThrow(),
            seen.stream().mapToDouble(Point::x).max().orElseThrow(),
            seen.stream().mapToDouble(Point::y).min().orElseThrow(),
            seen.stream().mapToDouble(Point::y).max().orElseThrow()));
  }

  private void drawGrid(Graphics2D g, BufferedImage frame, Extent extent, StrokeDigits digits) {
    int step = extent.step();
    for (double x = step * Math.ceil(extent.left() / step); x <= extent.right(); x += step) {
      double at = x;
      g.setColor(ALONG);
      List<Point> line = line(y -> new Point(at, y), extent.near(), extent.far(), frame);
      draw(g, line);
      label(g, digits, frame, line, at, true);
    }
    for (double y = step * Math.ceil(extent.near() / step); y <= extent.far(); y += step) {
      double at = y;
      g.setColor(ACROSS);
      List<Point> line = line(x -> new Point(x, at), extent.left(), extent.right(), frame);
      draw(g, line);
      label(g, digits, frame, line, at, false);
    }
  }

  /** The part of a line on the ground that is in the picture, pixels. */
  private List<Point> line(
      DoubleFunction<Point> place, double from, double to, BufferedImage frame) {
    List<Point> line = new ArrayList<>();
    for (int i = 0; i <= PIECES; i++) {
      ground
          .toImage(place.apply(from + (to - from) * i / PIECES))
          .filter(p -> inside(p, frame))
          .ifPresent(line::add);
    }
    return line;
  }

  private static boolean inside(Point pixel, BufferedImage frame) {
    return pixel.x() >= 0
        && pixel.y() >= 0
        && pixel.x() < frame.getWidth()
        && pixel.y() < frame.getHeight();
  }

  private static void draw(Graphics2D g, List<Point> line) {
    for (int i = 1; i < line.size(); i++) {
      Point a = line.get(i - 1);
      Point b = line.get(i);
      g.draw(new Line2D.Double(a.x(), a.y(), b.x(), b.y()));
    }
  }

  /** Metres at the lower end of a line along, and at the left end of one across. */
  private static void label(
      Graphics2D g,
      StrokeDigits digits,
      BufferedImage frame,
      List<Point> line,
      double metres,
      boolean lower) {
    Point at = null;
    for (Point p : line) {
      if (at == null || (lower ? p.y() > at.y() : p.x() < at.x())) {
        at = p;
      }
    }
    if (at != null) {
      double x = Math.min(at.x() + 3, frame.getWidth() - digits.width(metres) - 2);
      double y = Math.max(Math.min(at.y() - 3, frame.getHeight() - 3.0), digits.height() + 2);
      digits.draw(g, metres, x, y);
    }
  }

  private void drawSegments(Graphics2D g, BufferedImage frame) {
    g.setColor(SEGMENT);
    for (CameraDefinition.Segment segment : camera.segments()) {
      List<Point> corners = segment.polygon();
      for (int i = 0; i < corners.size(); i++) {
        Point a = corners.get(i);
        Point b = corners.get((i + 1) % corners.size());
        draw(
            g,
            line(
                share ->
                    new Point(a.x() + share * (b.x() - a.x()), a.y() + share * (b.y() - a.y())),
                0,
                1,
                frame));
      }
    }
  }

  private void drawStated(Graphics2D g, double size) {
    Calibration calibration = camera.calibration().orElseThrow();
    if (calibration instanceof Calibration.ThroughLens through) {
      calibration = through.calibration();
    }
    g.setColor(STATED);
    if (calibration instanceof Calibration.Points points) {
      points.pairs().forEach(pair -> mark(g, pair.pixel(), size));
    }
    if (calibration instanceof Calibration.Distances known) {
      known
          .distances()
          .forEach(
              distance -> {
                draw(g, List.of(distance.from(), distance.to()));
                mark(g, distance.from(), size);
                mark(g, distance.to(), size);
              });
    }
  }

  private static void mark(Graphics2D g, Point at, double size) {
    double r = 3 * size;
    g.draw(new Ellipse2D.Double(at.x() - r, at.y() - r, 2 * r, 2 * r));
  }
}
