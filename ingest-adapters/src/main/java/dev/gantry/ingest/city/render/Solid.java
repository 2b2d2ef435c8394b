package dev.gantry.ingest.city.render;

import java.util.ArrayList;
import java.util.List;

/**
 * A block with a rectangular floor and another rectangle as its roof, metres, in the coordinates of
 * its actor. All of it is known from the beginning: it is drawn again and again.
 */
final class Solid {

  private final double low;
  private final Paint paint;
  private final List<Vec> corners;
  private final Vec middle;
  private final List<Face> faces;

  /**
   * @param floor outline at the bottom
   * @param roof outline at the top
   * @param paint what it is made of
   * @param decals what is on its sides
   */
  Solid(Outline floor, Outline roof, Paint paint, List<Decal> decals) {
    this.low = floor.z();
    this.paint = paint;
    List<Vec> all = new ArrayList<>(floor.corners());
    all.addAll(roof.corners());
    this.corners = List.copyOf(all);
    this.middle = corners.get(0).towards(corners.get(6), .5);
    List<Face> outside = new ArrayList<>();
    outside.add(new Face(roof.corners(), Vec.UP, List.of()));
    for (Side side : Side.values()) {
      outside.add(upright(side, floor.corners(), roof.corners(), decals));
    }
    this.faces = List.copyOf(outside);
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
  record Decal(Side side, double from, double to, double low, double high, Paint paint) {

    /** Its corners on a side of which the corners are given. */
    private List<Vec> within(List<Vec> corners) {
      return List.of(
          at(corners, from, low),
          at(corners, to, low),
          at(corners, to, high),
          at(corners, from, high));
    }

    private static Vec at(List<Vec> corners, double along, double up) {
      Vec lower = corners.get(0).towards(corners.get(1), along);
      Vec upper = corners.get(3).towards(corners.get(2), along);
      return lower.towards(upper, up);
    }
  }

  /**
   * One flat side.
   *
   * @param corners for an upright one: lower left, lower right, upper right, upper left
   * @param normal outwards, of length 1
   * @param markings what is on it
   */
  record Face(List<Vec> corners, Vec normal, List<Marking> markings) {}

  /**
   * A decal where it is.
   *
   * @param corners in the order of those of its side
   * @param paint what it is made of
   */
  record Marking(List<Vec> corners, Paint paint) {}

  private static Face upright(Side side, List<Vec> floor, List<Vec> roof, List<Decal> decals) {
    Vec lowFrom = floor.get(side.from);
    Vec lowTo = floor.get(side.to);
    Vec highFrom = roof.get(side.from);
    Vec normal = lowTo.minus(lowFrom).cross(highFrom.minus(lowFrom)).unit();
    List<Vec> corners = List.of(lowFrom, lowTo, roof.get(side.to), highFrom);
    List<Marking> markings =
        decals.stream()
            .filter(decal -> decal.side() == side)
            .map(decal -> new Marking(decal.within(corners), decal.paint()))
            .toList();
    return new Face(corners, normal, markings);
  }

  /** Height of its floor. */
  double low() {
    return low;
  }

  /** What it is made of. */
  Paint paint() {
    return paint;
  }

  /** All eight corners: of the floor, then of the roof. */
  List<Vec> corners() {
    return corners;
  }

  /** Half the way between its first corner and the opposite one. */
  Vec middle() {
    return middle;
  }

  /** What may be seen of it from outside: its roof, then its sides. */
  List<Face> faces() {
    return faces;
  }
}
