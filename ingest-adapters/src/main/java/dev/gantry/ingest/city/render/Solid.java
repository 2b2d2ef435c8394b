package dev.gantry.ingest.city.render;

import java.util.List;

/**
 * A block with a rectangular floor and another rectangle as its roof, metres, in the coordinates of
 * its actor.
 *
 * @param floor outline at the bottom
 * @param roof outline at the top
 * @param paint what it is made of
 * @param decals what is on its sides
 */
record Solid(Outline floor, Outline roof, Paint paint, List<Decal> decals) {

  Solid {
    decals = List.copyOf(decals);
  }

  /** Its upright sides. */
  enum Side {
    REAR(0, 1),
    RIGHT(1, 2),
    FRONT(2, 3),
    LEFT(3, 0);

    private final int from;
    private final int to;

    /** Between which corners of an outline it is, seen from outside from left to right. */
    Side(int from, int to) {
      this.from = from;
      this.to = to;
    }
  }

  /**
   * A rectangle at a height.
   *
   * @param left x of its left edge
   * @param right x of its right edge
   * @param back y of its rear edge
   * @param front y of its front edge
   * @param z height
   */
  record Outline(double left, double right, double back, double front, double z) {

    /** Symmetrical across. */
    static Outline of(double halfWidth, double back, double front, double z) {
      return new Outline(-halfWidth, halfWidth, back, front, z);
    }

    /** Corners: rear left, rear right, front right, front left. */
    List<Vec> corners() {
      return List.of(
          new Vec(left, back, z),
          new Vec(right, back, z),
          new Vec(right, front, z),
          new Vec(left, front, z));
    }
  }

  /**
   * A part of a side that is made of something else; places are shares of the side, seen from
   * outside.
   *
   * @param from where it begins along the side, from 0 at its left
   * @param to where it ends along the side
   * @param low where it begins above the floor
   * @param high where it ends above the floor
   */
  record Decal(Side side, double from, double to, double low, double high, Paint paint) {}

  /**
   * One flat side.
   *
   * @param corners for an upright one: lower left, lower right, upper right, upper left
   * @param normal outwards, of length 1
   */
  record Face(List<Vec> corners, Vec normal) {

    /** A part of it, in shares of its width and height. */
    List<Vec> part(double from, double to, double low, double high) {
      return List.of(at(from, low), at(to, low), at(to, high), at(from, high));
    }

    private Vec at(double along, double up) {
      Vec lower = corners.get(0).towards(corners.get(1), along);
      Vec upper = corners.get(3).towards(corners.get(2), along);
      return lower.towards(upper, up);
    }
  }

  /** All eight corners. */
  List<Vec> corners() {
    List<Vec> low = floor.corners();
    List<Vec> high = roof.corners();
    return List.of(
        low.get(0),
        low.get(1),
        low.get(2),
        low.get(3),
        high.get(0),
        high.get(1),
        high.get(2),
        high.get(3));
  }

  Face roofFace() {
    return new Face(roof.corners(), Vec.UP);
  }

  Face face(Side side) {
    Vec lowFrom = floor.corners().get(side.from);
    Vec lowTo = floor.corners().get(side.to);
    Vec highFrom = roof.corners().get(side.from);
    Vec normal = lowTo.minus(lowFrom).cross(highFrom.minus(lowFrom)).unit();
    return new Face(List.of(lowFrom, lowTo, roof.corners().get(side.to), highFrom), normal);
  }
}
