package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Junction;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.road.Signal;
import dev.gantry.ingest.city.road.Signal.Light;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may pass a stop line: on green, or on amber when it is too late to stop, and only when nobody
 * from another approach and nobody on foot is still in the junction and the lane beyond has room.
 */
final class Crossings {

  /** Braking that a driver accepts for an amber light, m/s²: ITE's yellow change interval. */
  private static final double AMBER_DECEL = 3;

  /** Braking with which somebody stops who may not go after all, m/s². */
  private static final double LAST_DECEL = 5;

  /** Where the front comes to stand before the line, metres. */
  private static final double BEFORE_LINE = 1;

  private static final double ROOM_BEYOND = 3;

  /** Braking that is expected of the last one beyond, m/s²: where it would come to stand. */
  private static final double EXPECTED_DECEL = 2.5;

  /** Slower ones stand, m/s. */
  private static final double STANDING = .5;

  private final Occupancy occupancy;
  private final Ways ways;
  private final Link[] approaches;

  /** By link. */
  private final boolean[] closed;

  /** By junction, how many on foot are on its carriageway. */
  private final int[] walkers;

  /** By link, how its light is or was held last. */
  private final @Nullable Hold[] holds;

  /** By link, what those see in this step who come along it to a junction. */
  private final @Nullable Light[] lights;

  /** By link, the ways of all other approaches across the junction at its end. */
  private final Movement[][] others;

  /**
   * A light that someone keeps from turning green.
   *
   * @param since when that began, seconds
   * @param until when it was over
   */
  private record Hold(double since, double until) {

    /** As a light that comes and goes in its time: amber after green, and never after red. */
    Light shown(Link link, double now) {
      Light own = link.light(now);
      if (now >= until) {
        boolean wasAmber = now - until < Signal.AMBER && link.light(until) == Light.AMBER;
        return own == Light.AMBER && wasAmber ? Light.RED : own;
      }
      return switch (link.light(since)) {
        case GREEN -> now - since < Signal.AMBER ? Light.AMBER : Light.RED;
        case AMBER -> now - since < Signal.AMBER && own == Light.AMBER ? Light.AMBER : Light.RED;
        case RED -> Light.RED;
      };
    }
  }

  Crossings(RoadNetwork network, Occupancy occupancy, Ways ways) {
    this.occupancy = occupancy;
    this.ways = ways;
    this.closed = new boolean[network.links().size()];
    this.walkers = new int[network.junctions().size()];
    this.holds = new Hold[network.links().size()];
    this.lights = new Light[network.links().size()];
    this.approaches =
        network.links().stream().filter(link -> link.to().isPresent()).toArray(Link[]::new);
    this.others = network.links().stream().map(Crossings::others).toArray(Movement[][]::new);
  }

  private static Movement[] others(Link own) {
    return own.to().stream()
        .flatMap(junction -> junction.approaches().stream())
        .filter(approach -> approach != own)
        .flatMap(approach -> approach.movements().stream())
        .toArray(Movement[]::new);
  }

  /** Lets nobody enter a link until it is opened again. */
  void close(Link link) {
    closed[link.index()] = true;
  }

  void open(Link link) {
    closed[link.index()] = false;
  }

  /** Holds the light of an approach at red, after amber, until {@link #releaseRed}. */
  void holdRed(Link approach, double now) {
    Hold hold = holds[approach.index()];
    if (hold == null || hold.until < now) {
      holds[approach.index()] = new Hold(now, Double.POSITIVE_INFINITY);
    }
  }

  void releaseRed(Link approach, double now) {
    Hold hold = holds[approach.index()];
    if (hold != null) {
      holds[approach.index()] = new Hold(hold.since, Math.min(hold.until, now));
    }
  }

  boolean isClosed(Link link) {
    return closed[link.index()];
  }

  /** Whether somebody is on the way into a link, or too near to it to stop before the junction. */
  boolean isEntered(Link link) {
    return link.from().stream()
        .flatMap(junction -> junction.approaches().stream())
        .flatMap(approach -> approach.movements().stream())
        .filter(movement -> movement.to() == link)
        .anyMatch(way -> !occupancy.on(way).isEmpty() || isBeforeAndCannotStop(way));
  }

  private boolean isBeforeAndCannotStop(Movement way) {
    return occupancy.on(way.from()).stream()
        .filter(vehicle -> ways.next(vehicle, vehicle.lane()).filter(way::equals).isPresent())
        .anyMatch(vehicle -> !canStop(vehicle, toLine(vehicle), LAST_DECEL));
  }

  /** From the front of a vehicle to where it would come to stand before the line, metres. */
  private static double toLine(Vehicle vehicle) {
    return vehicle.link().length() - vehicle.place() - BEFORE_LINE;
  }

  /** Counts somebody on foot who enters the carriageway of a junction, or with -1 leaves it. */
  void walk(Junction junction, int change) {
    walkers[junction.index()] += change;
  }

  /** Has everybody look at the lights at the beginning of a step. */
  void look(double now) {
    for (Link approach : approaches) {
      lights[approach.index()] = light(approach, now);
    }
  }

  /** What an approach sees. */
  Light light(Link link, double now) {
    Hold hold = holds[link.index()];
    return hold == null ? link.light(now) : hold.shown(link, now);
  }

  /** The stop line as an obstacle, when a vehicle has to stop there; else nothing. */
  Ahead stopLine(Vehicle vehicle, Movement next) {
    double distance = toLine(vehicle);
    return distance <= Ahead.SIGHT_METRES && stops(vehicle, next, distance)
        ? Ahead.standing(distance + vehicle.driver().leastGap())
        : Ahead.NOTHING;
  }

  private boolean stops(Vehicle vehicle, Movement next, double distance) {
    if (!canStop(vehicle, distance, LAST_DECEL)) {
      return false;
    }
    Light light = lights[vehicle.link().index()];
    return light == Light.RED
        || (light == Light.AMBER && canStop(vehicle, distance, AMBER_DECEL))
        || isBlocked(vehicle, next);
  }

  private static boolean canStop(Vehicle vehicle, double distance, double decel) {
    double needed = vehicle.speed() * vehicle.speed() / (2 * decel);
    return needed <= Math.max(0, distance + BEFORE_LINE - .2);
  }

  private boolean isBlocked(Vehicle vehicle, Movement next) {
    Junction junction = vehicle.link().to().orElseThrow();
    return walkers[junction.index()] > 0
        || isCrossedByOthers(vehicle.link())
        || !isOpen(vehicle, next);
  }

  private boolean isCrossedByOthers(Link own) {
    for (Movement movement : others[own.index()]) {
      if (!occupancy.on(movement).isEmpty() || isTailIn(movement)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the last one who went this way still reaches into the junction. */
  private boolean isTailIn(Movement movement) {
    Vehicle last = occupancy.last(movement.to(), movement.toLane());
    return last != null && last.rear() < 0 && last.cameBy(movement);
  }

  /**
   * Whether a driver should think of another way: first at the line while green ends, and there was
   * no room beyond. Without that, four full streets around a block could wait for each other for
   * good.
   */
  boolean isKeptOut(Vehicle vehicle, Movement next) {
    return vehicle.speed() < STANDING
        && lights[vehicle.link().index()] == Light.AMBER
        && occupancy.isForemost(vehicle)
        && !isOpen(vehicle, next);
  }

  /** Whether the street beyond may be entered and has room. */
  boolean isOpen(Vehicle vehicle, Movement next) {
    return !isClosed(next.to()) && !lacksRoom(vehicle, next);
  }

  /** Whether a vehicle might come to stand in the junction: nobody blocks the others' way. */
  private boolean lacksRoom(Vehicle vehicle, Movement next) {
    Vehicle last = occupancy.last(next.to(), next.toLane());
    if (last == null) {
      return false;
    }
    double speed = last.speed();
    double rear = last.rear() + speed * speed / (2 * EXPECTED_DECEL);
    return rear - taken(occupancy.on(next)) < vehicle.type().length() + ROOM_BEYOND;
  }

  /** Room that vehicles on the way across will take beyond, metres. */
  private static double taken(List<Vehicle> crossing) {
    return crossing.isEmpty()
        ? 0
        : crossing.stream().mapToDouble(other -> other.type().length() + ROOM_BEYOND).sum();
  }
}
