package dev.gantry.ingest.city.traffic;

import java.util.Optional;

/**
 * A vehicle breaks down in its lane, far from the lights and with free road before it, and goes on
 * after a while.
 */
final class StoppedHappening extends Happening {

  private static final double STANDING = .3;
  private static final double FROM_ENDS_METRES = 35;

  /** From where somebody looks to its front: it is seen whole. */
  private static final double SEEN_METRES = 6;

  /** From its front to where nobody looks any more: the road before it is seen to be free. */
  private static final double AHEAD_METRES = 12;

  /** Who stands closer behind another may wait for him. */
  private static final double FREE_METRES = 30;

  /** It is told to stop when it is so far from the place, metres, or less. */
  private static final double TOLD_METRES = 40;

  private static final double PRECISION_METRES = 5;

  private final double place;
  private final Occupancy occupancy;
  private final double lasting;
  private Optional<Vehicle> broken = Optional.empty();

  /**
   * @param where somebody looks
   * @param share where in it the vehicle comes to a stand, 0 to 1
   * @param lasting how long it stands, seconds
   */
  StoppedHappening(Stretch where, double share, Occupancy occupancy, double lasting) {
    super(RoadIncident.Kind.STOPPED_VEHICLE, where.link());
    this.place = place(where, share);
    this.occupancy = occupancy;
    this.lasting = lasting;
  }

  private static double place(Stretch where, double share) {
    double from = where.from() + SEEN_METRES;
    double place = from + share * (where.to() - AHEAD_METRES - from);
    double last = where.link().length() - FROM_ENDS_METRES;
    return Math.max(FROM_ENDS_METRES, Math.min(last, place));
  }

  @Override
  void step(double now, double seconds) {
    if (broken.isEmpty()) {
      broken = occupancy.on(link()).stream().filter(this::suits).findFirst();
      broken.ifPresent(v -> v.behave(new Conduct.Stopped(place)));
      return;
    }
    Vehicle vehicle = broken.get();
    if (!hasBegun()) {
      if (vehicle.speed() < STANDING) {
        stand(vehicle, now);
      }
    } else if (now - begins() >= lasting) {
      vehicle.obey();
      if (vehicle.speed() > STANDING) {
        measured(now - begins());
        end(now);
      }
    }
  }

  private void stand(Vehicle vehicle, double now) {
    if (gap(vehicle) < FREE_METRES) {
      vehicle.obey();
      broken = Optional.empty();
    } else if (Math.abs(vehicle.place() - place) < PRECISION_METRES) {
      begin(vehicle.id(), now);
    }
  }

  private double gap(Vehicle vehicle) {
    return occupancy.ahead(vehicle, vehicle.lane(), Optional.empty()).gap();
  }

  @Override
  void giveUp(double now) {
    broken.ifPresent(Vehicle::obey);
    super.giveUp(now);
  }

  private static double stoppingMetres(Vehicle vehicle) {
    return vehicle.speed() * vehicle.speed() / (2 * vehicle.driver().comfortDecel()) + 4;
  }

  private boolean suits(Vehicle vehicle) {
    double way = place - vehicle.place();
    return vehicle.isLawful()
        && !vehicle.isChangingLane()
        && vehicle.speed() > 4
        && vehicle.rear() > 0
        && way > stoppingMetres(vehicle)
        && way < stoppingMetres(vehicle) + TOLD_METRES
        && gap(vehicle) > FREE_METRES / 2;
  }
}
