package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Junction;
import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.Signal.Light;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private static final double ROLLING = 4;

  private final Occupancy occupancy;
  private final Set<Integer> closed = new HashSet<>();
  private final Map<Integer, Integer> walkers = new HashMap<>();
  private final Set<Integer> stuckOnRed = new HashSet<>();

  Crossings(Occupancy occupancy) {
    this.occupancy = occupancy;
  }

  /** Lets nobody enter a link until it is opened again. */
  void close(Link link) {
    closed.add(link.index());
  }

  void open(Link link) {
    closed.remove(link.index());
  }

  /** Holds the light of an approach at red until {@link #releaseRed}. */
  void holdRed(Link approach) {
    stuckOnRed.add(approach.index());
  }

  void releaseRed(Link approach) {
    stuckOnRed.remove(approach.index());
  }

  boolean isClosed(Link link) {
    return closed.contains(link.index());
  }

  /** Counts somebody on foot who enters the carriageway of a junction, or with -1 leaves it. */
  void walk(Junction junction, int change) {
    walkers.merge(junction.index(), change, Integer::sum);
  }

  /** What an approach sees. */
  Light light(Link link, double now) {
    return stuckOnRed.contains(link.index()) ? Light.RED : link.light(now);
  }

  /** The stop line as an obstacle, when a vehicle has to stop there; else nothing. */
  Ahead stopLine(Vehicle vehicle, Optional<Movement> next, double now) {
    if (next.isEmpty()) {
      return Ahead.NOTHING;
    }
    double distance = vehicle.link().length() - vehicle.place() - BEFORE_LINE;
    if (distance > Ahead.SIGHT_METRES) {
      return Ahead.NOTHING;
    }
    Light light = light(vehicle.link(), now);
    boolean stops =
        switch (light) {
          case RED -> canStop(vehicle, distance, LAST_DECEL);
          case AMBER -> canStop(vehicle, distance, AMBER_DECEL);
          case GREEN -> false;
        };
    boolean held =
        !stops && canStop(vehicle, distance, LAST_DECEL) && isBlocked(vehicle, next.get());
    return stops || held ? Ahead.standing(distance + vehicle.driver().leastGap()) : Ahead.NOTHING;
  }

  private static boolean canStop(Vehicle vehicle, double distance, double decel) {
    double needed = vehicle.speed() * vehicle.speed() / (2 * decel);
    return needed <= Math.max(0, distance + BEFORE_LINE - .2);
  }

  private boolean isBlocked(Vehicle vehicle, Movement next) {
    Junction junction = vehicle.link().to().orElseThrow();
    return closed.contains(next.to().index())
        || walkers.getOrDefault(junction.index(), 0) > 0
        || isCrossedByOthers(junction, vehicle.link())
        || lacksRoom(vehicle, next);
  }

  private boolean isCrossedByOthers(Junction junction, Link own) {
    for (Link approach : junction.approaches()) {
      for (Movement movement : approach.movements()) {
        if (approach != own && (!occupancy.on(movement).isEmpty() || isTailIn(movement))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the last one who went this way still reaches into the junction. */
  private boolean isTailIn(Movement movement) {
    return occupancy
        .last(movement.to(), movement.toLane())
        .filter(last -> last.rear() < 0 && last.cameBy(movement))
        .isPresent();
  }

  private boolean lacksRoom(Vehicle vehicle, Movement next) {
    Optional<Vehicle> last = occupancy.last(next.to(), next.toLane());
    if (last.isEmpty() || last.get().speed() > ROLLING) {
      return false;
    }
    double taken =
        occupancy.on(next).stream().mapToDouble(v -> v.type().length() + ROOM_BEYOND).sum();
    return last.get().rear() - taken < vehicle.type().length() + ROOM_BEYOND;
  }
}
