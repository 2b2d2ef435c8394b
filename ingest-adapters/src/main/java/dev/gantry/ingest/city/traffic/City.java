package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.road.Signal.Light;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A city in motion: streets, signals, vehicles, people and what goes wrong. It goes forward only,
 * in steps of {@value #STEP_SECONDS} s; the same settings give the same city at every step.
 *
 * <p>At second 0 the streets are full already. Used by one thread at a time.
 */
public final class City {

  /** Length of a step, seconds. */
  public static final double STEP_SECONDS = .1;

  /** Time in which the streets fill before second 0. */
  private static final int WARM_UP_STEPS = 900;

  private final CitySettings settings;
  private final RoadNetwork network;
  private final Traffic traffic;
  private final Walkers walkers;
  private final IncidentPlan incidents;
  private final SpeedWatch speeds;
  private final QueueWatch queues;
  private final List<Consumer<City>> observers = new ArrayList<>();
  private long step;

  /**
   * Of given streets, with incidents where somebody looks.
   *
   * @param stage where on the network incidents happen
   */
  public City(CitySettings settings, Function<RoadNetwork, List<Stretch>> stage) {
    this.settings = settings;
    var random = new SplittableRandom(settings.seed());
    this.network = RoadNetwork.grid(random.split().nextLong(), settings.columns(), settings.rows());
    this.traffic = new Traffic(network, settings.intensity(), random.split());
    this.walkers = new Walkers(network, traffic.crossings(), settings.intensity(), random.split());
    List<Stretch> stretches = stage.apply(network);
    this.incidents =
        new IncidentPlan(stretches, traffic, settings.secondsBetweenIncidents(), random.split());
    boolean anything = Double.isFinite(settings.secondsBetweenIncidents());
    List<Link> watched = anything ? stretches.stream().map(Stretch::link).toList() : List.of();
    this.speeds = new SpeedWatch(watched, traffic.occupancy());
    this.queues = new QueueWatch(watched, traffic.occupancy());
    this.step = -WARM_UP_STEPS;
    traffic.fill(settings.secondOfDay());
    while (step < 0) {
      step();
    }
    incidents.begin();
  }

  /** The streets of a city, empty. */
  public static RoadNetwork network(CitySettings settings) {
    return network(settings, new SplittableRandom(settings.seed()));
  }

  private static RoadNetwork network(CitySettings settings, SplittableRandom random) {
    return RoadNetwork.grid(random.split().nextLong(), settings.columns(), settings.rows());
  }

  /** Its streets. */
  public RoadNetwork network() {
    return network;
  }

  /** Seconds since its beginning. */
  public double now() {
    return step * STEP_SECONDS;
  }

  /** Goes on by one step. */
  public void step() {
    double now = now();
    traffic.step(now, STEP_SECONDS, settings.secondOfDay() + now);
    walkers.step(now, STEP_SECONDS);
    if (step >= 0) {
      incidents.step(now, STEP_SECONDS);
      speeds.step(now);
      queues.step(now);
    }
    step++;
    for (Consumer<City> observer : observers) {
      observer.accept(this);
    }
  }

  /** From now on shows somebody the city after each step. */
  public void observe(Consumer<City> observer) {
    observers.add(observer);
  }

  /** Shows the vehicles that keep to the direction of a link, the foremost first. */
  public void onLink(Link link, LinkVisitor visitor) {
    Column vehicles = traffic.occupancy().on(link);
    for (int i = 0; i < vehicles.size(); i++) {
      Vehicle vehicle = vehicles.get(i);
      visitor.vehicle(
          vehicle.number(), vehicle.lane(), vehicle.place(), vehicle.rear(), vehicle.speed());
    }
  }

  /**
   * What those see who come along a link to a junction, whatever holds its light.
   *
   * @param seconds a moment since the last step
   */
  public Light light(Link link, double seconds) {
    return traffic.crossings().light(link, seconds);
  }

  /** Everybody on foot, as they are now. */
  public List<Actor> people() {
    List<Actor> people = new ArrayList<>();
    walkers.addTo(people);
    incidents.addTo(people);
    people.removeIf(actor -> !actor.isPerson());
    return people;
  }

  /** Everybody who moves in it, as they are now: vehicles by link, then people. */
  public List<Actor> actors() {
    List<Actor> actors = new ArrayList<>();
    network
        .links()
        .forEach(link -> traffic.occupancy().on(link).forEach(v -> actors.add(actor(v))));
    network
        .movements()
        .forEach(movement -> traffic.occupancy().on(movement).forEach(v -> actors.add(actor(v))));
    walkers.addTo(actors);
    incidents.addTo(actors);
    return actors;
  }

  /** What has gone wrong so far: who was too fast, what else was planned, then the queues. */
  public List<RoadIncident> incidents() {
    List<RoadIncident> all = new ArrayList<>(speeds.incidents());
    all.addAll(incidents.incidents());
    all.addAll(queues.incidents());
    return all;
  }

  /** What is going wrong now, in the same order. */
  public List<RoadIncident> currentIncidents() {
    List<RoadIncident> all = new ArrayList<>(speeds.current());
    all.addAll(incidents.current());
    all.addAll(queues.current());
    return all;
  }

  /**
   * From now on keeps nothing of what is over, so that it can go on for days: {@link #incidents}
   * then leaves that out. For who looks at what happens and does not ask later.
   */
  public void keepNoIncidents() {
    speeds.keepNone();
    incidents.keepNone();
    queues.keepNone();
  }

  private static Actor actor(Vehicle vehicle) {
    VehicleType type = vehicle.type();
    return new Actor(
        vehicle.id(),
        Actor.Shape.valueOf(type.name()),
        type.label(),
        type.length(),
        type.width(),
        type.height(),
        vehicle.pose(),
        vehicle.speed(),
        vehicle.colour(),
        vehicle.crossing() == null ? vehicle.link().id() : "",
        vehicle.acceleration() < -1);
  }
}
