package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is where: the vehicles of each link and each movement, the foremost first. */
final class Occupancy {

  /** Along this way into a junction the ways from one lane still lie upon each other, metres. */
  private static final double SHARED_METRES = 7;

  private final Column[] onLink;
  private final Column[] onMovement;
  private final List<List<Double>> obstacles = new ArrayList<>();

  /** By movement, all those that begin in the same lane. */
  private final Movement[][] beside;

  Occupancy(RoadNetwork network) {
    onLink = columns(network.links().size());
    onMovement = columns(network.movements().size());
    network.links().forEach(link -> obstacles.add(new ArrayList<>()));
    beside = new Movement[network.movements().size()][];
    for (Movement movement : network.movements()) {
      beside[movement.index()] =
          movement.from().movements(movement.fromLane()).toArray(new Movement[0]);
    }
  }

  private static Column[] columns(int count) {
    return Stream.generate(Column::new).limit(count).toArray(Column[]::new);
  }

  Column on(Link link) {
    return onLink[link.index()];
  }

  Column on(Movement movement) {
    return onMovement[movement.index()];
  }

  /** Places of a link at which all lanes are blocked, metres from its start. */
  List<Double> obstacles(Link link) {
    return obstacles.get(link.index());
  }

  /** Puts the foremost first again, everywhere. */
  void sort() {
    for (Column column : onLink) {
      column.sort();
    }
    for (Column column : onMovement) {
      column.sort();
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
    Ahead inSight = obstacleAhead(vehicle);
    Vehicle leader = on(vehicle.link()).leader(vehicle, lane);
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
    Column column = on(crossing);
    int rank = column.rank(vehicle);
    Ahead inSight = vehicle.place() < SHARED_METRES ? sharing(vehicle, crossing) : Ahead.NOTHING;
    return inSight.orCloser(
        rank > 0
            ? follow(column.get(rank - 1), -vehicle.place())
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

  /** Whether nobody is before a vehicle in its lane of its link. */
  boolean isForemost(Vehicle vehicle) {
    return on(vehicle.link()).leader(vehicle, vehicle.lane()) == null;
  }

  /** The next vehicle behind another in a lane of its link; null for none. */
  @Nullable Vehicle follower(Vehicle vehicle, int lane) {
    return on(vehicle.link()).follower(vehicle, lane);
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
      found = found.orCloser(sharing(toStopLine, on(movement)));
    }
    return found;
  }

  private static Ahead sharing(double toStopLine, Column crossing) {
    Ahead found = Ahead.NOTHING;
    for (int i = 0; i < crossing.size(); i++) {
      Vehicle vehicle = crossing.get(i);
      if (vehicle.rear() < SHARED_METRES) {
        found = found.orCloser(follow(vehicle, toStopLine));
      }
    }
    return found;
  }

  private Ahead sharing(Vehicle vehicle, Movement crossing) {
    Ahead found = Ahead.NOTHING;
    for (Movement movement : beside[crossing.index()]) {
      found = found.orCloser(sharing(vehicle, on(movement)));
    }
    return found;
  }

  private static Ahead sharing(Vehicle vehicle, Column crossing) {
    Ahead found = Ahead.NOTHING;
    for (int i = 0; i < crossing.size(); i++) {
      Vehicle other = crossing.get(i);
      boolean before = other.place() > vehicle.place() && other.rear() < SHARED_METRES;
      if (before && other != vehicle) {
        found = found.orCloser(follow(other, -vehicle.place()));
      }
    }
    return found;
  }

  /** The last one on a way across a junction, or else in the lane it leads to. */
  private Ahead across(Movement movement, double toStopLine) {
    Column crossing = on(movement);
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
    return on(link).last(lane);
  }
}
