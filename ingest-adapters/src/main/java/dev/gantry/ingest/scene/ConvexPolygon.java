package dev.gantry.ingest.scene;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A convex polygon in the image.
 *
 * @param corners in the order of a hull, at least 3; fewer means it is empty
 */
record ConvexPolygon(List<Point> corners) {

  ConvexPolygon {
    corners = List.copyOf(corners);
  }

  /** The convex hull of points: Andrew's monotone chain. */
  static ConvexPolygon hullOf(List<Point> points) {
    List<Point> sorted =
        points.stream()
            .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
            .toList();
    List<Point> hull = new ArrayList<>();
    for (Point point : sorted) {
      append(hull, 0, point);
    }
    int lower = hull.size() - 1;
    for (int i = sorted.size() - 2; i >= 0; i--) {
      append(hull, lower, sorted.get(i));
    }
    return new ConvexPolygon(hull.subList(0, Math.max(0, hull.size() - 1)));
  }

  private static void append(List<Point> hull, int start, Point point) {
    while (hull.size() >= start + 2
        && cross(hull.get(hull.size() - 2), hull.get(hull.size() - 1), point) <= 0) {
      hull.remove(hull.size() - 1);
    }
    hull.add(point);
  }

  static ConvexPolygon of(Box box) {
    return new ConvexPolygon(
        List.of(
            new Point(box.x(), box.y()),
            new Point(box.right(), box.y()),
            new Point(box.right(), box.bottom()),
            new Point(box.x(), box.bottom())));
  }

  boolean isEmpty() {
    return corners.size() < 3;
  }

  /** Square pixels: the shoelace formula. */
  double area() {
    double twice = 0;
    for (int i = 0; i < corners.size(); i++) {
      Point a = corners.get(i);
      Point b = corners.get((i + 1) % corners.size());
      twice += a.x() * b.y() - b.x() * a.y();
    }
    return Math.abs(twice) / 2;
  }

  /** What two polygons share: Sutherland and Hodgman's clipping. Both run the same way round. */
  ConvexPolygon intersection(ConvexPolygon other) {
    List<Point> kept = corners;
    for (int i = 0; i < other.corners.size() && !kept.isEmpty(); i++) {
      kept = clip(kept, other.corners.get(i), other.corners.get((i + 1) % other.corners.size()));
    }
    return new ConvexPolygon(kept);
  }

  private static List<Point> clip(List<Point> polygon, Point from, Point to) {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < polygon.size(); i++) {
      Point a = polygon.get(i);
      Point b = polygon.get((i + 1) % polygon.size());
      double sideA = cross(from, to, a);
      double sideB = cross(from, to, b);
      if (sideA >= 0) {
        kept.add(a);
      }
      if (sideA * sideB < 0) {
        double share = sideA / (sideA - sideB);
        kept.add(new Point(a.x() + share * (b.x() - a.x()), a.y() + share * (b.y() - a.y())));
      }
    }
    return kept;
  }

  private static double cross(Point a, Point b, Point c) {
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
  }

  /** The smallest box around it. It is not empty. */
  Box bounds() {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (Point corner : corners) {
      left = Math.min(left, corner.x());
      top = Math.min(top, corner.y());
      right = Math.max(right, corner.x());
      bottom = Math.max(bottom, corner.y());
    }
    return new Box(left, top, right - left, bottom - top);
  }
}
