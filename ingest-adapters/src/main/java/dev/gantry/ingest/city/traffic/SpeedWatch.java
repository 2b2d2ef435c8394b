package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says who drives faster than allowed, whatever made him: one incident for as long as he does so on
 * one link. Who is little too fast, or not for long, may be told of but need not be found.
 */
final class SpeedWatch {

  /** From this share of the limit on it has to be found. */
  static final double CLEAR_FROM = 1.15;

  /** When it lasts this long, s. */
  private static final double CLEAR_SECONDS = 1;

  /** Drivers who keep to the limit waver about it by less. */
  private static final double FAST_FROM = 1.02;

  private final List<Link> links;
  private final Occupancy occupancy;
  private final Map<Integer, Ride> open = new HashMap<>();
  private final List<Ride> rides = new ArrayList<>();
  private int seen;
  private boolean keeps = true;

  /** A vehicle that is too fast on a link, until it no longer is. */
  private static final class Ride {
    private final int number;
    private final Link link;
    private final String vehicle;
    private final double begins;
    private double ends = Double.POSITIVE_INFINITY;
    private double fastest;
    private double farTooFastSince = Double.POSITIVE_INFINITY;
    private boolean clear;

    Ride(int number, Link link, String vehicle, double begins) {
      this.number = number;
      this.link = link;
      this.vehicle = vehicle;
      this.begins = begins;
    }

    RoadIncident incident() {
      return new RoadIncident(
          "s" + number,
          RoadIncident.Kind.SPEEDING,
          link.id(),
          vehicle,
          "",
          begins,
          ends,
          fastest,
          clear);
    }

    void see(double speed, double now) {
      fastest = Math.max(fastest, speed);
      farTooFastSince =
          speed > CLEAR_FROM * link.limitMps()
              ? Math.min(farTooFastSince, now)
              : Double.POSITIVE_INFINITY;
      clear |= now - farTooFastSince >= CLEAR_SECONDS;
    }
  }

  /**
   * @param links where somebody looks
   */
  SpeedWatch(List<Link> links, Occupancy occupancy) {
    this.links = links.stream().distinct().toList();
    this.occupancy = occupancy;
  }

  void step(double now) {
    if (links.isEmpty()) {
      return;
    }
    Set<Ride> fast = new HashSet<>();
    for (Link link : links) {
      for (Vehicle vehicle : occupancy.on(link)) {
        if (vehicle.speed() > FAST_FROM * link.limitMps()) {
          fast.add(look(vehicle, link, now));
        }
      }
    }
    open.values().stream().filter(ride -> !fast.contains(ride)).forEach(ride -> ride.ends = now);
    open.values().retainAll(fast);
  }

  private Ride look(Vehicle vehicle, Link link, double now) {
    Ride ride = open.get(vehicle.number());
    if (ride == null || ride.link != link) {
      if (ride != null) {
        ride.ends = now;
      }
      ride = new Ride(seen, link, vehicle.id(), now);
      seen++;
      open.put(vehicle.number(), ride);
      if (keeps) {
        rides.add(ride);
      }
    }
    ride.see(vehicle.speed(), now);
    return ride;
  }

  /** Keeps nothing from now on of who is no longer too fast. */
  void keepNone() {
    keeps = false;
  }

  /** Who has been too fast so far. */
  List<RoadIncident> incidents() {
    return rides.stream().map(Ride::incident).toList();
  }

  /** Who is too fast now; in hours there are thousands who were. */
  List<RoadIncident> current() {
    return open.values().stream()
        .sorted(Comparator.comparingInt(ride -> ride.number))
        .map(Ride::incident)
        .toList();
  }
}
