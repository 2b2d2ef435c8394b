package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.render.Setting.Scene;
import java.util.ArrayList;
import java.util.List;

/**
 * What a wet road mirrors by day of those who are on it: faint and without detail. Water that is
 * seen at 15 to 20 degrees to its surface mirrors about a fifth of the light (Fresnel's equations).
 */
final class Reflections {

  private static final double SHARE = .20;

  private final Canvas canvas;
  private final View view;
  private final Sheen sheen;
  private final Polygon outline = new Polygon();

  Reflections(Canvas canvas, View view, Sheen sheen) {
    this.canvas = canvas;
    this.view = view;
    this.sheen = sheen;
  }

  void paint(List<PlacedActor> actors, Scene scene) {
    for (PlacedActor placed : actors) {
      canvas.at(view.depth(placed.middle()));
      Colour light = scene.lighting().sky();
      for (Solid solid : placed.model().solids()) {
        Colour colour = solid.paint().of(placed.actor().colour()).times(light);
        view.outline(mirrored(placed.toCity(solid.corners())), outline);
        sheen.add(outline, colour);
      }
      sheen.layOver(canvas, SHARE);
    }
  }

  private static List<Vec> mirrored(List<Vec> body) {
    List<Vec> mirrored = new ArrayList<>(body.size());
    for (Vec point : body) {
      mirrored.add(new Vec(point.x(), point.y(), -point.z()));
    }
    return mirrored;
  }
}
