package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.render.Setting.Scene;
import java.util.ArrayList;
import java.util.List;

/** What a wet road mirrors by day of those who are on it: faint and without detail. */
final class Reflections {

  private static final double SHARE = .20;

  private final Canvas canvas;
  private final View view;
  private final Polygon outline = new Polygon();

  Reflections(Canvas canvas, View view) {
    this.canvas = canvas;
    this.view = view;
  }

  void paint(List<PlacedActor> actors, Scene scene) {
    for (PlacedActor placed : actors) {
      canvas.at(view.depth(placed.middle()));
      Colour light = scene.lighting().sky();
      for (Solid solid : placed.model().solids()) {
        Colour colour = solid.paint().of(placed.actor().colour()).times(light);
        view.outline(mirrored(placed.toCity(solid.corners())), outline);
        canvas.fill(outline, colour.rgb(), SHARE);
      }
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
