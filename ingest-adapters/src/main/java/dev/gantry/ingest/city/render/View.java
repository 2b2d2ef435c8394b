package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.camera.CityCamera;
import java.util.List;

/**
 * What a camera makes of points of the city: {@link CityCamera}'s projection with its sines taken
 * once.
 */
final class View {

  private final CityCamera camera;
  private final Vec eye;
  private final Vec right;
  private final Vec forward;
  private final Vec down;

  /** Tangent of half the angle of view across. */
  private final double spread;

  View(CityCamera camera) {
    this.camera = camera;
    double sin = StrictMath.sin(camera.foot().heading());
    double cos = StrictMath.cos(camera.foot().heading());
    double fall = StrictMath.sin(camera.pitch());
    double level = StrictMath.cos(camera.pitch());
    this.eye = new Vec(camera.foot().x(), camera.foot().y(), camera.height());
    this.right = new Vec(cos, -sin, 0);
    this.forward = new Vec(sin * level, cos * level, -fall);
    this.down = new Vec(-sin * fall, -cos * fall, -level);
    this.spread = camera.width() / (2 * camera.focal());
  }

  int width() {
    return camera.width();
  }

  int height() {
    return camera.imageHeight();
  }

  /** Where the camera is. */
  Vec eye() {
    return eye;
  }

  /** Depth of a point before the camera, metres. */
  double depth(Vec point) {
    return forward.dot(point.minus(eye));
  }

  /** Whether anything within a distance of a point may be between the sides of the image. */
  boolean maySee(Vec point, double reach) {
    Vec seen = point.minus(eye);
    double depth = forward.dot(seen);
    double beyondSide =
        (Math.abs(right.dot(seen)) - spread * depth) / Math.sqrt(1 + spread * spread);
    return depth > -reach && beyondSide < reach;
  }

  /** Pixels that a metre across takes at a depth. */
  double pixelsPerMetre(double depth) {
    return camera.focal() / depth;
  }

  double u(Vec point) {
    Vec seen = point.minus(eye);
    return across(seen, forward.dot(seen));
  }

  double v(Vec point) {
    Vec seen = point.minus(eye);
    return downwards(seen, forward.dot(seen));
  }

  private double across(Vec seen, double depth) {
    return camera.width() / 2.0 + camera.focal() * right.dot(seen) / depth;
  }

  private double downwards(Vec seen, double depth) {
    return camera.imageHeight() / 2.0 + camera.focal() * down.dot(seen) / depth;
  }

  /** Direction from the eye through a point of the image; its depth is 1. */
  Vec ray(double u, double v) {
    return forward
        .plus(right.times((u - camera.width() / 2.0) / camera.focal()))
        .plus(down.times((v - camera.imageHeight() / 2.0) / camera.focal()));
  }

  /**
   * The outline in the image of a convex body or face, cut off at {@link CityCamera#NEAREST}.
   *
   * @param corners of which it is the hull
   * @param into takes the outline; empty when all of it is too near or behind
   */
  void outline(List<Vec> corners, Polygon into) {
    into.clear();
    for (int i = 0; i < corners.size(); i++) {
      Vec seen = corners.get(i).minus(eye);
      double depth = forward.dot(seen);
      if (depth >= CityCamera.NEAREST) {
        into.add(across(seen, depth), downwards(seen, depth));
      } else {
        addCuts(corners.get(i), depth, corners, into);
      }
    }
    into.hull();
  }

  /** Adds where the ways from a corner that is too near to the others are cut off. */
  private void addCuts(Vec corner, double depth, List<Vec> others, Polygon into) {
    for (Vec other : others) {
      double far = depth(other);
      if (far > CityCamera.NEAREST) {
        Vec cut = corner.towards(other, (CityCamera.NEAREST - depth) / (far - depth));
        into.add(u(cut), v(cut));
      }
    }
  }
}
