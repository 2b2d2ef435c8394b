package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Link;
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

  /** Where it begins; it goes on for some twenty metres, before the eyes of a camera. */
  private static final double FROM_START_METRES = 28;

  private static final double BEFORE_END_METRES = 52;

  private final Occupancy occupancy;
  private Optional<Pair> pair = Optional.empty();
  private double since;

  NearMissHappening(Link link, Occupancy occupancy) {
    super(RoadIncident.Kind.NEAR_MISS, link);
    this.occupancy = occupancy;
  }

  /** Who brakes and who follows. */
  private record Pair(Vehicle leader, Vehicle follower) {

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
      pair = find();
      pair.ifPresent(
          found -> {
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
        begin(both.follower.id(), now);
        measured(time);
      }
      measured(Math.min(measure(), time));
    }
    boolean slowed = both.follower.speed() < SLOWED;
    if (slowed || now - since > LONGEST_SECONDS) {
      release(both, now);
    }
  }

  private void release(Pair both, double now) {
    both.leader.obey();
    both.follower.obey();
    pair = Optional.empty();
    if (hasBegun()) {
      end(now);
    } else {
      startOver();
    }
  }

  private Optional<Pair> find() {
    List<Vehicle> vehicles = occupancy.on(link());
    for (Vehicle follower : vehicles) {
      for (Vehicle leader : vehicles) {
        var candidate = new Pair(leader, follower);
        if (leader.lane() == follower.lane() && suits(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private boolean suits(Pair candidate) {
    Vehicle leader = candidate.leader;
    Vehicle follower = candidate.follower;
    return candidate.gap() > 6
        && candidate.gap() < 32
        && leader.isLawful()
        && follower.isLawful()
        && !leader.isChangingLane()
        && !follower.isChangingLane()
        && leader.speed() > LEAST_SPEED
        && follower.speed() > LEAST_SPEED
        && follower.rear() > 0
        && leader.place() > FROM_START_METRES
        && leader.place() < link().length() - BEFORE_END_METRES
        && occupancy.ahead(follower, follower.lane(), Optional.empty()).gap() == candidate.gap();
  }
}
