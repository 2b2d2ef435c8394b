package dev.gantry.ingest.city.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.RoadNetwork;
import dev.gantry.ingest.city.road.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vehicles that are put on a link and stay there or move as the test says. */
class QueueWatchTest {

  private static final Driver DRIVER = new Driver(.9, 1.4, 2, 1.5, 2, .2);
  private static final double SECONDS_OVER = 90;

  private final RoadNetwork network = RoadNetwork.grid(1, 3, 3);
  private final Link link =
      network.links().stream().filter(each -> each.to().isPresent()).findFirst().orElseThrow();
  private final double cycle = Signal.cycleSeconds(link.to().orElseThrow().approaches().size());
  private final Occupancy occupancy = new Occupancy(network);
  private final QueueWatch watch = new QueueWatch(List.of(link), occupancy);
  private double now;

  @Test
  void shouldTellOfAQueueThatOutlastsTheLightsAndWhenItsFirstCameToAStand() {
    stand(3);
    pass(cycle + 5);

    assertThat(watch.incidents())
        .singleElement()
        .satisfies(
            queue -> {
              assertThat(queue.kind()).isEqualTo(RoadIncident.Kind.QUEUE);
              assertThat(queue.linkId()).isEqualTo(link.id());
              assertThat(queue.begins()).isCloseTo(0, within(1.0));
              assertThat(queue.ends()).isInfinite();
              assertThat(queue.measure()).isEqualTo(3);
            });
  }

  @Test
  void shouldTellNothingOfThoseWhoWaitForTheirTurn() {
    stand(8);
    pass(cycle - 2);
    drive();
    pass(5);

    assertThat(watch.incidents()).isEmpty();
  }

  @Test
  void shouldTellNothingOfTwoHoweverLongTheyStand() {
    stand(2);
    pass(5 * cycle);

    assertThat(watch.incidents()).isEmpty();
  }

  @Test
  void shouldCountAnewWhoHasMoved() {
    stand(3);
    pass(cycle - 5);
    drive();
    pass(2);
    stopAll();
    pass(cycle - 5);

    assertThat(watch.incidents()).isEmpty();
  }

  @Test
  void shouldTakeForOneQueueWhatStandsForTooLongAgainWhileTheOthersMove() {
    // given a queue whose first stays, with two more again before it is over
    stand(3);
    pass(cycle + 5);
    occupancy.on(link).stream().skip(1).forEach(vehicle -> vehicle.startAt(vehicle.place(), 3));
    pass(SECONDS_OVER / 2);
    stopAll();
    pass(5);

    assertThat(watch.incidents())
        .singleElement()
        .satisfies(queue -> assertThat(queue.ends()).isInfinite());
  }

  @Test
  void shouldEndAQueueWhenItWasLastSo() {
    stand(4);
    pass(cycle + 20);
    drive();
    pass(SECONDS_OVER + 3);

    assertThat(watch.incidents())
        .singleElement()
        .satisfies(queue -> assertThat(queue.ends()).isCloseTo(cycle + 20, within(1.5)));
  }

  private void stand(int vehicles) {
    List<Vehicle> here = occupancy.on(link);
    for (int i = 0; i < vehicles; i++) {
      int number = here.size();
      Vehicle vehicle = new Vehicle(number, VehicleType.SALOON, DRIVER, 0, link, 0);
      vehicle.startAt(link.length() - 8 * number, 0);
      here.add(vehicle);
    }
  }

  private void drive() {
    occupancy.on(link).forEach(vehicle -> vehicle.startAt(vehicle.place(), 3));
  }

  private void stopAll() {
    occupancy.on(link).forEach(vehicle -> vehicle.startAt(vehicle.place(), 0));
  }

  private void pass(double seconds) {
    for (double until = now + seconds; now < until; now += City.STEP_SECONDS) {
      watch.step(now);
    }
  }
}
