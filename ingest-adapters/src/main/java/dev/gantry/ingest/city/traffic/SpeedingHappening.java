package dev.gantry.ingest.city.traffic;

import dev.gantry.ingest.city.road.Turn;
import java.util.List;
import java.util.Optional;

/** A driver with a free road drives far too fast, and brakes late. */
final class SpeedingHappening extends Happening {

  /** It counts when it lasts this long, s. */
  private static final double LEAST_SECONDS = 1;

  private static final double LEAST_SPEED = 4;
  private static final double FREE_METRES = 45;
  private static final double FROM_START_METRES = 30;

  private final List<Stretch> places;
  private final Occupancy occupancy;
  private final double share;
  private Optional<Vehicle> offender = Optional.empty();

  /**
   * @param places where it may be, not empty: the first good moment decides
   * @param share wanted speed as a share of the limit
   */
  SpeedingHappening(List<Stretch> places, Occupancy occupancy, double share) {
    super(RoadIncident.Kind.SPEEDING, places.get(0).link());
    this.places = places;
    this.occupancy = occupancy;
    this.share = share;
  }

  /** Has a vehicle be the one. */
  void tempt(Vehicle vehicle) {
    offender = Optional.of(vehicle);
    moveTo(vehicle.link());
    vehicle.wants(Turn.THROUGH);
    vehicle.behave(new Conduct.Speeding(share));
  }

  @Override
  void step(double now, double seconds) {
    if (offender.isEmpty()) {
      places.stream()
          .flatMap(place -> occupancy.on(place.link()).stream())
          .filter(this::suits)
          .findFirst()
          .ifPresent(this::tempt);
      return;
    }
    Vehicle vehicle = offender.get();
    boolean here = vehicle.link() == link() && vehicle.crossing() == null;
    boolean fast = vehicle.speed() > SpeedWatch.CLEAR_FROM * link().limitMps();
    if (fast && !hasBegun()) {
      begin(vehicle.id(), now);
    }
    measured(Math.max(measure(), vehicle.speed()));
    if (!here || (hasBegun() && !fast)) {
      vehicle.obey();
      offender = Optional.empty();
      finish(now);
    }
  }

  @Override
  void giveUp(double now) {
    offender.ifPresent(Vehicle::obey);
    super.giveUp(now);
  }

  private void finish(double now) {
    if (hasBegun() && now - begins() >= LEAST_SECONDS) {
      end(now);
    } else {
      startOver();
    }
  }

  private boolean suits(Vehicle vehicle) {
    double limit = vehicle.link().limitMps();
    return vehicle.isLawful()
        && vehicle.place() < FROM_START_METRES
        && vehicle.rear() > 0
        && vehicle.speed() > LEAST_SPEED
        && vehicle.type().topSpeed() > 2 * limit
        && occupancy.ahead(vehicle, vehicle.lane(), Optional.empty()).gap() > FREE_METRES;
  }
}
