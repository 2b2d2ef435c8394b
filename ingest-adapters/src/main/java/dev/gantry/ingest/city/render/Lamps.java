package dev.gantry.ingest.city.render;

import java.util.List;

/** The street lamps: how much light they throw on a surface. */
final class Lamps {

  private static final Colour LIGHT = new Colour(1, .86, .62);

  /** Light on the ground straight below, at 7.2 m: .8. */
  private static final double STRENGTH = 32;

  private static final double REACH_METRES = 32;

  /** How sharply wet ground mirrors. */
  private static final double GLOSS = 160;

  private final List<Vec> heads;

  Lamps(List<Vec> heads) {
    this.heads = List.copyOf(heads);
  }

  List<Vec> heads() {
    return heads;
  }

  /** What they throw on a point of a surface. */
  Colour on(Vec point, Vec normal) {
    double sum = 0;
    for (Vec head : heads) {
      Vec way = head.minus(point);
      double square = way.dot(way);
      if (square < REACH_METRES * REACH_METRES) {
        double facing = way.dot(normal) / Math.sqrt(square);
        double downwards = Math.max(0, way.z()) / Math.sqrt(square);
        double fade = 1 - square / (REACH_METRES * REACH_METRES);
        sum += STRENGTH / (square + 4) * (.15 + Math.max(0, facing)) * (.25 + downwards) * fade;
      }
    }
    return LIGHT.times(sum);
  }

  /** What the wet ground mirrors of them to an eye. */
  Colour mirrored(Vec point, Vec eye) {
    double sum = 0;
    Vec toEye = eye.minus(point).unit();
    for (Vec head : heads) {
      Vec half = head.minus(point).unit().plus(toEye).unit();
      sum += StrictMath.pow(Math.max(0, half.z()), GLOSS);
    }
    return LIGHT.times(.55 * sum);
  }
}
