package dev.gantry.ingest.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.geometry.Speeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrafficTest {

  private static final double LIMIT_KMH = 50;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 42, -7, Long.MAX_VALUE})
  void shouldNeverLetTwoVehiclesTouch(long seed) {
    // given
    var traffic = new Traffic(seed);
    for (double seconds = 0; seconds < 400; seconds += .5) {
      // when
      List<Vehicle> vehicles = traffic.at(seconds);
      // then
      for (int i = 0; i < vehicles.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertThat(apart(vehicles.get(i), vehicles.get(j), seconds)).isTrue();
        }
      }
    }
  }

  private static boolean apart(Vehicle a, Vehicle b, double seconds) {
    double lengths = (a.shape().length() + b.shape().length()) / 2;
    return a.laneX() != b.laneX()
        || Math.abs(a.middleY(seconds) - b.middleY(seconds)) > lengths + 5;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 42, -7, Long.MAX_VALUE})
  void shouldKeepTheRoadEmptyForTwoSecondsAndSpeedSoonAfter(long seed) {
    // given
    var truth = new SceneTruth(seed);
    // then
    IntStream.range(0, 20).forEach(seq -> assertThat(truth.frame(seq).vehicles()).isEmpty());
    Incident first = truth.incidentsBefore(100).get(0);
    assertThat(first.kind()).isEqualTo(Incident.Kind.SPEEDING);
    assertThat(truth.frame(36).vehicles())
        .filteredOn(vehicle -> vehicle.id().equals(first.vehicleId()))
        .allSatisfy(vehicle -> assertThat(vehicle.visibleShare()).isEqualTo(1))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 42, -7, Long.MAX_VALUE})
  void shouldHaveOneIncidentOfEachKindInEveryPeriod(long seed) {
    // when
    List<Incident> incidents =
        new SceneTruth(seed).incidentsBefore(10 * Scene.PERIOD.toSeconds() * Scene.FPS);
    // then
    assertThat(incidents).hasSize(20);
    for (int i = 0; i < incidents.size(); i++) {
      Incident incident = incidents.get(i);
      assertThat(incident.from().dividedBy(Scene.PERIOD)).isEqualTo(i / 2);
      assertThat(incident.kind())
          .isEqualTo(i % 2 == 0 ? Incident.Kind.SPEEDING : Incident.Kind.WRONG_WAY);
      assertThat(incident.speedKmh() > LIMIT_KMH)
          .isEqualTo(incident.kind() == Incident.Kind.SPEEDING);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 42, -7, Long.MAX_VALUE})
  void shouldKeepLawfulVehiclesBelowTheLimitAndOnTheirSide(long seed) {
    // given
    Map<String, Vehicle> vehicles = new HashMap<>();
    var traffic = new Traffic(seed);
    // when
    for (long cycle = 0; cycle < 10; cycle++) {
      traffic
          .plan(cycle)
          .forEach(vehicle -> assertThat(vehicles.put(vehicle.id(), vehicle)).isNull());
    }
    // then
    assertThat(vehicles.size()).isGreaterThan(60);
    assertThat(vehicles.values())
        .filteredOn(vehicle -> vehicle.incident().isEmpty())
        .allSatisfy(
            vehicle -> {
              assertThat(vehicle.speedKmh()).isBetween(35.0, LIMIT_KMH);
              assertThat(vehicle.northbound()).isEqualTo(vehicle.laneX() > 0);
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldMoveVehiclesByTheirSpeed(long seed) {
    // given
    var truth = new SceneTruth(seed);
    Map<String, VehicleTruth> before = new HashMap<>();
    for (long seq = 0; seq < 600; seq++) {
      Map<String, VehicleTruth> now = new HashMap<>();
      for (VehicleTruth vehicle : truth.frame(seq).vehicles()) {
        // when
        VehicleTruth last = before.get(vehicle.id());
        // then
        if (last != null) {
          double metres = vehicle.ground().distanceTo(last.ground());
          assertThat(Math.abs(Speeds.toKmh(metres * Scene.FPS) - vehicle.speedKmh()))
              .isLessThan(1e-6);
        }
        now.put(vehicle.id(), vehicle);
      }
      before = now;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldHardlyEverHideAVehicleThatIsLargeEnough(long seed) {
    // given
    var truth = new SceneTruth(seed);
    for (long seq = 0; seq < 1200; seq++) {
      for (VehicleTruth vehicle : truth.frame(seq).vehicles()) {
        boolean large = Math.min(vehicle.box().width(), vehicle.box().height()) >= 20;
        boolean cut = vehicle.box().bottom() >= Scene.HEIGHT - 1e-6;
        // then
        if (large && !cut) {
          assertThat(vehicle.visibleShare()).isGreaterThan(SceneScorer.MIN_VISIBLE_SHARE);
        }
      }
    }
  }
}
