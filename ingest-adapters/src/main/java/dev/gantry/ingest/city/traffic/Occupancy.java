package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is where: the vehicles of each link and each movement, the foremost first. */
final class Occupancy {

  /** Along this way into a junction the ways from one lane still lie upon each other, metres. */
  private static final double SHARED_METRES = 7;

  private final List<List<Vehicle>> onLink = new ArrayList<>();
  private final List<List<Vehicle>> onMovement = new ArrayList<>();
  private final List<List<Double>> obstacles = new ArrayList<>();

  Occupancy(RoadNetwork network) {
    network.links().forEach(link -> onLink.add(new ArrayList<>()));
    network.links().forEach(link -> obstacles.add(new ArrayList<>()));
    network.movements().forEach(movement -> onMovement.add(new ArrayList<>()));
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
    for (int i = 1; i < vehicles.size(); i++) {
      Vehicle vehicle = vehicles.get(i);
      int at = i;
      while (at > 0 && vehicles.get(at - 1).place() < vehicle.place()) {
        vehicles.set(at, vehicles.get(at - 1));
        at--;
      }
      vehicles.set(at, vehicle);
    }
  }

  /**
   * What is ahead of a place of a link in one of its lanes.
   *
   * @param vehicle who asks, on that link
   * @param lane the lane it is in, or would like to be in
   * @param next the way it would go on; empty at the edge of the city
   */
  Ahead ahead(Vehicle vehicle, int lane, Optional<Movement> next) {
    Link link = vehicle.link();
    Ahead inSight = obstacleAhead(vehicle);
    Optional<Vehicle> leader = leader(vehicle, lane);
    if (leader.isPresent()) {
      return inSight.orCloser(follow(leader.get(), -vehicle.place()));
    }
    double toStopLine = link.length() - vehicle.place();
    if (next.isPresent() && toStopLine < Ahead.SIGHT_METRES) {
      return inSight
          .orCloser(sharing(toStopLine, lane, link))
          .orCloser(across(next.get(), toStopLine));
    }
    return inSight;
  }

  /** What is ahead of a vehicle that crosses a junction. */
  Ahead ahead(Vehicle vehicle, Movement crossing) {
    List<Vehicle> before = on(crossing);
    int own = before.indexOf(vehicle);
    Ahead inSight = Ahead.NOTHING;
    if (vehicle.place() < SHARED_METRES) {
      inSight = sharingAhead(vehicle, crossing);
    }
    if (own > 0) {
      return inSight.orCloser(follow(before.get(own - 1), -vehicle.place()));
    }
    return inSight.orCloser(
        last(crossing.to(), crossing.toLane())
            .map(last -> follow(last, crossing.length() - vehicle.place()))
            .orElse(Ahead.NOTHING));
  }

  private static Ahead follow(Vehicle leader, double offset) {
    return new Ahead(offset + leader.rear(), leader.speed());
  }

  private Ahead obstacleAhead(Vehicle vehicle) {
    Ahead found = Ahead.NOTHING;
    for (double place : obstacles(vehicle.link())) {
      if (place > vehicle.place() - .5) {
        found = found.orCloser(Ahead.standing(place - vehicle.place()));
      }
    }
    return found;
  }

  /** The next vehicle before another in a lane of its link, but for those it gets by. */
  private Optional<Vehicle> leader(Vehicle vehicle, int lane) {
    List<Vehicle> vehicles = on(vehicle.link());
    for (int i = vehicles.indexOf(vehicle) - 1; i >= 0; i--) {
      if (vehicles.get(i).occupies(lane) && !vehicle.getsBy(vehicles.get(i))) {
        return Optional.of(vehicles.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whether nobody is before a vehicle in its lane of its link. */
  boolean isForemost(Vehicle vehicle) {
    return leader(vehicle, vehicle.lane()).isEmpty();
  }

  /** The next vehicle behind another in a lane of its link. */
  Optional<Vehicle> follower(Vehicle vehicle, int lane) {
    List<Vehicle> vehicles = on(vehicle.link());
    for (int i = vehicles.indexOf(vehicle) + 1; i < vehicles.size(); i++) {
      if (vehicles.get(i).occupies(lane)) {
        return Optional.of(vehicles.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whether nobody, and nothing, is in a lane between two places, metres from the link's start. */
  boolean isFree(Link link, int lane, double from, double to) {
    return on(link).stream()
            .noneMatch(other -> other.occupies(lane) && other.place() > from && other.rear() < to)
        && obstacles(link).stream().noneMatch(place -> place > from && place < to);
  }

  /** Those who have just left the same lane, whatever way they take. */
  private Ahead sharing(double toStopLine, int lane, Link link) {
    Ahead found = Ahead.NOTHING;
    for (Movement movement : link.movements(lane)) {
      for (Vehicle vehicle : on(movement)) {
        if (vehicle.rear() < SHARED_METRES) {
          found = found.orCloser(follow(vehicle, toStopLine));
        }
      }
    }
    return found;
  }

  private Ahead sharingAhead(Vehicle vehicle, Movement crossing) {
    Ahead found = Ahead.NOTHING;
    for (Movement movement : crossing.from().movements(crossing.fromLane())) {
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
    if (!crossing.isEmpty()) {
      return follow(crossing.get(crossing.size() - 1), toStopLine);
    }
    return last(movement.to(), movement.toLane())
        .map(last -> follow(last, toStopLine + movement.length()))
        .orElse(Ahead.NOTHING);
  }

  /** The last vehicle in a lane. */
  Optional<Vehicle> last(Link link, int lane) {
    List<Vehicle> vehicles = on(link);
    for (int i = vehicles.size() - 1; i >= 0; i--) {
      if (vehicles.get(i).occupies(lane)) {
        return Optional.of(vehicles.get(i));
      }
    }
    return Optional.empty();
  }
}
