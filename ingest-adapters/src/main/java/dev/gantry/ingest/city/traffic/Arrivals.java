package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Turn;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Vehicles that come into the city at its edge: a Poisson process that waits where roads are full.
 */
final class Arrivals {

  /**
   * Vehicles an hour and lane at the busiest hour: two thirds of the 150 or so that the signals let
   * through, since lanes that turn, and what goes wrong, take their part.
   */
  private static final double BUSIEST_PER_LANE = 105;

  private static final double ENTRY_GAP = 12;
  private static final double FILL_FROM_METRES = 30;

  /** Half of the time passes at the lights, so that there are twice as many vehicles. */
  private static final double WAITING = .5;

  private static final double LEFT_SHARE = .2;
  private static final double RIGHT_SHARE = .25;

  private static final int[] COLOURS = {
    0xE6E6E2, 0xC9CCD0, 0x23262B, 0xA3211F, 0x1F4E94, 0x2B2F6B, 0xD9A21B, 0x1D6B43, 0xB5541C,
    0x8C8F94, 0x5A1E22
  };

  private final List<Link> gates;
  private final Occupancy occupancy;
  private final Crossings crossings;
  private final SplittableRandom random;
  private final double intensity;
  private final int[] waiting;
  private int count;

  Arrivals(
      List<Link> links,
      Occupancy occupancy,
      Crossings crossings,
      double intensity,
      SplittableRandom random) {
    this.gates = links.stream().filter(link -> link.from().isEmpty()).toList();
    this.occupancy = occupancy;
    this.crossings = crossings;
    this.intensity = intensity;
    this.random = random;
    this.waiting = new int[gates.size()];
  }

  /** Lets in who arrives in a step. */
  void step(double seconds, double secondOfDay) {
    double share = intensity * Demand.share(secondOfDay);
    for (int i = 0; i < gates.size(); i++) {
      Link gate = gates.get(i);
      double expected = BUSIEST_PER_LANE * gate.lanes() * share / 3600 * seconds;
      if (random.nextDouble() < expected) {
        waiting[i]++;
      }
      if (waiting[i] > 0 && !crossings.isClosed(gate)) {
        admit(gate).ifPresent(vehicle -> occupancy.on(gate).add(vehicle));
      }
    }
  }

  private Optional<Vehicle> admit(Link gate) {
    VehicleType type = VehicleType.draw(random);
    int lane = type == VehicleType.BICYCLE ? gate.lanes() - 1 : random.nextInt(gate.lanes());
    Vehicle last = occupancy.last(gate, lane);
    if (last != null && last.rear() < ENTRY_GAP) {
      return Optional.empty();
    }
    waiting[gates.indexOf(gate)]--;
    Vehicle vehicle = vehicle(type, gate, lane, 0);
    if (last != null) {
      vehicle.startAt(0, Math.min(vehicle.speed(), last.speed() + 2));
    }
    return Optional.of(vehicle);
  }

  /** Puts vehicles on all links, as far apart as the demand of the hour makes them. */
  void fill(List<Link> links, double secondOfDay) {
    double share = intensity * Demand.share(secondOfDay);
    for (Link link : links) {
      double spacing = WAITING * 3600 * link.limitMps() / (BUSIEST_PER_LANE * Math.max(.01, share));
      for (int lane = 0; lane < link.lanes(); lane++) {
        double place = link.length() - spacing * random.nextDouble();
        while (place > FILL_FROM_METRES) {
          occupancy.on(link).add(vehicle(VehicleType.draw(random), link, lane, place));
          place -= FILL_FROM_METRES + 2 * spacing * random.nextDouble();
        }
      }
    }
    occupancy.sort();
  }

  /** Puts a car somewhere on a link, where there must be room for it. */
  Vehicle put(Link link, int lane, double place, double speed) {
    Vehicle car = vehicle(VehicleType.SALOON, link, lane, place);
    car.startAt(place, speed);
    occupancy.on(link).add(car);
    occupancy.sort();
    return car;
  }

  private Vehicle vehicle(VehicleType type, Link link, int lane, double place) {
    int colour = COLOURS[random.nextInt(COLOURS.length)];
    var vehicle = new Vehicle(count++, type, Driver.draw(type, random), colour, link, lane);
    vehicle.wants(drawTurn(link));
    vehicle.startAt(place, vehicle.desired(link.limitMps()));
    return vehicle;
  }

  /**
   * What a vehicle that has come onto a link will do at its end: the wider a street is beside the
   * one it is on, the more turn into it.
   */
  Turn drawTurn(Link link) {
    double draw = random.nextDouble();
    double left = LEFT_SHARE * widening(link, Turn.LEFT);
    double right = RIGHT_SHARE * widening(link, Turn.RIGHT);
    if (draw < left) {
      return Turn.LEFT;
    }
    return draw < left + right ? Turn.RIGHT : Turn.THROUGH;
  }

  private static double widening(Link link, Turn turn) {
    return link.movements().stream()
        .filter(movement -> movement.turn() == turn)
        .mapToDouble(movement -> (double) movement.to().lanes() / link.lanes())
        .findFirst()
        .orElse(0);
  }
}
