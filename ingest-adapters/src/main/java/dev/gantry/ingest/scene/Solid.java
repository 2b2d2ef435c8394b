package dev.gantry.ingest.scene;

import dev.gantry.ingest.city.render.Vec;
import java.util.List;

/**
 * A block with a rectangular floor and a rectangular, possibly smaller roof, metres, in the
 * coordinates of its vehicle: x across, y forward from the middle, z up from the road.
 *
 * @param floor outline at the bottom
 * @param roof outline at the top
 * @param glassFrom share of the height of its upright faces from which they are window, 0 to 1
 * @param glassTo share of that height up to which they are; as {@code glassFrom} for no window
 */
record Solid(Outline floor, Outline roof, double glassFrom, double glassTo) {

  /**
   * A rectangle at a height, symmetrical across.
   *
   * @param halfWidth metres
   * @param back y of its rear edge
   * @param front y of its front edge
   * @param z height
   */
  record Outline(double halfWidth, double back, double front, double z) {

    /** Corners: rear left, rear right, front right, front left. */
    List<Vec> corners() {
      return List.of(
          new Vec(-halfWidth, back, z),
          new Vec(halfWidth, back, z),
          new Vec(halfWidth, front, z),
          new Vec(-halfWidth, front, z));
    }
  }

  /**
   * One flat side of a block.
   *
   * @param corners for an upright one: lower left, lower right, upper right, upper left
   * @param normal outwards, of length 1
   * @param upright whether it is a side, not the roof
   */
  record Face(List<Vec> corners, Vec normal, boolean upright) {}

  /** Rear, right, front and left side, then the roof. */
  List<Face> faces() {
    return List.of(
        side(0, 1), side(1, 2), side(2, 3), side(3, 0), new Face(roof.corners(), Vec.UP, false));
  }

  private Face side(int from, int to) {
    Vec lowFrom = floor.corners().get(from);
    Vec lowTo = floor.corners().get(to);
    Vec highFrom = roof.corners().get(from);
    Vec normal = lowTo.minus(lowFrom).cross(highFrom.minus(lowFrom)).unit();
    return new Face(List.of(lowFrom, lowTo, roof.corners().get(to), highFrom), normal, true);
  }
}
