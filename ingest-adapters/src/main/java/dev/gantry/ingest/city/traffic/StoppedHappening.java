package dev.gantry.ingest.city.traffic;

import java.util.Optional;

/** A vehicle breaks down in its lane, far from the lights, and goes on after a while. */
final class StoppedHappening extends Happening {

  private static final double STANDING = .3;
  private static final double FROM_ENDS_METRES = 35;

  private final Stretch where;
  private final Occupancy occupancy;
  private final double lasting;
  private Optional<Vehicle> broken = Optional.empty();

  /**
   * @param where it comes to a stand
   * @param lasting how long it stands, seconds
   */
  StoppedHappening(Stretch where, Occupancy occupancy, double lasting) {
    super(RoadIncident.Kind.STOPPED_VEHICLE, where.link());
    this.where = where;
    this.occupancy = occupancy;
    this.lasting = lasting;
  }

  @Override
  void step(double now, double seconds) {
    if (broken.isEmpty()) {
      broken = occupancy.on(link()).stream().filter(this::suits).findFirst();
      broken.ifPresent(v -> v.behave(new Conduct.Stopped(v.place() + stoppingMetres(v))));
      return;
    }
    Vehicle vehicle = broken.get();
    if (!hasBegun()) {
      if (vehicle.speed() < STANDING) {
        begin(vehicle.id(), now);
      }
    } else if (now - begins() >= lasting) {
      vehicle.obey();
      if (vehicle.speed() > STANDING) {
        measured(now - begins());
        end(now);
      }
    }
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
    double stop = vehicle.place() + stoppingMetres(vehicle);
    return vehicle.isLawful()
        && !vehicle.isChangingLane()
        && vehicle.speed() > 4
        && vehicle.rear() > 0
        && where.holds(stop)
        && stop - vehicle.type().length() > FROM_ENDS_METRES
        && stop < link().length() - FROM_ENDS_METRES;
  }
}
