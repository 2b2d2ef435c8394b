package dev.gantry.ingest.city.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.Pose;
import dev.gantry.ingest.city.road.RoadNetwork;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A vehicle that swings out behind one that comes to a stand in the other lane. */
class LaneChangesTest {

  private static final Driver DRIVER = new Driver(.9, 1.4, 2, 1.5, 2, .2);

  private final RoadNetwork network = RoadNetwork.grid(1, 3, 3);
  private final Link link =
      network.links().stream().filter(each -> each.lanes() == 2).findFirst().orElseThrow();
  private final Occupancy occupancy = new Occupancy(network);
  private final LaneChanges changes = new LaneChanges(occupancy, new Ways(network));
  private final Vehicle stands = vehicle(0, 1, 60);
  private final Vehicle behind = vehicle(1, 0, 50);

  @Test
  void shouldGoBackWhenHardlySwungOut() {
    behind.changeLane(1);
    behind.startAt(53, 0);
    Pose before = behind.pose();

    changes.consider(behind);

    assertThat(behind.lane()).isZero();
    Pose after = behind.pose();
    assertThat(StrictMath.hypot(after.x() - before.x(), after.y() - before.y())).isLessThan(1e-6);
    behind.startAt(80, 5);
    behind.move(.1);
    assertThat(behind.isChangingLane()).isFalse();
  }

  @Test
  void shouldStayWhenHalfInTheOtherLane() {
    behind.startAt(40, 0);
    behind.changeLane(1);
    behind.startAt(53, 0);

    changes.consider(behind);

    assertThat(behind.lane()).isOne();
  }

  @Test
  void shouldStayWhereTheOtherLaneIsBlockedToo() {
    vehicle(2, 0, 62);
    behind.changeLane(1);
    behind.startAt(53, 0);

    changes.consider(behind);

    assertThat(behind.lane()).isOne();
    assertThat(stands.isChangingLane()).isFalse();
  }

  @Test
  void shouldGetByWhoStandsInTheLaneItLeavesOnceThereIsRoom() {
    Vehicle broken = vehicle(3, 0, 62);
    behind.changeLane(1);
    stands.startAt(90, 0);
    occupancy.sort();

    behind.startAt(61, 0);
    assertThat(behind.getsBy(broken)).as("half in the other lane").isFalse();
    assertThat(occupancy.ahead(behind, 0, Optional.empty()).gap()).isLessThan(5);
    behind.startAt(67, 0);
    broken.startAt(75, 0);
    occupancy.sort();
    assertThat(behind.getsBy(broken)).as("nearly in the other lane").isTrue();
    assertThat(occupancy.ahead(behind, 0, Optional.empty()).gap()).isGreaterThan(15);
    assertThat(behind.getsBy(stands)).as("in the lane it goes to").isFalse();
  }

  private Vehicle vehicle(int number, int lane, double place) {
    Vehicle vehicle = new Vehicle(number, VehicleType.SALOON, DRIVER, 0, link, lane);
    vehicle.startAt(place, 0);
    occupancy.on(link).add(vehicle);
    occupancy.sort();
    return vehicle;
  }
}
