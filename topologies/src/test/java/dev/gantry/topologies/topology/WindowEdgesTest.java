package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.START_US;
import static dev.gantry.topologies.testing.TestObjects.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.traffic.TrafficSettings;
import dev.gantry.domain.traffic.WindowSpan;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.config.TrafficConfig;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where windows begin and end, and how late is late, to the microsecond. */
class WindowEdgesTest {

  @TempDir Path stateDir;

  @ParameterizedTest(name = "{0} s every {1} s, at {2} us")
  @CsvSource({
    "10, 10, 9999999, 0",
    "10, 10, 10000000, 10",
    "10, 10, 10000001, 10",
    "30, 10, 9999999, -20 -10 0",
    "30, 10, 10000000, -10 0 10",
    "30, 10, 29999999, 0 10 20",
    "30, 10, 30000000, 10 20 30",
  })
  void shouldCountAVehicleInTheWindowsThatHoldItsEndAndInNoOther(
      int length, int every, long atUs, String starts) {
    try (RoleDriver traffic = traffic(length, every)) {
      write(traffic, "t1", atUs, TrackState.NEW, TrackState.END);
      passElsewhere(traffic, "t2", atUs + 3_000_000);
      passElsewhere(traffic, "t2", atUs + 100_000_000);

      Map<Long, Integer> counts = counts(traffic, WindowState.FINAL);
      assertThat(counts.keySet()).containsExactlyElementsOf(seconds(starts));
      assertThat(counts.values()).containsOnly(1);
    }
  }

  @ParameterizedTest(name = "{0} s every {1} s, {2} us behind")
  @CsvSource({
    "10, 10, 4999999, 0, true",
    "10, 10, 5000000, 0, true",
    "10, 10, 5000001, 0, false",
    "30, 10, 4999999, -20, true",
    "30, 10, 5000000, -20, true",
    "30, 10, 5000001, -20, false",
  })
  void shouldCorrectAWindowByWhatIsNoFartherBehindItsCameraThanTheGrace(
      int length, int every, long behindUs, long ended, boolean corrected) {
    long atUs = 9_999_999;
    try (RoleDriver traffic = traffic(length, every)) {
      write(traffic, "t1", atUs, TrackState.NEW, TrackState.END);
      write(traffic, "t2", atUs, TrackState.NEW);
      passElsewhere(traffic, "t3", atUs + behindUs);
      assertThat(counts(traffic, WindowState.FINAL)).containsExactly(Map.entry(ended, 1));

      write(traffic, "t2", atUs, TrackState.END);

      assertThat(counts(traffic, WindowState.CORRECTED))
          .isEqualTo(corrected ? Map.of(ended, 2) : Map.of());
      assertThat(traffic.counts().late()).isEqualTo(corrected ? 0 : 1);
    }
  }

  private RoleDriver traffic(int length, int every) {
    TrafficSettings usual = TrafficSettings.DEFAULT;
    TrafficSettings settings =
        new TrafficSettings(
            usual.pane(),
            List.of(new WindowSpan(Duration.ofSeconds(length), Duration.ofSeconds(every))),
            usual.settle(),
            usual.finalDelay(),
            usual.grace(),
            usual.retention(),
            usual.lag(),
            usual.idle(),
            usual.emptyFor());
    TrafficConfig traffic = TrafficConfig.DEFAULT;
    TopologiesConfig config = TopologiesConfig.DEFAULT;
    return new RoleDriver(
        Role.TRAFFIC,
        stateDir,
        new FakeDefinitions(),
        new TopologiesConfig(
            config.vision(),
            config.tracking(),
            new TrafficConfig(
                settings, traffic.vehicleLabels(), traffic.flushAfter(), traffic.queryRetention()),
            config.anomaly(),
            config.signIns(),
            config.alerting()));
  }

  private static void write(RoleDriver traffic, String id, long atUs, TrackState... states) {
    for (TrackState state : states) {
      traffic.write(traffic.topics().vehicleTracks(), step(id, atUs, state).build());
    }
  }

  /** Another vehicle, that is on no segment, shows how far the camera has come. */
  private static void passElsewhere(RoleDriver traffic, String id, long atUs) {
    traffic.write(
        traffic.topics().vehicleTracks(), step(id, atUs, TrackState.UPDATE).setSegment("").build());
  }

  private static TrackUpdate.Builder step(String id, long atUs, TrackState state) {
    return track(id, 0, state).setCapturedAtUs(START_US + atUs).setIngestedAtUs(START_US + atUs);
  }

  /** Vehicles in the windows that were told in a state, by when these start, seconds. */
  private static Map<Long, Integer> counts(RoleDriver traffic, WindowState state) {
    Map<Long, Integer> counts = new TreeMap<>();
    for (SpeedWindow window : traffic.read(traffic.topics().segmentSpeeds())) {
      if (window.getState() == state) {
        counts.put((window.getWindowStartUs() - START_US) / 1_000_000, window.getVehicleCount());
      }
    }
    return counts;
  }

  private static List<Long> seconds(String starts) {
    return List.of(starts.split(" ")).stream().map(Long::valueOf).toList();
  }
}
