package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.render.Model.Lamp;
import dev.gantry.ingest.city.render.Model.Wheel;
import dev.gantry.ingest.city.render.Solid.Decal;
import dev.gantry.ingest.city.render.Solid.Outline;
import dev.gantry.ingest.city.render.Solid.Side;
import java.util.ArrayList;
import java.util.List;

/** The vehicles with four wheels and more. */
final class VehicleModels {

  private static final double TYRE_WIDTH = .22;

  private VehicleModels() {}

  static Model saloon() {
    List<Solid> solids = new ArrayList<>(carBody(.91, -2.3, 2.3, .80, .30));
    solids.add(deck(.88, -2.24, -1.45, .80, .93));
    solids.add(deck(.87, .85, 2.18, .80, .90));
    solids.add(cabin(.83, -1.75, 1.15, .80, .64, -1.05, .25, 1.43));
    return new Model(4.6, 1.82, 1.43, solids, wheels(.91, 1.42, -1.38, .33), lamps(.72, 2.3, .68));
  }

  static Model hatchback() {
    List<Solid> solids = new ArrayList<>(carBody(.89, -2.05, 2.05, .84, .30));
    solids.add(deck(.86, .95, 1.95, .84, .94));
    solids.add(cabin(.83, -2.0, 1.15, .84, .65, -1.6, .3, 1.48));
    return new Model(4.1, 1.78, 1.48, solids, wheels(.89, 1.3, -1.28, .32), lamps(.7, 2.05, .74));
  }

  static Model van() {
    List<Solid> solids = new ArrayList<>(carBody(.99, -2.6, 2.6, 1.08, .34));
    solids.add(
        new Solid(
            Outline.of(.98, -2.6, 2.2, 1.08),
            Outline.of(.88, -2.54, 1.55, 2.25),
            Paint.OWN,
            List.of(
                new Decal(Side.FRONT, .06, .94, .08, .72, Paint.GLASS),
                new Decal(Side.REAR, .08, .47, .15, .68, Paint.GLASS),
                new Decal(Side.REAR, .53, .92, .15, .68, Paint.GLASS),
                new Decal(Side.RIGHT, .76, .95, .10, .62, Paint.GLASS),
                new Decal(Side.LEFT, .05, .24, .10, .62, Paint.GLASS))));
    return new Model(5.2, 1.98, 2.25, solids, wheels(.99, 1.7, -1.65, .35), lamps(.82, 2.6, .85));
  }

  static Model truck() {
    Solid frame = block(1.1, -4.2, 4.2, .45, .95, Paint.PLASTIC);
    Solid cab =
        new Solid(
            Outline.of(1.2, 2.35, 4.2, .55),
            Outline.of(1.14, 2.4, 4.02, 2.75),
            Paint.OWN,
            List.of(
                new Decal(Side.FRONT, .06, .94, .48, .86, Paint.GLASS),
                new Decal(Side.FRONT, .1, .9, .06, .2, Paint.PLASTIC),
                new Decal(Side.FRONT, .05, .2, .22, .3, Paint.HEAD_LAMP),
                new Decal(Side.FRONT, .8, .95, .22, .3, Paint.HEAD_LAMP),
                new Decal(Side.RIGHT, .4, .92, .48, .84, Paint.GLASS),
                new Decal(Side.LEFT, .08, .6, .48, .84, Paint.GLASS)));
    Solid box =
        new Solid(
            Outline.of(1.225, -4.2, 2.15, .95),
            Outline.of(1.225, -4.2, 2.15, 3.3),
            Paint.CARGO,
            List.of(
                new Decal(Side.RIGHT, .08, .92, .35, .65, Paint.TARPAULIN),
                new Decal(Side.LEFT, .08, .92, .35, .65, Paint.TARPAULIN),
                new Decal(Side.REAR, .49, .51, .02, .98, Paint.PLASTIC),
                new Decal(Side.REAR, .02, .98, .0, .03, Paint.PLASTIC)));
    Solid tail =
        new Solid(
            Outline.of(1.15, -4.2, -4.0, .5),
            Outline.of(1.15, -4.2, -4.0, .95),
            Paint.PLASTIC,
            tailDecals(.3, .75));
    List<Wheel> wheels = new ArrayList<>(wheels(1.18, 3.1, -2.6, .48));
    wheels.addAll(wheels(1.18, -1.4, -1.4, .48).subList(0, 2));
    return new Model(8.4, 2.45, 3.3, List.of(frame, tail, cab, box), wheels, lamps(.95, 4.2, .78));
  }

  static Model bus() {
    List<Decal> skirt = new ArrayList<>(tailDecals(.35, .6));
    skirt.add(new Decal(Side.FRONT, .04, .2, .4, .65, Paint.HEAD_LAMP));
    skirt.add(new Decal(Side.FRONT, .8, .96, .4, .65, Paint.HEAD_LAMP));
    skirt.add(new Decal(Side.REAR, .4, .6, .1, .25, Paint.PLATE));
    Solid lower =
        new Solid(
            Outline.of(1.25, -5.9, 5.9, .3), Outline.of(1.25, -5.9, 5.9, 1.15), Paint.OWN, skirt);
    List<Decal> windows = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      double from = .03 + i * .12;
      windows.add(new Decal(Side.RIGHT, from, from + .105, .05, .6, Paint.GLASS));
      windows.add(new Decal(Side.LEFT, from, from + .105, .05, .6, Paint.GLASS));
    }
    windows.add(new Decal(Side.FRONT, .04, .96, 0, .72, Paint.GLASS));
    windows.add(new Decal(Side.FRONT, .2, .8, .78, .95, Paint.PLASTIC));
    windows.add(new Decal(Side.REAR, .12, .88, .2, .65, Paint.GLASS));
    Solid upper =
        new Solid(
            Outline.of(1.25, -5.9, 5.9, 1.15),
            Outline.of(1.2, -5.82, 5.75, 2.9),
            Paint.OWN,
            windows);
    Solid top = block(.9, -4.6, 1.5, 2.9, 3.05, Paint.CARGO);
    return new Model(
        11.8,
        2.5,
        3.05,
        List.of(lower, upper, top),
        wheels(1.25, 3.3, -3.0, .48),
        lamps(1.05, 5.9, .75));
  }

  /** Sill, flanks and bumpers up to the shoulder, with lamps and plates. */
  private static List<Solid> carBody(
      double half, double back, double front, double shoulder, double low) {
    List<Decal> decals = new ArrayList<>(tailDecals(.45, .88));
    decals.add(new Decal(Side.REAR, .36, .64, .28, .52, Paint.PLATE));
    decals.add(new Decal(Side.FRONT, .04, .26, .5, .85, Paint.HEAD_LAMP));
    decals.add(new Decal(Side.FRONT, .74, .96, .5, .85, Paint.HEAD_LAMP));
    decals.add(new Decal(Side.FRONT, .28, .72, .35, .7, Paint.PLASTIC));
    decals.add(new Decal(Side.FRONT, .37, .63, .08, .3, Paint.PLATE));
    decals.add(new Decal(Side.RIGHT, .52, .53, .1, .95, Paint.PLASTIC));
    decals.add(new Decal(Side.LEFT, .47, .48, .1, .95, Paint.PLASTIC));
    return List.of(
        block(half - .03, back + .06, front - .06, .2, low, Paint.PLASTIC),
        new Solid(
            Outline.of(half, back, front, low),
            Outline.of(half - .02, back + .04, front - .08, shoulder),
            Paint.OWN,
            decals));
  }

  private static List<Decal> tailDecals(double low, double high) {
    return List.of(
        new Decal(Side.REAR, .03, .23, low, high, Paint.TAIL_LAMP),
        new Decal(Side.REAR, .77, .97, low, high, Paint.TAIL_LAMP));
  }

  /** Bonnet or boot lid, a little narrower at its top. */
  private static Solid deck(double half, double back, double front, double low, double high) {
    return new Solid(
        Outline.of(half, back, front, low),
        Outline.of(half - .1, back + .06, front - .1, high),
        Paint.OWN,
        List.of());
  }

  private static Solid cabin(
      double half,
      double back,
      double front,
      double low,
      double halfRoof,
      double roofBack,
      double roofFront,
      double high) {
    return new Solid(
        Outline.of(half, back, front, low),
        Outline.of(halfRoof, roofBack, roofFront, high),
        Paint.OWN,
        List.of(
            new Decal(Side.FRONT, .05, .95, .06, .92, Paint.GLASS),
            new Decal(Side.REAR, .08, .92, .15, .88, Paint.GLASS),
            new Decal(Side.RIGHT, .08, .45, .12, .86, Paint.GLASS),
            new Decal(Side.RIGHT, .49, .9, .12, .86, Paint.GLASS),
            new Decal(Side.LEFT, .1, .51, .12, .86, Paint.GLASS),
            new Decal(Side.LEFT, .55, .92, .12, .86, Paint.GLASS)));
  }

  private static Solid block(
      double half, double back, double front, double low, double high, Paint paint) {
    return new Solid(
        Outline.of(half, back, front, low), Outline.of(half, back, front, high), paint, List.of());
  }

  private static List<Wheel> wheels(double half, double front, double rear, double radius) {
    return List.of(
        new Wheel(-half, -half + TYRE_WIDTH, rear, radius, 1),
        new Wheel(half - TYRE_WIDTH, half, rear, radius, 1),
        new Wheel(-half, -half + TYRE_WIDTH, front, radius, 1),
        new Wheel(half - TYRE_WIDTH, half, front, radius, 1));
  }

  private static List<Lamp> lamps(double aside, double end, double z) {
    return List.of(
        new Lamp(new Vec(-aside, end, z), true),
        new Lamp(new Vec(aside, end, z), true),
        new Lamp(new Vec(-aside, -end, z), false),
        new Lamp(new Vec(aside, -end, z), false));
  }
}
