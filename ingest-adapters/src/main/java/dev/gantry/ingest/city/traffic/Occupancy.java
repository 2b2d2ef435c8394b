package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is where: the vehicles of each link and each movement, the foremost first. */
final class Occupancy {

  /** Along this way into a junction the ways from one lane still lie upon each other, metres. */
  private static final double SHARED_METRES = 7;

  private final List<List<Vehicle>> onLink = new ArrayList<>();
  private final List<List<Vehicle>> onMovement = new ArrayList<>();
  private final List<List<Double>> obstacles = new ArrayList<>();

  /** By movement, all those that begin in the same lane. */
  private final Movement[][] beside;

  Occupancy(RoadNetwork network) {
    network.links().forEach(link -> onLink.add(new ArrayList<>()));
    network.links().forEach(link -> obstacles.add(new ArrayList<>()));
    network.movements().forEach(movement -> onMovement.add(new ArrayList<>()));
    beside = new Movement[network.movements().size()][];
    for (Movement movement : network.movements()) {
      beside[movement.index()] =
          movement.from().movements(movement.fromLane()).toArray(new Movement[0]);
    }
  }

  List<Vehicle> on(Link link) {
    return onLink.get(link.index());
  }

  List<Vehicle> on(Movement movement) {
    return onMovement.get(movement.index());
  }

  /** Places of a link at which all lanes are blocked, metres from its start. */
  List<Double> obstacles(Link link) {
    return obstacles.get(link.index());
  }

  /** Puts the foremost first again; few have overtaken since the last time. */
  void sort() {
    onLink.forEach(Occupancy::sort);
    onMovement.forEach(Occupancy::sort);
  }

  private static void sort(List<Vehicle> vehicles) {
    for (int i = 0; i < vehicles.size(); i++) {
      vehicles.get(i).ranks(i);
      if (i > 0 && vehicles.get(i - 1).place() < vehicles.get(i).place()) {
        moveForward(vehicles, i);
      }
    }
  }

  /** Puts a vehicle before all those that it has overtaken. */
  private static void moveForward(List<Vehicle> vehicles, int from) {
    Vehicle vehicle = vehicles.get(from);
    int rank = from;
    while (rank > 0 && vehicles.get(rank - 1).place() < vehicle.place()) {
      put(vehicles, rank, vehicles.get(rank - 1));
      rank--;
    }
    put(vehicles, rank, vehicle);
  }

  private static void put(List<Vehicle> vehicles, int rank, Vehicle vehicle) {
    vehicles.set(rank, vehicle);
    vehicle.ranks(rank);
  }

  /** How many are before a vehicle among those of its link or movement; -1 for who is not there. */
  private static int rank(List<Vehicle> vehicles, Vehicle vehicle) {
    int rank = vehicle.rank();
    boolean isThere = rank < vehicles.size() && vehicles.get(rank) == vehicle;
    return isThere ? rank : vehicles.indexOf(vehicle);
  }

  /**
   * What is ahead of a place of a link in one of its lanes.
   *
   * @param vehicle who asks, on that link
   * @param lane the lane it is in, or would like to be in
   * @param next the way it would go on; empty at the edge of the city
   */
  Ahead ahead(Vehicle vehicle, int lane, Optional<Movement> next) {
    Ahead inSight = obstacleAhead(vehicle);
    Vehicle leader = leader(vehicle, lane);
    if (leader != null) {
      return inSight.orCloser(follow(leader, -vehicle.place()));
    }
    double toStopLine = vehicle.link().length() - vehicle.place();
    return next.isPresent() && toStopLine < Ahead.SIGHT_METRES
        ? inSight.orCloser(beyondStopLine(next.get(), toStopLine))
        : inSight;
  }

  private Ahead beyondStopLine(Movement next, double toStopLine) {
    return sharing(toStopLine, next).orCloser(across(next, toStopLine));
  }

  /** What is ahead of a vehicle that crosses a junction. */
  Ahead ahead(Vehicle vehicle, Movement crossing) {
    List<Vehicle> before = on(crossing);
    int rank = rank(before, vehicle);
    Ahead inSight = vehicle.place() < SHARED_METRES ? sharing(vehicle, crossing) : Ahead.NOTHING;
    return inSight.orCloser(
        rank > 0
            ? follow(before.get(rank - 1), -vehicle.place())
            : beyond(crossing, -vehicle.place()));
  }

  private static Ahead follow(Vehicle leader, double offset) {
    return new Ahead(offset + leader.rear(), leader.speed());
  }

  private Ahead obstacleAhead(Vehicle vehicle) {
    List<Double> places = obstacles(vehicle.link());
    return places.isEmpty() ? Ahead.NOTHING : first(places, vehicle.place());
  }

  private static Ahead first(List<Double> obstacles, double from) {
    Ahead found = Ahead.NOTHING;
    for (double place : obstacles) {
      if (place > from - .5) {
        found = found.orCloser(Ahead.standing(place - from));
      }
    }
    return found;
  }

  /** The next vehicle before another in a lane of its link, but for those it gets by; or null. */
  private @Nullable Vehicle leader(Vehicle vehicle, int lane) {
    List<Vehicle> vehicles = on(vehicle.link());
    for (int i = rank(vehicles, vehicle) - 1; i >= 0; i--) {
      Vehicle before = vehicles.get(i);
      if (before.occupies(lane) && !vehicle.getsBy(before)) {
        return before;
      }
    }
    return null;
  }

  /** Whether nobody is before a vehicle in its lane of its link. */
  boolean isForemost(Vehicle vehicle) {
    return leader(vehicle, vehicle.lane()) == null;
  }

  /** The next vehicle behind another in a lane of its link; null for none. */
  @Nullable Vehicle follower(Vehicle vehicle, int lane) {
    List<Vehicle> vehicles = on(vehicle.link());
    for (int i = rank(vehicles, vehicle) + 1; i < vehicles.size(); i++) {
      if (vehicles.get(i).occupies(lane)) {
        return vehicles.get(i);
      }
    }
    return null;
  }

  /** Whether nobody, and nothing, is in a lane between two places, metres from the link's start. */
  boolean isFree(Link link, int lane, double from, double to) {
    return on(link).stream()
            .noneMatch(other -> other.occupies(lane) && other.place() > from && other.rear() < to)
        && obstacles(link).stream().noneMatch(place -> place > from && place < to);
  }

  /** Those who have just left the same lane, whatever way they take. */
  private Ahead sharing(double toStopLine, Movement next) {
    Ahead found = Ahead.NOTHING;
    for (Movement movement : beside[next.index()]) {
      for (Vehicle vehicle : on(movement)) {
        if (vehicle.rear() < SHARED_METRES) {
          found = found.orCloser(follow(vehicle, toStopLine));
        }
      }
    }
    return found;
  }

  private Ahead sharing(Vehicle vehicle, Movement crossing) {
    Ahead found = Ahead.NOTHING;
    for (Movement movement : beside[crossing.index()]) {
      for (Vehicle other : on(movement)) {
        boolean before = other.place() > vehicle.place() && other.rear() < SHARED_METRES;
        if (before && other != vehicle) {
          found = found.orCloser(follow(other, -vehicle.place()));
        }
      }
    }
    return found;
  }

  /** The last one on a way across a junction, or else in the lane it leads to. */
  private Ahead across(Movement movement, double toStopLine) {
    List<Vehicle> crossing = on(movement);
    return crossing.isEmpty()
        ? beyond(movement, toStopLine)
        : follow(crossing.get(crossing.size() - 1), toStopLine);
  }

  /**
   * The last one in the lane that a way across a junction leads to.
   *
   * @param toStart from who asks to where that way begins, metres; below 0 when it is beyond
   */
  private Ahead beyond(Movement movement, double toStart) {
    Vehicle last = last(movement.to(), movement.toLane());
    return last == null ? Ahead.NOTHING : follow(last, toStart + movement.length());
  }

  /** The last vehicle in a lane; null for none. */
  @Nullable Vehicle last(Link link, int lane) {
    List<Vehicle> vehicles = on(link);
    for (int i = vehicles.size() - 1; i >= 0; i--) {
      if (vehicles.get(i).occupies(lane)) {
        return vehicles.get(i);
      }
    }
    return null;
  }
}
