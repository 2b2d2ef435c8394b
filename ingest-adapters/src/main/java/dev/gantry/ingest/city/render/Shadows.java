package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.render.Model.Wheel;
import dev.gantry.ingest.city.render.Setting.Scene;
import java.util.ArrayList;
import java.util.List;

/**
 * The shadows of all actors on the ground: where several fall, it is no darker than under one, and
 * where the sun does not shine they take nothing from it.
 */
final class Shadows {

  /** What an actor takes of the light from the sky right under it. */
  private static final double TAKEN_BELOW = .45;

  /** The shadow below reaches a little beyond the floor: scales, each with a part of it. */
  private static final double[] BELOW_SCALES = {1.16, 1.06, .96};

  private final Canvas canvas;
  private final View view;
  private final Mask fromSun;
  private final Mask fromSky;
  private final Polygon outline = new Polygon();

  Shadows(Canvas canvas, View view) {
    this.canvas = canvas;
    this.view = view;
    this.fromSun = new Mask(view.width(), view.height());
    this.fromSky = new Mask(view.width(), view.height());
  }

  /** Darkens the ground of a scene under and beside actors. */
  void paint(List<PlacedActor> actors, Scene scene) {
    fromSun.clear();
    fromSky.clear();
    for (PlacedActor placed : actors) {
      if (scene.lighting().isSunny()) {
        cast(placed, scene.lighting().sun());
      }
      shade(placed);
    }
    darken(scene);
  }

  private void cast(PlacedActor placed, Vec sun) {
    for (Solid solid : placed.model().solids()) {
      fall(placed.toCity(solid.corners()), sun);
    }
    for (Wheel wheel : placed.model().wheels()) {
      fall(placed.tyre(wheel), sun);
    }
  }

  private void fall(List<Vec> body, Vec sun) {
    List<Vec> feet = new ArrayList<>(body.size());
    for (Vec point : body) {
      feet.add(point.minus(sun.times(point.z() / sun.z())));
    }
    view.outline(feet, outline);
    fromSun.raise(outline);
  }

  private void shade(PlacedActor placed) {
    double x = placed.model().width() / 2;
    double y = placed.model().length() / 2;
    for (double scale : BELOW_SCALES) {
      view.outline(
          placed.toCity(Solid.Outline.of(scale * x, -scale * y, scale * y, 0).corners()), outline);
      fromSky.add(outline, 256 / BELOW_SCALES.length);
    }
  }

  private void darken(Scene scene) {
    int[] left = left(scene.lighting());
    for (int row = 0; row < view.height(); row++) {
      int from = Math.min(fromSun.from(row), fromSky.from(row));
      int to = Math.max(fromSun.to(row), fromSky.to(row));
      darken(scene.backdrop(), left, row * view.width() + from, row * view.width() + to);
    }
  }

  private void darken(Backdrop backdrop, int[] left, int from, int to) {
    byte[] pixels = canvas.pixels();
    byte[] sunlit = backdrop.sunlit();
    float[] standing = backdrop.standing();
    for (int i = from; i < to; i++) {
      int taken = fromSun.at(i) * (sunlit[i] & 0xFF) / 255;
      int below = fromSky.at(i);
      if ((taken | below) != 0 && standing[i] == Float.POSITIVE_INFINITY) {
        int share = Brightness.part(left[taken], 256 - (int) (below * TAKEN_BELOW));
        for (int channel = 3 * i; channel < 3 * i + 3; channel++) {
          pixels[channel] = Brightness.times(pixels[channel], share);
        }
      }
    }
  }

  /** Light that is left on the ground, of 256, by how much of the sun is taken, of 255. */
  private static int[] left(Lighting lighting) {
    double sky = lighting.sky().green();
    double sun = lighting.sunlight().green() * lighting.sun().z();
    var left = new int[256];
    for (int taken = 0; taken < 256; taken++) {
      left[taken] = (int) (256 * (sky + sun * (1 - taken / 255.0)) / (sky + sun));
    }
    return left;
  }
}
