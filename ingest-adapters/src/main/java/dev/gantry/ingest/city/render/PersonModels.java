package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.render.Model.Lamp;
import dev.gantry.ingest.city.render.Model.Wheel;
import dev.gantry.ingest.city.render.Solid.Outline;
import java.util.ArrayList;
import java.util.List;

/** People: on foot, on a bicycle, on a motorcycle. Their legs swing with the way they go. */
final class PersonModels {

  private PersonModels() {}

  /**
   * Somebody on foot.
   *
   * @param swing of the right leg, -1 back to 1 forward
   */
  static Model walker(double swing) {
    double stride = .16 * swing;
    List<Solid> solids = new ArrayList<>();
    solids.add(limb(-.13, -.01, -stride, 0, 0, .86, .11, Paint.TROUSERS));
    solids.add(limb(.01, .13, stride, 0, 0, .86, .11, Paint.TROUSERS));
    solids.add(limb(-.275, -.19, stride, 0, .78, 1.42, .07, Paint.OWN));
    solids.add(limb(.19, .275, -stride, 0, .78, 1.42, .07, Paint.OWN));
    solids.add(torso(0, .82, 0, 1.45));
    solids.addAll(head(0, 1.45, Paint.HAIR));
    // Never quite as long as a step: the length is that of the longest.
    return new Model(.5, .55, 1.75, solids, List.of(), List.of());
  }

  /** Somebody who rides a bicycle. */
  static Model cyclist(double swing) {
    double up = .13 * swing;
    List<Solid> solids = new ArrayList<>();
    solids.add(bar(-.5, .05, .34, .5, .36));
    solids.add(bar(.3, .52, .34, .95, .05));
    solids.add(leg(-.14, -.04, .25 + up));
    solids.add(leg(.04, .14, .25 - up));
    solids.add(block(.3, .28, .36, .98, 1.02, Paint.FRAME));
    solids.add(limb(-.3, -.2, .3, .12, 1.0, 1.42, .06, Paint.OWN));
    solids.add(limb(.2, .3, .3, .12, 1.0, 1.42, .06, Paint.OWN));
    solids.add(torso(-.2, .9, .1, 1.47));
    solids.addAll(head(.16, 1.45, Paint.HELMET));
    return new Model(
        1.75,
        .6,
        1.75,
        solids,
        List.of(new Wheel(-.025, .025, -.525, .35, .45), new Wheel(-.025, .025, .525, .35, .45)),
        List.of(new Lamp(new Vec(0, .5, .8), true), new Lamp(new Vec(0, -.6, .6), false)));
  }

  /** Somebody who rides a motorcycle. */
  static Model motorcyclist() {
    List<Solid> solids = new ArrayList<>();
    solids.add(block(.16, -.55, .5, .3, .62, Paint.PLASTIC));
    solids.add(limb(-.3, -.16, .1, -.1, .3, .85, .13, Paint.TROUSERS));
    solids.add(limb(.16, .3, .1, -.1, .3, .85, .13, Paint.TROUSERS));
    solids.add(
        new Solid(
            Outline.of(.17, -.95, .62, .62),
            Outline.of(.14, -.9, .5, .84),
            Paint.OWN,
            List.of(new Solid.Decal(Solid.Side.REAR, .15, .85, .2, .8, Paint.TAIL_LAMP))));
    solids.add(
        new Solid(
            Outline.of(.2, .45, .8, .7),
            Outline.of(.14, .42, .62, 1.08),
            Paint.OWN,
            List.of(new Solid.Decal(Solid.Side.FRONT, .2, .8, .1, .5, Paint.HEAD_LAMP))));
    solids.add(block(.4, .38, .46, .98, 1.03, Paint.PLASTIC));
    solids.add(limb(-.38, -.26, .38, 0, .98, 1.36, .07, Paint.PLASTIC));
    solids.add(limb(.26, .38, .38, 0, .98, 1.36, .07, Paint.PLASTIC));
    solids.add(
        new Solid(
            Outline.of(.2, -.4, -.05, .82),
            Outline.of(.25, -.12, .14, 1.4),
            Paint.PLASTIC,
            List.of()));
    solids.addAll(head(.1, 1.39, Paint.HELMET));
    return new Model(
        2.1,
        .8,
        1.69,
        solids,
        List.of(new Wheel(-.07, .07, -.74, .31, 1), new Wheel(-.06, .06, .74, .31, 1)),
        List.of(new Lamp(new Vec(0, .82, .85), true), new Lamp(new Vec(0, -.96, .75), false)));
  }

  private static Solid torso(double hipY, double low, double shoulderY, double high) {
    return new Solid(
        Outline.of(.17, hipY - .11, hipY + .11, low),
        Outline.of(.22, shoulderY - .12, shoulderY + .11, high),
        Paint.OWN,
        List.of());
  }

  /** Neck and face, and on them hair or a helmet. */
  private static List<Solid> head(double y, double low, Paint top) {
    return List.of(
        new Solid(
            Outline.of(.08, y - .08, y + .1, low),
            Outline.of(.09, y - .09, y + .11, low + .17),
            Paint.SKIN,
            List.of(new Solid.Decal(Solid.Side.REAR, 0, 1, .25, 1, top))),
        new Solid(
            Outline.of(.1, y - .11, y + .11, low + .15),
            Outline.of(.06, y - .07, y + .06, low + .3),
            top,
            List.of()));
  }

  private static Solid leg(double left, double right, double foot) {
    return new Solid(
        new Outline(left, right, .0, .16, foot),
        new Outline(left, right, -.22, .02, .95),
        Paint.TROUSERS,
        List.of());
  }

  private static Solid bar(double back, double front, double low, double high, double thick) {
    return new Solid(
        Outline.of(.025, back, back + thick + .05, low),
        Outline.of(.025, front - .05, front, high),
        Paint.FRAME,
        List.of());
  }

  private static Solid limb(
      double left,
      double right,
      double lowY,
      double highY,
      double low,
      double high,
      double half,
      Paint paint) {
    return new Solid(
        new Outline(left, right, lowY - half, lowY + half, low),
        new Outline(left, right, highY - half, highY + half, high),
        paint,
        List.of());
  }

  private static Solid block(
      double half, double back, double front, double low, double high, Paint paint) {
    return new Solid(
        Outline.of(half, back, front, low), Outline.of(half, back, front, high), paint, List.of());
  }
}
