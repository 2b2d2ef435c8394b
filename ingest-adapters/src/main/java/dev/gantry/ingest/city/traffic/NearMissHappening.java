package dev.gantry.ingest.city.traffic;

import java.util.List;
import java.util.Optional;

/**
 * A driver brakes hard for nothing; the one behind looks up at the last moment. Time to collision
 * is Hayward's: the gap over the difference of speeds (Near-miss determination, 1972).
 */
final class NearMissHappening extends Happening {

  /** Below this time to collision it is one, s: Swedish traffic conflict technique. */
  static final double COUNTS_BELOW = 1.5;

  private static final double LEAST_SPEED = 6;
  private static final double SLOWED = 2.5;
  private static final double LONGEST_SECONDS = 6;

  /** From where the leader begins to brake it goes on for so many metres. */
  private static final double GOES_ON_METRES = 12;

  private final List<Stretch> places;
  private final Occupancy occupancy;
  private Optional<Pair> pair = Optional.empty();
  private double since;

  /**
   * @param places where it may be, not empty: the first good moment decides
   */
  NearMissHappening(List<Stretch> places, Occupancy occupancy) {
    super(RoadIncident.Kind.NEAR_MISS, places.get(0).link());
    this.places = places;
    this.occupancy = occupancy;
  }

  /** Who brakes and who follows. */
  private record Pair(Vehicle leader, Vehicle follower) {

    void obey() {
      leader.obey();
      follower.obey();
    }

    double gap() {
      return leader.rear() - follower.place();
    }

    double timeToCollision() {
      double closing = follower.speed() - leader.speed();
      return closing > .1 ? gap() / closing : Double.POSITIVE_INFINITY;
    }
  }

  @Override
  void step(double now, double seconds) {
    if (pair.isEmpty()) {
      pair = places.stream().flatMap(place -> find(place).stream()).findFirst();
      pair.ifPresent(
          found -> {
            moveTo(found.leader.link());
            found.leader.behave(new Conduct.Braking());
            found.follower.behave(new Conduct.Distracted());
          });
      since = now;
      return;
    }
    Pair both = pair.get();
    double time = both.timeToCollision();
    if (time < COUNTS_BELOW) {
      if (!hasBegun()) {
        begin(both.follower.id(), both.leader.id(), now);
        measured(time);
      }
      measured(Math.min(measure(), time));
    }
    boolean slowed = both.follower.speed() < SLOWED;
    if (slowed || now - since > LONGEST_SECONDS) {
      release(both, now);
    }
  }

  @Override
  void giveUp(double now) {
    pair.ifPresent(Pair::obey);
    super.giveUp(now);
  }

  private void release(Pair both, double now) {
    both.obey();
    pair = Optional.empty();
    if (hasBegun()) {
      end(now);
    } else {
      startOver();
    }
  }

  private Optional<Pair> find(Stretch place) {
    List<Vehicle> vehicles = occupancy.on(place.link());
    for (Vehicle follower : vehicles) {
      if (isOrdinary(follower) && follower.rear() > 0) {
        for (Vehicle leader : vehicles) {
          var candidate = new Pair(leader, follower);
          if (leader.lane() == follower.lane() && suits(candidate, place)) {
            return Optional.of(candidate);
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean suits(Pair candidate, Stretch place) {
    Vehicle leader = candidate.leader;
    Vehicle follower = candidate.follower;
    return candidate.gap() > 6
        && candidate.gap() < 32
        && isOrdinary(leader)
        && place.holds(leader.rear())
        && place.holds(leader.place() + GOES_ON_METRES)
        && occupancy.ahead(follower, follower.lane(), Optional.empty()).gap() == candidate.gap();
  }

  private static boolean isOrdinary(Vehicle vehicle) {
    return vehicle.isLawful() && !vehicle.isChangingLane() && vehicle.speed() > LEAST_SPEED;
  }
}
