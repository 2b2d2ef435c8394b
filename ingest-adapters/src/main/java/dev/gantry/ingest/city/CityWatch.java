package dev.gantry.ingest.city;

import dev.gantry.ingest.city.camera.ActorGrid;
import dev.gantry.ingest.city.camera.CameraFault;
import dev.gantry.ingest.city.camera.CameraFaults;
import dev.gantry.ingest.city.camera.CameraLayout;
import dev.gantry.ingest.city.camera.CityCamera;
import dev.gantry.ingest.city.camera.Sighting;
import dev.gantry.ingest.city.render.Conditions;
import dev.gantry.ingest.city.render.Shake;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.road.Signal.Light;
import dev.gantry.ingest.city.traffic.Actor;
import dev.gantry.ingest.city.traffic.City;
import dev.gantry.ingest.city.traffic.CitySettings;
import dev.gantry.ingest.city.traffic.Stretch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A city and the cameras in it, frame by frame. All frames with one index are taken at one moment.
 * It goes forward only; who needs the same frames again makes another of the same scenario.
 */
public final class CityWatch {

  private static final double SECONDS_BETWEEN_INCIDENTS = 9;

  /** Incidents come as often per camera in a large city as in one of this many cameras. */
  private static final int CAMERAS_AN_INCIDENT = 4;

  /** How far a camera that was turned looks aside, radians. */
  private static final double TURNED = .35;

  private final CityScenario scenario;
  private final City city;
  private final List<CityCamera> cameras;
  private final Map<CityCamera, Seeing> seeing = new HashMap<>();
  private final CameraFaults faults;
  private final CityWeather weather;
  private long frameSeq = -1;
  private List<Actor> actors = List.of();
  private ActorGrid grid = new ActorGrid(List.of());

  public CityWatch(CityScenario scenario) {
    this.scenario = scenario;
    this.city = new City(settings(scenario), network -> stage(network, scenario.cameras()));
    this.cameras = CameraLayout.place(city.network(), scenario.cameras());
    this.weather = new CityWeather(scenario.seed());
    this.faults = new CameraFaults(scenario.seed(), scenario.incidents());
  }

  /** The streets of a scenario, without the trouble of filling them. */
  static RoadNetwork network(CityScenario scenario) {
    return City.network(settings(scenario));
  }

  private static CitySettings settings(CityScenario scenario) {
    int streets = CameraLayout.streetsFor(scenario.cameras());
    double every =
        SECONDS_BETWEEN_INCIDENTS * Math.min(1, (double) CAMERAS_AN_INCIDENT / scenario.cameras());
    return new CitySettings(
        scenario.seed(),
        streets,
        streets,
        scenario.secondOfDay(),
        1,
        scenario.incidents() ? every : Double.POSITIVE_INFINITY);
  }

  /** Incidents happen where a camera looks, in both directions. */
  private static List<Stretch> stage(RoadNetwork network, int cameras) {
    return CameraLayout.place(network, cameras).stream()
        .flatMap(
            camera ->
                Stream.of(camera.link(), network.opposite(camera.link())).map(camera::measured))
        .toList();
  }

  /** The city. */
  public City city() {
    return city;
  }

  /** Its cameras, by index. */
  public List<CityCamera> cameras() {
    return cameras;
  }

  /** What goes wrong with the cameras. */
  public CameraFaults faults() {
    return faults;
  }

  /** Goes on to a frame; not back. */
  public void advanceTo(long seq) {
    if (seq < frameSeq) {
      throw new IllegalArgumentException("expected a frame from " + frameSeq + " on, found " + seq);
    }
    double seconds = scenario.secondsOf(seq);
    while (city.now() + City.STEP_SECONDS <= seconds + 1e-9) {
      city.step();
    }
    double beyond = seconds - city.now();
    actors = city.actors();
    if (beyond > 1e-9) {
      actors = actors.stream().map(actor -> actor.after(beyond)).toList();
    }
    grid = new ActorGrid(actors);
    frameSeq = seq;
  }

  /** Everybody in the city, at the moment of the frame. */
  public List<Actor> actors() {
    return actors;
  }

  /** What those see in the frame who come along a link to a junction. */
  public Light light(Link link) {
    return city.light(link, scenario.secondsOf(Math.max(0, frameSeq)));
  }

  /** What a camera sees in the frame, its fault and the wind considered; the nearest first. */
  public List<Sighting> sightings(int camera) {
    CityCamera looking = looking(camera);
    List<Sighting> still =
        seeing
            .computeIfAbsent(looking, eye -> new Seeing(city.network(), eye, scenario.seed()))
            .look(grid);
    double pixels = conditions(camera).shake();
    return pixels == 0
        ? still
        : shaken(still, looking, Shake.of(looking, scenario.seed(), Math.max(0, frameSeq), pixels));
  }

  private static List<Sighting> shaken(List<Sighting> still, CityCamera camera, Shake shake) {
    return still.stream()
        .flatMap(
            seen ->
                shake.move(seen.box(), camera.width(), camera.imageHeight()).map(seen::at).stream())
        .toList();
  }

  /** What a camera has to cope with in the frame. */
  public Conditions conditions(int camera) {
    return conditions(camera, scenario.secondsOf(Math.max(0, frameSeq)));
  }

  /** What a camera has to cope with at a moment, seconds since the city's beginning. */
  public Conditions conditions(int camera, double seconds) {
    return weather.at(cameras.get(camera), scenario.secondOfDay() + seconds);
  }

  /** The camera as it looks in the frame: elsewhere than it should while it is turned. */
  public CityCamera looking(int camera) {
    boolean isTurned =
        faults
            .at(camera, scenario.secondsOf(Math.max(0, frameSeq)))
            .filter(fault -> fault.kind() == CameraFault.Kind.CAMERA_TURNED)
            .isPresent();
    return isTurned ? turned(camera) : cameras.get(camera);
  }

  /** The camera as it looks while it is turned. */
  public CityCamera turned(int camera) {
    return cameras.get(camera).turned(TURNED, .05);
  }
}
