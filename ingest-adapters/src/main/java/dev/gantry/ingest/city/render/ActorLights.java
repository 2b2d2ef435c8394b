package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.render.Model.Lamp;
import dev.gantry.ingest.city.road.Signal.Light;

/** How the lamps of vehicles and signals dazzle. */
final class ActorLights {

  private static final Colour HEAD = new Colour(1, .95, .82);
  private static final Colour TAIL = new Colour(.85, .10, .07);
  private static final double LAMP_METRES = .10;

  private final View view;
  private final Canvas canvas;
  private final Glow glow;

  ActorLights(Canvas canvas, View view) {
    this.canvas = canvas;
    this.view = view;
    this.glow = new Glow(canvas, view);
  }

  /**
   * Dazzles with the lamps of an actor that face the camera.
   *
   * @param wet whether the ground mirrors them
   */
  void dazzle(PlacedActor placed, boolean night, boolean wet) {
    boolean braking = placed.actor().braking();
    for (Lamp lamp : placed.model().lamps()) {
      Vec place = placed.toCity(lamp.place());
      Vec away = placed.turned(new Vec(0, lamp.head() ? 1 : -1, 0));
      double facing = away.dot(view.eye().minus(place).unit());
      if (facing > 0 && (night || (braking && !lamp.head()))) {
        double strength = facing * (lamp.head() ? .95 : braking ? .8 : .45) * (night ? 1 : .35);
        shine(place, (lamp.head() ? HEAD : TAIL).times(strength), lamp.head() ? 5 : 3, wet);
      }
    }
  }

  /** Shows the lights of a signal that are on. */
  void show(SignalLights signal, Light light, boolean night, boolean wet) {
    Colour colour = Colour.of(SignalLights.rgb(light));
    for (Vec place : signal.places(light)) {
      shine(place, colour.times(night ? .9 : .75), night ? 3 : 1.6, wet);
    }
  }

  private void shine(Vec place, Colour light, double spread, boolean wet) {
    double depth = view.depth(place);
    if (depth < CityCamera.NEAREST) {
      return;
    }
    canvas.at(depth - .3);
    double lamp = Math.max(.7, LAMP_METRES * view.pixelsPerMetre(depth));
    double u = view.u(place);
    double v = view.v(place);
    glow.halo(u, v, 1.6 * lamp, 1.6 * lamp, light);
    glow.halo(u, v, spread * lamp, spread * lamp, light.times(.45));
    if (wet) {
      Vec mirrored = new Vec(place.x(), place.y(), -place.z());
      glow.halo(u, view.v(mirrored), 2 * lamp, 14 * lamp, light.times(.3));
    }
  }
}
