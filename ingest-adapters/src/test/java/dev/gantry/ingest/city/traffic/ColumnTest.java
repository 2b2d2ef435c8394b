package dev.gantry.ingest.city.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.ingest.city.road.Link;
import dev.gantry.ingest.city.road.RoadNetwork;
import org.junit.jupiter.api.Test;

class ColumnTest {

  private static final Driver DRIVER = new Driver(.9, 1.4, 2, 1.5, 2, .2);

  private final Link link = RoadNetwork.grid(1, 2, 2).links().get(0);
  private final Column column = new Column();
  private final Vehicle first = vehicle(0, 0, 90);
  private final Vehicle second = vehicle(1, 1, 60);
  private final Vehicle third = vehicle(2, 0, 30);

  @Test
  void shouldPutTheForemostFirst() {
    third.startAt(70, 5);

    column.sort();

    assertThat(column).containsExactly(first, third, second);
    assertThat(column).extracting(column::rank).containsExactly(0, 1, 2);
  }

  @Test
  void shouldKeepTheOrderOfThoseAlongside() {
    second.startAt(30, 5);

    column.sort();

    assertThat(column).containsExactly(first, second, third);
  }

  @Test
  void shouldFindNeighboursInALane() {
    column.sort();

    assertThat(column.leader(third, 0)).isSameAs(first);
    assertThat(column.leader(third, 1)).isSameAs(second);
    assertThat(column.leader(second, 1)).isNull();
    assertThat(column.follower(first, 0)).isSameAs(third);
    assertThat(column.follower(second, 1)).isNull();
    assertThat(column.last(0)).isSameAs(third);
    assertThat(column.last(1)).isSameAs(second);
  }

  @Test
  void shouldKnowRanksThatChangedSinceTheyWereCounted() {
    column.sort();

    assertThat(column.remove(0)).isSameAs(first);

    assertThat(column.rank(second)).isZero();
    assertThat(column.rank(third)).isOne();
    assertThat(column.rank(first)).isNegative();
    assertThat(column.leader(third, 1)).isSameAs(second);
  }

  @Test
  void shouldTakeAsManyAsCome() {
    for (int number = 3; number < 40; number++) {
      vehicle(number, 0, 100 + number);
    }

    column.sort();

    assertThat(column).hasSize(40);
    assertThat(column.get(0).number()).isEqualTo(39);
    assertThatThrownBy(() -> column.get(40)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private Vehicle vehicle(int number, int lane, double place) {
    Vehicle vehicle = new Vehicle(number, VehicleType.SALOON, DRIVER, 0, link, lane);
    vehicle.startAt(place, 5);
    column.add(vehicle);
    return vehicle;
  }
}
