package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Movement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a driver changes lane: MOBIL. Kesting, Treiber, Helbing: General lane-changing model MOBIL
 * for car-following models, Transportation Research Record 1999 (2007), equations 2 and 5, with a
 * bias towards the lane from which the next turn is allowed.
 */
final class LaneChanges {

  /** Least advantage, m/s². */
  private static final double THRESHOLD = .25;

  /** Braking a lane change may force upon the new follower, m/s². */
  private static final double SAFE_DECEL = 2.5;

  /** Nobody swings out so soon after a junction, metres. */
  private static final double AFTER_JUNCTION_METRES = 6;

  /** A change is over so far before the stop line, metres. */
  private static final double BEFORE_STOP_LINE_METRES = 6;

  /** Below walking pace nobody changes, m/s: the car could not swing out. */
  private static final double LEAST_SPEED = 2.5;

  /** Free road wanted beside, metres. */
  private static final double LEAST_GAP = 3.5;

  /** Slower ones are stuck behind whoever is in the other lane, m/s. */
  private static final double STUCK_SPEED = .3;

  /** Share of the way into the other lane up to which nothing of a vehicle is in it. */
  private static final double HARDLY = .3;

  /** Who has so much more room in the lane he comes from goes back, metres. */
  private static final double ROOM_BACK = 8;

  private static final double TURN_BIAS = 2.5;
  private static final double TURN_METRES = 110;

  private final Occupancy occupancy;
  private final Ways ways;

  LaneChanges(Occupancy occupancy, Ways ways) {
    this.occupancy = occupancy;
    this.ways = ways;
  }

  /**
   * Changes the lane of a vehicle on a link when that is safe and worth it. Who has hardly swung
   * out and has to stop behind another goes back when there is room.
   */
  void consider(Vehicle vehicle) {
    if (isStuck(vehicle)) {
      vehicle.turnBack();
      return;
    }
    Link link = vehicle.link();
    boolean keeps =
        link.lanes() < 2
            || vehicle.isChangingLane()
            || vehicle.conduct().keepsLane()
            || vehicle.speed() < LEAST_SPEED
            || vehicle.rear() < AFTER_JUNCTION_METRES
            || vehicle.place() + vehicle.changeMetres() > link.length() - BEFORE_STOP_LINE_METRES;
    if (keeps) {
      return;
    }
    int other = 1 - vehicle.lane();
    if (isWorthIt(vehicle, other)) {
      vehicle.changeLane(other);
    }
  }

  private boolean isStuck(Vehicle vehicle) {
    return vehicle.changed() < HARDLY
        && vehicle.speed() < STUCK_SPEED
        && room(vehicle, vehicle.laneLeft()) > room(vehicle, vehicle.lane()) + ROOM_BACK;
  }

  private double room(Vehicle vehicle, int lane) {
    return occupancy.ahead(vehicle, lane, ways.next(vehicle, lane)).gap();
  }

  private boolean isWorthIt(Vehicle vehicle, int other) {
    Optional<Movement> here = ways.next(vehicle, vehicle.lane());
    Optional<Movement> there = ways.next(vehicle, other);
    Ahead aheadThere = occupancy.ahead(vehicle, other, there);
    Vehicle follower = occupancy.follower(vehicle, other);
    if (aheadThere.gap() < LEAST_GAP || !isSafe(vehicle, follower)) {
      return false;
    }
    double desired = vehicle.desired(vehicle.link().limitMps());
    double gain =
        acceleration(vehicle, desired, aheadThere)
            - acceleration(vehicle, desired, occupancy.ahead(vehicle, vehicle.lane(), here));
    double loss = follower == null ? 0 : lossOf(follower, vehicle, other);
    return gain - vehicle.driver().politeness() * loss + bias(vehicle, here, there) > THRESHOLD;
  }

  private static boolean isSafe(Vehicle vehicle, @Nullable Vehicle behind) {
    if (behind == null) {
      return true;
    }
    double gap = vehicle.rear() - behind.place();
    double desired = behind.desired(behind.link().limitMps());
    return gap > LEAST_GAP
        && acceleration(behind, desired, new Ahead(gap, vehicle.speed())) > -SAFE_DECEL;
  }

  private double lossOf(Vehicle behind, Vehicle changer, int lane) {
    double desired = behind.desired(behind.link().limitMps());
    double before =
        acceleration(behind, desired, occupancy.ahead(behind, lane, ways.next(behind, lane)));
    double gap = changer.rear() - behind.place();
    return Math.max(0, before - acceleration(behind, desired, new Ahead(gap, changer.speed())));
  }

  private static double acceleration(Vehicle vehicle, double desired, Ahead ahead) {
    return ahead.isNothing()
        ? Idm.free(vehicle.driver(), vehicle.speed(), desired)
        : Idm.behind(vehicle.driver(), vehicle.speed(), desired, ahead.gap(), ahead.speed());
  }

  private static double bias(Vehicle vehicle, Optional<Movement> here, Optional<Movement> there) {
    double toStopLine = vehicle.link().length() - vehicle.place();
    double urgency = Math.max(0, 1 - toStopLine / (TURN_METRES + 40));
    return TURN_BIAS * urgency * (wanted(vehicle, there) - wanted(vehicle, here));
  }

  private static int wanted(Vehicle vehicle, Optional<Movement> way) {
    return way.isPresent() && way.get().turn() == vehicle.turn() ? 1 : 0;
  }
}
