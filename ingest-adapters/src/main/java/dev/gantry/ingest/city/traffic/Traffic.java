package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.road.Turn;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** All vehicles, moved together step by step. */
final class Traffic {

  /** Braking with which drivers prepare for a bend, m/s². */
  private static final double BEND_DECEL = 1.6;

  /** Lane changes are thought over every so many steps, each vehicle at its own. */
  private static final int THINK_EVERY = 5;

  /** Free road behind the front of a car that is put somewhere, metres. */
  private static final double ROOM_BEHIND = 20;

  private final Link[] links;
  private final Movement[] movements;
  private final Occupancy occupancy;
  private final Crossings crossings;
  private final Ways ways;
  private final LaneChanges laneChanges;
  private final Arrivals arrivals;
  private long steps;

  Traffic(RoadNetwork network, double intensity, SplittableRandom random) {
    this.links = network.links().toArray(new Link[0]);
    this.movements = network.movements().toArray(new Movement[0]);
    this.occupancy = new Occupancy(network);
    this.ways = new Ways(network);
    this.crossings = new Crossings(network, occupancy, ways);
    this.laneChanges = new LaneChanges(occupancy, ways);
    this.arrivals = new Arrivals(network.links(), occupancy, crossings, intensity, random);
  }

  /** Puts vehicles on all links, as the hour has them. */
  void fill(double secondOfDay) {
    arrivals.fill(List.of(links), secondOfDay);
  }

  Occupancy occupancy() {
    return occupancy;
  }

  Crossings crossings() {
    return crossings;
  }

  /**
   * Puts a car on a link, at a speed, in some lane with room for it.
   *
   * @param metres free road that it needs ahead
   * @return empty when no lane has room
   */
  Optional<Vehicle> put(Link link, double place, double speed, double metres) {
    return IntStream.range(0, link.lanes())
        .filter(lane -> occupancy.isFree(link, lane, place - ROOM_BEHIND, place + metres))
        .mapToObj(lane -> arrivals.put(link, lane, place, speed))
        .findFirst();
  }

  /**
   * Goes on by a step.
   *
   * @param now when the step begins, seconds
   * @param seconds its length
   * @param secondOfDay for the demand
   */
  void step(double now, double seconds, double secondOfDay) {
    decide(now);
    move(seconds);
    arrivals.step(seconds, secondOfDay);
    occupancy.sort();
    steps++;
  }

  private void decide(double now) {
    crossings.look(now);
    for (Link link : links) {
      considerLanes(occupancy.on(link));
      accelerateOnLink(occupancy.on(link));
    }
    for (Movement movement : movements) {
      accelerateAcross(movement);
    }
  }

  private void considerLanes(Column vehicles) {
    for (int i = 0; i < vehicles.size(); i++) {
      Vehicle vehicle = vehicles.get(i);
      if ((steps + vehicle.number()) % THINK_EVERY == 0) {
        laneChanges.consider(vehicle);
      }
    }
  }

  private void accelerateOnLink(Column vehicles) {
    for (int i = 0; i < vehicles.size(); i++) {
      accelerateOnLink(vehicles.get(i));
    }
  }

  private void accelerateAcross(Movement movement) {
    Column crossing = occupancy.on(movement);
    for (int i = 0; i < crossing.size(); i++) {
      Vehicle vehicle = crossing.get(i);
      double desired = Math.min(movement.limitMps(), vehicle.desired(movement.limitMps()));
      accelerate(vehicle, desired, occupancy.ahead(vehicle, movement));
    }
  }

  private void accelerateOnLink(Vehicle vehicle) {
    Optional<Movement> next = ways.next(vehicle, vehicle.lane());
    Ahead ahead = occupancy.ahead(vehicle, vehicle.lane(), next);
    if (vehicle.isChangingLane()) {
      ahead = ahead.orCloser(aheadInOtherLane(vehicle));
    }
    double desired = vehicle.desired(vehicle.link().limitMps());
    if (next.isPresent()) {
      takeAnotherWayIfKeptOut(vehicle, next.get());
      desired = Math.min(desired, comfortableBefore(vehicle, next.get()));
      ahead = ahead.orCloser(crossings.stopLine(vehicle, next.get()));
    }
    accelerate(vehicle, desired, ahead);
  }

  private Ahead aheadInOtherLane(Vehicle vehicle) {
    int other = 1 - vehicle.lane();
    return occupancy.ahead(vehicle, other, ways.next(vehicle, other));
  }

  private void takeAnotherWayIfKeptOut(Vehicle vehicle, Movement next) {
    if (crossings.isKeptOut(vehicle, next)) {
      takeAnotherWay(vehicle);
    }
  }

  private void takeAnotherWay(Vehicle vehicle) {
    for (Movement other : ways.from(vehicle)) {
      if (crossings.isOpen(vehicle, other)) {
        vehicle.wants(other.turn());
        return;
      }
    }
  }

  /** The speed from which the limit of the way on is reached in time, m/s. */
  private static double comfortableBefore(Vehicle vehicle, Movement next) {
    if (next.turn() == Turn.THROUGH) {
      return Double.MAX_VALUE;
    }
    double distance = Math.max(0, vehicle.link().length() - vehicle.place());
    return Math.sqrt(next.limitMps() * next.limitMps() + 2 * BEND_DECEL * distance);
  }

  private static void accelerate(Vehicle vehicle, double desired, Ahead ahead) {
    double lawful =
        ahead.isNothing()
            ? Idm.free(vehicle.driver(), vehicle.speed(), desired)
            : Idm.behind(vehicle.driver(), vehicle.speed(), desired, ahead.gap(), ahead.speed());
    vehicle.accelerate(
        vehicle.isLawful() ? lawful : vehicle.conduct().accelerate(vehicle, ahead, lawful));
  }

  private void move(double seconds) {
    for (Link link : links) {
      move(occupancy.on(link), seconds);
    }
    for (Movement movement : movements) {
      move(occupancy.on(movement), seconds);
    }
    for (Movement movement : movements) {
      leaveJunction(movement);
    }
    for (Link link : links) {
      leaveLink(link);
    }
  }

  private static void move(Column vehicles, double seconds) {
    for (int i = 0; i < vehicles.size(); i++) {
      vehicles.get(i).move(seconds);
    }
  }

  private void leaveJunction(Movement movement) {
    Column crossing = occupancy.on(movement);
    while (!crossing.isEmpty() && crossing.get(0).place() > movement.length()) {
      Vehicle vehicle = crossing.remove(0);
      vehicle.enter(movement);
      vehicle.wants(arrivals.drawTurn(movement.to()));
      occupancy.on(movement.to()).add(vehicle);
    }
  }

  private void leaveLink(Link link) {
    Column vehicles = occupancy.on(link);
    int staying = 0;
    while (staying < vehicles.size()) {
      if (leaves(vehicles.get(staying), link)) {
        goOn(vehicles.remove(staying));
      } else {
        staying++;
      }
    }
  }

  private void goOn(Vehicle vehicle) {
    Optional<Movement> way = ways.next(vehicle, vehicle.lane());
    if (way.isPresent()) {
      vehicle.cross(way.get());
      occupancy.on(way.get()).add(vehicle);
    }
  }

  private static boolean leaves(Vehicle vehicle, Link link) {
    return link.to().isPresent() ? vehicle.place() > link.length() : vehicle.rear() > link.length();
  }
}
