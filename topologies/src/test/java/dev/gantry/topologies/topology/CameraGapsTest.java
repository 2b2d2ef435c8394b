package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.track;
import static dev.gantry.topologies.testing.TestObjects.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import dev.gantry.topologies.testing.TestObjects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A camera falls silent for a while of event time, and vehicles were in view until it did. */
class CameraGapsTest {

  @TempDir Path stateDir;
  private RoleDriver traffic;

  @BeforeEach
  void start() {
    FakeDefinitions definitions = new FakeDefinitions().with(TestObjects.camera("bridge"));
    traffic = new RoleDriver(Role.TRAFFIC, stateDir, definitions);
  }

  @AfterEach
  void stop() {
    traffic.close();
  }

  @ParameterizedTest
  @MethodSource("gaps")
  void shouldCountTheLastVehicleBeforeAGapInEachWindowThatItEndedIn(
      double endsAt, double gapSeconds, TrackState then) {
    write("bridge", "t1", endsAt - 1.5, TrackState.NEW);
    write("bridge", "t1", endsAt, TrackState.UPDATE);
    write("bridge", "t1", endsAt, TrackState.END);

    for (int second = 0; second < 140; second++) {
      write("bridge", "", endsAt + gapSeconds + second, then);
    }

    assertThat(ended(endsAt, 10)).isEqualTo(1);
    assertThat(ended(endsAt, 60)).isEqualTo(1);
    assertThat(traffic.counts().late()).isZero();
    assertThat(traffic.deadLetters()).isEmpty();
  }

  static Stream<Arguments> gaps() {
    return Stream.of(TrackState.WATCHED, TrackState.NEW)
        .flatMap(
            then ->
                Stream.of(59.1, 59.9, 60.3, 64.2)
                    .flatMap(
                        endsAt ->
                            Stream.of(30.0, 61.0, 90.0, 400.0, 3_600.0, 200_000.0)
                                .map(gap -> Arguments.of(endsAt, gap, then))));
  }

  private void write(String camera, String track, double at, TrackState state) {
    String id = track.isEmpty() && state == TrackState.NEW ? "at" + at : track;
    traffic.write(
        traffic.topics().vehicleTracks(),
        track(id, at, state)
            .setCameraId(camera)
            .setSegment(state == TrackState.WATCHED ? "" : TestObjects.SEGMENT)
            .build());
  }

  private final List<SpeedWindow> told = new ArrayList<>();

  /** How many vehicles the window of a length that holds a time has when it is final. */
  private int ended(double at, int seconds) {
    told.addAll(traffic.read(traffic.topics().segmentSpeeds()));
    long startUs = us(Math.floor(at / seconds) * seconds);
    return told.stream()
        .filter(window -> window.getState() == WindowState.FINAL)
        .filter(window -> window.getWindowStartUs() == startUs)
        .filter(window -> window.getWindowEndUs() == startUs + seconds * 1_000_000L)
        .mapToInt(SpeedWindow::getVehicleCount)
        .sum();
  }
}
