package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.Model.Wheel;
import dev.gantry.ingest.city.render.Setting.Scene;
import dev.gantry.ingest.city.render.Solid.Decal;
import dev.gantry.ingest.city.render.Solid.Face;
import dev.gantry.ingest.city.render.Solid.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the bodies of actors, flat-shaded: only what faces the camera, lower blocks first. */
final class ActorPainter {

  private static final Side[] SIDES = Side.values();

  /** Share of the light from the sky that comes from below and aside. */
  private static final double FROM_ASIDE = .80;

  /** What glass mirrors of the sky, at least. */
  private static final double MIRROR = .16;

  private static final Colour BRAKE = new Colour(1, .16, .10);
  private static final Colour TAIL = new Colour(.62, .07, .06);
  private static final Colour HEAD = new Colour(1, .97, .86);

  private final Canvas canvas;
  private final View view;
  private final Lamps lamps;
  private final Polygon outline = new Polygon();

  ActorPainter(Canvas canvas, View view, Lamps lamps) {
    this.canvas = canvas;
    this.view = view;
    this.lamps = lamps;
  }

  /** Draws an actor in the light of a scene. */
  void paint(PlacedActor placed, Scene scene) {
    new Portrait(placed, scene).paint();
  }

  /** One actor being drawn. */
  private final class Portrait {

    private final PlacedActor placed;
    private final Lighting lighting;
    private final boolean sunlit;
    private final double depth;

    Portrait(PlacedActor placed, Scene scene) {
      this.placed = placed;
      this.lighting = scene.lighting();
      this.sunlit = lighting.isSunny() && scene.shades().isSunlit(placed.middle());
      this.depth = Math.max(CityCamera.NEAREST, view.depth(placed.middle()));
    }

    void paint() {
      canvas.at(depth);
      for (Wheel wheel : placed.model().wheels()) {
        fill(placed.tyre(wheel), seen(Paint.TYRE, Vec.UP), wheel.solid());
      }
      for (Solid solid : farthestFirst()) {
        paint(solid);
      }
      paintRims();
    }

    private List<Solid> farthestFirst() {
      List<Solid> solids = new ArrayList<>(placed.model().solids());
      solids.sort(
          Comparator.comparingDouble((Solid solid) -> solid.floor().z())
              .thenComparingDouble(solid -> -view.depth(middle(solid))));
      return solids;
    }

    private Vec middle(Solid solid) {
      List<Vec> corners = solid.corners();
      return placed.toCity(corners.get(0).towards(corners.get(6), .5));
    }

    private void paint(Solid solid) {
      // Where two sides meet, each covers a part of a pixel: without this the road shows between.
      fill(placed.toCity(solid.corners()), seen(solid.paint(), Vec.UP.times(-.5)), 1);
      paint(solid.roofFace(), solid.paint());
      for (Side side : SIDES) {
        Face face = solid.face(side);
        if (paint(face, solid.paint())) {
          for (Decal decal : solid.decals()) {
            if (decal.side() == side) {
              List<Vec> part = face.part(decal.from(), decal.to(), decal.low(), decal.high());
              fill(placed.toCity(part), seen(decal.paint(), face.normal()), 1);
            }
          }
        }
      }
    }

    /** Paints a face when the camera sees it from outside. */
    private boolean paint(Face face, Paint paint) {
      if (!facesCamera(face.corners().get(0), face.normal())) {
        return false;
      }
      fill(placed.toCity(face.corners()), seen(paint, face.normal()), 1);
      return true;
    }

    private boolean facesCamera(Vec corner, Vec normal) {
      return placed.turned(normal).dot(view.eye().minus(placed.toCity(corner))) > 0;
    }

    private void paintRims() {
      for (Wheel wheel : placed.model().wheels()) {
        boolean right = wheel.left() + wheel.right() > 0;
        Vec outwards = new Vec(right ? 1 : -1, 0, 0);
        List<Vec> rim = PlacedActor.rim(wheel, right, 1);
        if (wheel.solid() == 1 && facesCamera(rim.get(0), outwards)) {
          fill(placed.toCity(rim), seen(Paint.TYRE, outwards), 1);
          fill(placed.toCity(PlacedActor.rim(wheel, right, .62)), seen(Paint.RIM, outwards), 1);
        }
      }
    }

    private void fill(List<Vec> corners, Colour colour, double share) {
      view.outline(corners, outline);
      canvas.fill(outline, colour.rgb(), share);
    }

    /** What a part of a material looks like, from where the camera is. */
    private Colour seen(Paint paint, Vec normal) {
      Colour lit = paint.of(placed.actor().colour()).times(light(placed.turned(normal)));
      Colour colour =
          switch (paint) {
            case GLASS -> lit.towards(lighting.haze(), MIRROR + .12 * Math.max(0, normal.z()));
            case OWN -> lit.towards(lighting.haze(), .07 * Math.max(0, normal.z()));
            case TAIL_LAMP -> lit.plus(tail());
            case HEAD_LAMP -> lit.plus(HEAD.times(lighting.lamps()));
            default -> lit;
          };
      return lighting.through(colour, depth);
    }

    private Colour tail() {
      return placed.actor().braking() ? BRAKE : TAIL.times(lighting.lamps());
    }

    private Colour light(Vec normal) {
      Colour light = lighting.sky().times(FROM_ASIDE + (1 - FROM_ASIDE) * normal.z() + .12);
      double facing = lighting.sun().dot(normal);
      if (sunlit && facing > 0) {
        light = light.plus(lighting.sunlight().times(facing));
      }
      return lighting.isNight() ? light.plus(lamps.on(placed.middle(), normal)) : light;
    }
  }
}
