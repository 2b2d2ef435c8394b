package dev.gantry.topologies.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.gantry.domain.camera.Direction;
import dev.gantry.domain.traffic.InputRun;
import dev.gantry.domain.traffic.Partial;
import dev.gantry.domain.traffic.Presence;
import dev.gantry.domain.traffic.VehicleGroup;
import dev.gantry.domain.traffic.VehicleSums;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.VehicleGroupSums;
import dev.gantry.topologies.testing.TestObjects;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficRecordsTest {

  private static final long PANE_US = 1_000_000;

  @Test
  void shouldKeepTheTimesOfAllGroups() {
    SegmentPartial record = partial(cars(400_000, 300_000, 3.25)).build();

    Partial partial = TrafficRecords.toPartial(record, PANE_US);

    assertThat(times(partial))
        .containsExactly(
            entry(
                new VehicleGroup("car", Direction.ALONG),
                new Presence(400_000, 300_000, 3_250_000)));
    assertThat(TrafficRecords.toRecord(partial, "vehicle-tracks").getGroups())
        .isEqualTo(record.getGroups());
  }

  @Test
  void shouldTakeTheTimeOfAPartialWithoutGroupTimesForThatOfNoKnownClass() {
    SegmentPartial record = partial(cars(0, 0, 0)).build();

    Partial partial = TrafficRecords.toPartial(record, PANE_US);

    assertThat(partial.sums().groups().all().vehicles()).isEqualTo(1);
    assertThat(times(partial))
        .containsEntry(
            new VehicleGroup("object", Direction.UNKNOWN),
            new Presence(400_000, 300_000, 3_250_000));
    SegmentPartial again = TrafficRecords.toRecord(partial, "vehicle-tracks");
    assertThat(again.getPresenceUs()).isEqualTo(record.getPresenceUs());
    assertThat(again.getTimedUs()).isEqualTo(record.getTimedUs());
    assertThat(again.getTravelledM()).isEqualTo(record.getTravelledM());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 125.1, 400, 1e300, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldNotTakeASpeedThatNobodyOnARoadHas(double mps) {
    assertThat(speed(mps)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 13.9, 70, 125})
  void shouldTakeASpeedThatSomebodyMayHave(double mps) {
    assertThat(speed(mps)).hasValue(mps);
  }

  private static OptionalDouble speed(double mps) {
    TrackUpdate update = TestObjects.track("t1", 1, TrackState.UPDATE).setSpeedMps(mps).build();
    return TrafficRecords.toPoint(update, Set.of("car"), InputRun.of(0, 1)).speedMps();
  }

  private static Map<VehicleGroup, Presence> times(Partial partial) {
    Map<VehicleGroup, Presence> times = new TreeMap<>();
    Map<VehicleGroup, VehicleSums> sums = partial.sums().groups().sums();
    sums.forEach((group, its) -> times.put(group, its.presence()));
    return times;
  }

  private static SegmentPartial.Builder partial(VehicleGroupSums cars) {
    return SegmentPartial.newBuilder()
        .setSegmentId("harbour-rd")
        .setCameraId("bridge")
        .setPaneLengthUs(PANE_US)
        .setRevision(3)
        .setPresenceUs(400_000)
        .setTimedUs(300_000)
        .setTravelledM(3.25)
        .setGroups(List.of(cars));
  }

  private static VehicleGroupSums cars(long presenceUs, long timedUs, double travelledM) {
    return VehicleGroupSums.newBuilder()
        .setLabel("car")
        .setDirection("along")
        .setVehicleCount(1)
        .setPresenceUs(presenceUs)
        .setTimedUs(timedUs)
        .setTravelledM(travelledM)
        .build();
  }
}
