package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.camera.CameraView;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.Scenery.Met;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.traffic.Actor;

/**
 * What buildings, trees and posts hide from a camera: the same that its {@link CityRenderer} draws.
 * Of its own street a camera sees nearly all; of a crossing one, what the corners leave free.
 */
public final class Sight {

  /** Where on an actor it is looked for, as shares of its length from the middle and its height. */
  private static final double[] ALONG = {-.4, -.13, .13, .4};

  private static final double[] UP = {.15, .5, .85};

  /** Whatever is nearer to an actor than this is not before it, metres. */
  private static final double TOUCHING = .3;

  private final View view;
  private final Scenery scenery;

  /**
   * @param network the streets
   * @param camera from where
   * @param seed that of the renderer
   */
  public Sight(RoadNetwork network, CityCamera camera, long seed) {
    var setting = new Setting(network, camera, seed, CameraView.FARTHEST_METRES);
    this.view = setting.view();
    this.scenery = setting.scenery();
  }

  /**
   * Which share of an actor nothing hides that stands, 0 to 1, in twelfths; what is outside of the
   * image does not count, and of an actor that is wholly outside nothing is hidden.
   */
  public double free(Actor actor) {
    var placed = new PlacedActor(actor);
    int asked = 0;
    int free = 0;
    for (double along : ALONG) {
      for (double up : UP) {
        Vec point =
            placed.toCity(
                new Vec(0, along * placed.model().length(), up * placed.model().height()));
        if (isInImage(point)) {
          asked++;
          free += isFree(point) ? 1 : 0;
        }
      }
    }
    return asked == 0 ? 1 : (double) free / asked;
  }

  private boolean isInImage(Vec point) {
    if (view.depth(point) < CityCamera.NEAREST) {
      return false;
    }
    double u = view.u(point);
    double v = view.v(point);
    return u >= 0 && u < view.width() && v >= 0 && v < view.height();
  }

  private boolean isFree(Vec point) {
    double u = view.u(point);
    double v = view.v(point);
    Met met = scenery.first(u, v, new Ray(view.eye(), view.ray(u, v)));
    return met == null || met.way() > view.depth(point) - TOUCHING;
  }
}
