package dev.gantry.ingest.city.render;

import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The part of the city before a camera, and its picture in every light, painted when needed. */
final class Setting {

  private static final double FAR_METRES = 380;
  private static final double BEHIND_METRES = 60;

  /** What the light of a moment is a mixture of. */
  enum Weather {
    SUNNY,
    LOW_SUN,
    RAIN,
    NIGHT,
    WET_NIGHT
  }

  private final CityCamera camera;
  private final double far;
  private final View view;
  private final Streets streets;
  private final Lamps lamps;
  private final List<Thing> things;
  private final Scenery scenery;
  private final List<SignalLights> signals;
  private final Map<Weather, Scene> scenes = new EnumMap<>(Weather.class);

  Setting(RoadNetwork network, CityCamera camera, long seed) {
    this(network, camera, seed, FAR_METRES);
  }

  /**
   * @param far what is farther is left out, metres
   */
  Setting(RoadNetwork network, CityCamera camera, long seed, double far) {
    this.camera = camera;
    this.far = far;
    this.view = new View(camera);
    Predicate<Link> near = this::isNear;
    this.streets = new Streets(network, near, seed);
    var surroundings = new Surroundings(network, near, seed);
    this.things = surroundings.things();
    this.scenery = new Scenery(view, things);
    this.lamps = new Lamps(surroundings.lamps());
    this.signals =
        network.links().stream()
            .filter(near)
            .filter(link -> link.to().isPresent() && facesCamera(link))
            .map(SignalLights::new)
            .toList();
  }

  /**
   * The setting in one light.
   *
   * @param backdrop its picture
   * @param shades where what stands in it keeps the sun off
   * @param lighting the light
   */
  record Scene(Backdrop backdrop, Shades shades, Lighting lighting) {}

  Scene scene(Weather weather) {
    return scenes.computeIfAbsent(weather, this::paint);
  }

  /** What stands in it. */
  Scenery scenery() {
    return scenery;
  }

  View view() {
    return view;
  }

  Lamps lamps() {
    return lamps;
  }

  /** Signals whose lights the camera can see. */
  List<SignalLights> signals() {
    return signals;
  }

  private Scene paint(Weather weather) {
    Lighting lighting =
        switch (weather) {
          case SUNNY -> Lighting.day();
          case LOW_SUN -> Lighting.lowSun(camera.foot().heading());
          case RAIN -> Lighting.rain();
          case NIGHT -> Lighting.night(false);
          case WET_NIGHT -> Lighting.night(true);
        };
    var shades = new Shades(things, lighting.sun());
    var painter = new BackdropPainter(view, streets, scenery, shades, lamps, lighting);
    return new Scene(painter.paint(), shades, lighting);
  }

  private boolean isNear(Link link) {
    for (double share = 0; share <= 1; share += .125) {
      var place = link.at(share * link.length(), 0);
      double ahead = camera.ahead(place.x(), place.y());
      double aside = Math.abs(camera.right(place.x(), place.y()));
      if (ahead > -BEHIND_METRES && ahead < far && aside < BEHIND_METRES + .7 * ahead) {
        return true;
      }
    }
    return false;
  }

  private boolean facesCamera(Link link) {
    return StrictMath.cos(link.heading() - camera.foot().heading()) > .5;
  }
}
