package dev.gantry.ingest.city.render;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What an actor of a shape is built from, metres, about the middle of its floor.
 *
 * @param length along its heading
 * @param width across it
 * @param height above the ground
 * @param solids its blocks, the lower ones first
 * @param wheels its wheels
 * @param lamps its lamps, which shine at night or when it brakes
 * @param hull corners of an upright box that has all its blocks and wheels within
 */
record Model(
    double length,
    double width,
    double height,
    List<Solid> solids,
    List<Wheel> wheels,
    List<Lamp> lamps,
    List<Vec> hull) {

  Model {
    solids = List.copyOf(solids);
    wheels = List.copyOf(wheels);
    lamps = List.copyOf(lamps);
    hull = List.copyOf(hull);
  }

  Model(
      double length,
      double width,
      double height,
      List<Solid> solids,
      List<Wheel> wheels,
      List<Lamp> lamps) {
    this(length, width, height, solids, wheels, lamps, hullOf(solids, wheels));
  }

  private static List<Vec> hullOf(List<Solid> solids, List<Wheel> wheels) {
    List<Vec> points = new ArrayList<>();
    solids.forEach(solid -> points.addAll(solid.corners()));
    for (Wheel wheel : wheels) {
      points.add(new Vec(wheel.left(), wheel.y() - wheel.radius(), 0));
      points.add(new Vec(wheel.right(), wheel.y() + wheel.radius(), 2 * wheel.radius()));
    }
    List<Vec> hull = new ArrayList<>();
    for (double x : ends(points, Vec::x)) {
      for (double y : ends(points, Vec::y)) {
        for (double z : ends(points, Vec::z)) {
          hull.add(new Vec(x, y, z));
        }
      }
    }
    return hull;
  }

  private static double[] ends(List<Vec> points, ToDoubleFunction<Vec> axis) {
    DoubleSummaryStatistics all = points.stream().mapToDouble(axis).summaryStatistics();
    return new double[] {all.getMin(), all.getMax()};
  }

  /**
   * A wheel that stands on the ground.
   *
   * @param left x of its left side
   * @param right x of its right side
   * @param y of its hub
   * @param radius of its tyre
   * @param solid share of what is behind it that it hides: spokes hide little
   */
  record Wheel(double left, double right, double y, double radius, double solid) {}

  /**
   * A lamp.
   *
   * @param place its middle
   * @param head whether it shines white and forward, not red and back
   */
  record Lamp(Vec place, boolean head) {}
}
