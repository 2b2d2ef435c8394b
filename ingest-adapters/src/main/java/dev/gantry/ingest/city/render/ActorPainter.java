package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.Model.Wheel;
import dev.gantry.ingest.city.render.Setting.Scene;
import dev.gantry.ingest.city.render.Solid.Face;
import dev.gantry.ingest.city.render.Solid.Marking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the bodies of actors, flat-shaded: only what faces the camera, lower blocks first. */
final class ActorPainter {

  private static final Comparator<Distant> LOWEST_AND_FARTHEST_FIRST =
      Comparator.comparingDouble((Distant distant) -> distant.solid().low())
          .thenComparingDouble(distant -> -distant.depth());

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
    double depth = Math.max(CityCamera.NEAREST, view.depth(placed.middle()));
    canvas.at(depth);
    // Of an actor behind a building, or outside of the image, nothing needs to be drawn.
    view.outline(placed.toCity(placed.model().hull()), outline);
    if (!canvas.isHidden(outline)) {
      new Portrait(placed, scene, depth).paint();
    }
  }

  /** A block of an actor, and the depth of its middle. */
  private record Distant(Solid solid, double depth) {}

  /** One actor being drawn. */
  private final class Portrait {

    private final PlacedActor placed;
    private final Lighting lighting;
    private final boolean sunlit;
    private final double clearness;

    Portrait(PlacedActor placed, Scene scene, double depth) {
      this.placed = placed;
      this.lighting = scene.lighting();
      this.sunlit = lighting.isSunny() && scene.shades().isSunlit(placed.middle());
      this.clearness = lighting.clearness(depth);
    }

    void paint() {
      for (Wheel wheel : placed.model().wheels()) {
        view.outline(placed.tyre(wheel), outline);
        canvas.fill(outline, seen(Paint.TYRE, Vec.UP).rgb(), wheel.solid());
      }
      for (Distant distant : farthestFirst()) {
        paint(distant.solid());
      }
      paintRims();
    }

    private List<Distant> farthestFirst() {
      List<Distant> solids = new ArrayList<>();
      for (Solid solid : placed.model().solids()) {
        solids.add(new Distant(solid, view.depth(placed.toCity(solid.middle()))));
      }
      solids.sort(LOWEST_AND_FARTHEST_FIRST);
      return solids;
    }

    private void paint(Solid solid) {
      // Where two sides meet, each covers a part of a pixel: without this the road shows between.
      fill(solid.corners(), solid.paint(), Vec.UP.times(-.5));
      for (Face face : solid.faces()) {
        if (facesCamera(face.corners().get(0), face.normal())) {
          fill(face.corners(), solid.paint(), face.normal());
          for (Marking marking : face.markings()) {
            fill(marking.corners(), marking.paint(), face.normal());
          }
        }
      }
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
          fill(rim, Paint.TYRE, outwards);
          fill(PlacedActor.rim(wheel, right, .62), Paint.RIM, outwards);
        }
      }
    }

    private void fill(List<Vec> corners, Paint paint, Vec normal) {
      view.outline(placed.toCity(corners), outline);
      canvas.fill(outline, seen(paint, normal).rgb(), 1);
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
      return lighting.haze().towards(colour, clearness);
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
