package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.road.Turn;
import java.util.ArrayList;
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

  private final RoadNetwork network;
  private final Occupancy occupancy;
  private final Crossings crossings;
  private final Ways ways;
  private final LaneChanges laneChanges;
  private final Arrivals arrivals;
  private long steps;

  Traffic(RoadNetwork network, double intensity, SplittableRandom random) {
    this.network = network;
    this.occupancy = new Occupancy(network);
    this.ways = new Ways(network);
    this.crossings = new Crossings(occupancy, ways);
    this.laneChanges = new LaneChanges(occupancy, ways);
    this.arrivals = new Arrivals(network.links(), occupancy, crossings, intensity, random);
  }

  /** Puts vehicles on all links, as the hour has them. */
  void fill(double secondOfDay) {
    arrivals.fill(network.links(), secondOfDay);
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
    for (Link link : network.links()) {
      List<Vehicle> vehicles = occupancy.on(link);
      for (Vehicle vehicle : vehicles) {
        if ((steps + vehicle.number()) % THINK_EVERY == 0) {
          laneChanges.consider(vehicle);
        }
      }
      for (Vehicle vehicle : vehicles) {
        accelerateOnLink(vehicle, now);
      }
    }
    for (Movement movement : network.movements()) {
      for (Vehicle vehicle : occupancy.on(movement)) {
        double desired = Math.min(movement.limitMps(), vehicle.desired(movement.limitMps()));
        accelerate(vehicle, desired, occupancy.ahead(vehicle, movement));
      }
    }
  }

  private void accelerateOnLink(Vehicle vehicle, double now) {
    Optional<Movement> next = ways.next(vehicle, vehicle.lane());
    Ahead ahead = occupancy.ahead(vehicle, vehicle.lane(), next);
    if (vehicle.isChangingLane()) {
      int left = 1 - vehicle.lane();
      ahead = ahead.orCloser(occupancy.ahead(vehicle, left, ways.next(vehicle, left)));
    }
    double desired = vehicle.desired(vehicle.link().limitMps());
    if (next.isPresent()) {
      takeAnotherWayIfKeptOut(vehicle, next.get(), now);
      desired = Math.min(desired, comfortableBefore(vehicle, next.get()));
      ahead = ahead.orCloser(crossings.stopLine(vehicle, next, now));
    }
    accelerate(vehicle, desired, ahead);
  }

  private void takeAnotherWayIfKeptOut(Vehicle vehicle, Movement next, double now) {
    if (crossings.isKeptOut(vehicle, next, now)) {
      ways.from(vehicle).stream()
          .filter(other -> crossings.isOpen(vehicle, other))
          .findFirst()
          .ifPresent(other -> vehicle.wants(other.turn()));
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
    vehicle.accelerate(vehicle.conduct().accelerate(vehicle, ahead, lawful));
  }

  private void move(double seconds) {
    for (Link link : network.links()) {
      occupancy.on(link).forEach(vehicle -> vehicle.move(seconds));
    }
    for (Movement movement : network.movements()) {
      occupancy.on(movement).forEach(vehicle -> vehicle.move(seconds));
    }
    network.movements().forEach(this::leaveJunction);
    network.links().forEach(this::leaveLink);
  }

  private void leaveJunction(Movement movement) {
    List<Vehicle> crossing = occupancy.on(movement);
    while (!crossing.isEmpty() && crossing.get(0).place() > movement.length()) {
      Vehicle vehicle = crossing.remove(0);
      vehicle.enter(movement);
      vehicle.wants(arrivals.drawTurn(movement.to()));
      occupancy.on(movement.to()).add(vehicle);
    }
  }

  private void leaveLink(Link link) {
    List<Vehicle> gone = new ArrayList<>();
    for (Vehicle vehicle : occupancy.on(link)) {
      if (leaves(vehicle, link)) {
        gone.add(vehicle);
      }
    }
    for (Vehicle vehicle : gone) {
      occupancy.on(link).remove(vehicle);
      ways.next(vehicle, vehicle.lane())
          .ifPresent(
              way -> {
                vehicle.cross(way);
                occupancy.on(way).add(vehicle);
              });
    }
  }

  private static boolean leaves(Vehicle vehicle, Link link) {
    return link.to().isPresent() ? vehicle.place() > link.length() : vehicle.rear() > link.length();
  }
}
