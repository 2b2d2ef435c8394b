package dev.gantry.ingest.scene;

import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import dev.gantry.ingest.city.render.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A vehicle at a moment: turns its own coordinates into those of the world and the image.
 *
 * @param vehicle who
 * @param middleY where its middle is along the road, metres
 */
record PlacedVehicle(Vehicle vehicle, double middleY) {

  /** Corners that a wheel is drawn with: at 20 pixels no side is longer than 6. */
  private static final int WHEEL_CORNERS = 14;

  private static final double TYRE_WIDTH = 0.22;
  private static final ConvexPolygon FRAME =
      ConvexPolygon.of(new Box(0, 0, View.WIDTH, View.HEIGHT));

  /** Haze takes vehicles in between these distances, metres. */
  private static final double HAZE_FROM = 100;

  private static final double HAZE_TO = 124;

  static PlacedVehicle at(Vehicle vehicle, double seconds) {
    return new PlacedVehicle(vehicle, vehicle.middleY(seconds));
  }

  /** A point of the vehicle in the world: a southbound one is turned by half a turn. */
  Vec toWorld(Vec local) {
    return turned(local).plus(new Vec(vehicle.laneX(), middleY, 0));
  }

  /** A direction of the vehicle in the world. */
  Vec turned(Vec local) {
    return vehicle.northbound() ? local : new Vec(-local.x(), -local.y(), local.z());
  }

  /** A point of the vehicle in the image. */
  Point toImage(Vec local) {
    Vec world = toWorld(local);
    return View.project(world.x(), world.y(), world.z());
  }

  /** How much of it the haze leaves, 0 to 1. */
  double clarity() {
    return Math.max(0, Math.min(1, (HAZE_TO - middleY) / (HAZE_TO - HAZE_FROM)));
  }

  /**
   * A circle about the hub on the outside of a wheel.
   *
   * @param side -1 left, 1 right
   * @param axle -1 rear, 1 front
   * @param share radius as a share of that of the wheel
   */
  List<Vec> rim(int side, int axle, double share) {
    VehicleShape shape = vehicle.shape();
    double radius = shape.wheelRadius();
    List<Vec> rim = new ArrayList<>(WHEEL_CORNERS);
    for (int i = 0; i < WHEEL_CORNERS; i++) {
      double angle = 2 * StrictMath.PI * i / WHEEL_CORNERS;
      rim.add(
          new Vec(
              side * shape.width() / 2,
              axle * shape.axle() + share * radius * StrictMath.cos(angle),
              radius + share * radius * StrictMath.sin(angle)));
    }
    return rim;
  }

  /** Outline of a whole tyre in the image. */
  ConvexPolygon tyre(int side, int axle) {
    List<Point> points = new ArrayList<>();
    for (Vec outer : rim(side, axle, 1)) {
      points.add(toImage(outer));
      points.add(toImage(outer.plus(new Vec(-side * TYRE_WIDTH, 0, 0))));
    }
    return ConvexPolygon.hullOf(points);
  }

  /** Convex outline of everything drawn of it but its shadow, unclipped. */
  ConvexPolygon silhouette() {
    List<Point> points = new ArrayList<>();
    for (Solid solid : vehicle.shape().solids()) {
      solid.floor().corners().forEach(corner -> points.add(toImage(corner)));
      solid.roof().corners().forEach(corner -> points.add(toImage(corner)));
    }
    for (int axle : new int[] {-1, 1}) {
      points.addAll(tyre(-1, axle).corners());
      points.addAll(tyre(1, axle).corners());
    }
    return ConvexPolygon.hullOf(points);
  }

  /**
   * What is true of it in the image.
   *
   * @param nearer outlines of the vehicles nearer to the camera
   * @return empty when nothing of it is in the frame
   */
  Optional<VehicleTruth> truth(List<ConvexPolygon> nearer) {
    ConvexPolygon whole = silhouette();
    ConvexPolygon inFrame = whole.intersection(FRAME);
    if (inFrame.isEmpty() || clarity() == 0) {
      return Optional.empty();
    }
    double hidden = nearer.stream().mapToDouble(other -> inFrame.intersection(other).area()).sum();
    double visible = Math.max(0, inFrame.area() - hidden) / whole.area();
    return Optional.of(
        new VehicleTruth(
            vehicle.id(),
            vehicle.shape().label(),
            inFrame.bounds(),
            new Point(vehicle.laneX(), middleY),
            vehicle.speedKmh(),
            Math.min(1, visible)));
  }
}
