package dev.gantry.ingest.city.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One vehicle that drives as fast as the test says. */
class SpeedWatchTest {

  private static final Driver DRIVER = new Driver(.9, 1.4, 2, 1.5, 2, .2);

  private final RoadNetwork network = RoadNetwork.grid(1, 3, 3);
  private final Link link = network.links().get(0);
  private final Occupancy occupancy = new Occupancy(network);
  private final SpeedWatch watch = new SpeedWatch(List.of(link), occupancy);
  private final Vehicle vehicle = new Vehicle(0, VehicleType.SALOON, DRIVER, 0, link, 0);
  private double now;

  @Test
  void shouldTellWhoIsFarTooFastForASecondAndForHowLong() {
    drive(.95, 2);
    drive(1.4, 3);
    drive(.9, 2);

    assertThat(watch.incidents())
        .singleElement()
        .satisfies(
            ride -> {
              assertThat(ride.kind()).isEqualTo(RoadIncident.Kind.SPEEDING);
              assertThat(ride.linkId()).isEqualTo(link.id());
              assertThat(ride.actorId()).isEqualTo(vehicle.id());
              assertThat(ride.clear()).isTrue();
              assertThat(ride.begins()).isCloseTo(2, within(.15));
              assertThat(ride.ends()).isCloseTo(5, within(.15));
              assertThat(ride.measure()).isCloseTo(1.4 * link.limitMps(), within(.01));
            });
  }

  @Test
  void shouldTellWhoIsLittleTooFastWithoutAskingThatHeBeFound() {
    drive(1.08, 5);
    drive(1.3, .5);

    assertThat(watch.incidents())
        .singleElement()
        .satisfies(
            ride -> {
              assertThat(ride.clear()).isFalse();
              assertThat(ride.ends()).isInfinite();
            });
  }

  @Test
  void shouldTellNothingOfWhoKeepsToTheLimit() {
    drive(1, 5);

    assertThat(watch.incidents()).isEmpty();
  }

  private void drive(double share, double seconds) {
    if (occupancy.on(link).isEmpty()) {
      occupancy.on(link).add(vehicle);
    }
    vehicle.startAt(20, share * link.limitMps());
    for (double until = now + seconds - 1e-9; now < until; now += City.STEP_SECONDS) {
      watch.step(now);
    }
  }
}
