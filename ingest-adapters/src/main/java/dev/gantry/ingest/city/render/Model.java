package dev.gantry.ingest.city.render;

import java.util.List;

/**
 * What an actor of a shape is built from, metres, about the middle of its floor.
 *
 * @param length along its heading
 * @param width across it
 * @param height above the ground
 * @param solids its blocks, the lower ones first
 * @param wheels its wheels
 * @param lamps its lamps, which shine at night or when it brakes
 */
record Model(
    double length,
    double width,
    double height,
    List<Solid> solids,
    List<Wheel> wheels,
    List<Lamp> lamps) {

  Model {
    solids = List.copyOf(solids);
    wheels = List.copyOf(wheels);
    lamps = List.copyOf(lamps);
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
