package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.CAMERA;
import static dev.gantry.topologies.testing.TestObjects.camera;
import static dev.gantry.topologies.testing.TestObjects.drive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.processor.KeptCamera;
import dev.gantry.topologies.processor.KeptStates;
import dev.gantry.topologies.processor.TrackedCamera;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A calibrated camera is turned, and looks back, while a car drives before it. */
class TurnedCameraTest {

  private static final int FRAMES = 28;
  private static final int TURNED = 10;
  private static final int BACK = 18;

  @TempDir Path stateDir;
  private RoleDriver tracking;

  @BeforeEach
  void start() {
    tracking = new RoleDriver(Role.TRACKING, stateDir, new FakeDefinitions().with(camera(CAMERA)));
  }

  @AfterEach
  void stop() {
    tracking.close();
  }

  @Test
  void shouldTellNothingInMetresWhileItIsTurned() {
    List<TrackUpdate> told = show(0, FRAMES);

    assertThat(told).extracting(TrackUpdate::getTrackId).containsOnly(told.get(0).getTrackId());
    assertThat(told)
        .allSatisfy(
            step -> assertThat(step.getCalibrated()).isEqualTo(!isTurned(step.getFrameSeq())))
        .filteredOn(step -> isTurned(step.getFrameSeq()))
        .hasSize(BACK - TURNED)
        .allMatch(step -> !step.getSpeedKnown() && step.getSegment().isEmpty())
        .allMatch(step -> step.getXM() == 0 && step.getLimitMps() == 0);
    assertThat(told.get(told.size() - 1).getSpeedKnown()).isTrue();
  }

  @Test
  void shouldTellTheSameWhenItIsStartedAnewMeanwhile() {
    List<TrackUpdate> whole = show(0, FRAMES);
    stop();
    start();
    List<TrackUpdate> parts = new ArrayList<>(show(0, TURNED + 3));
    byte[] stored = Objects.requireNonNull(cameras().load(CAMERA)).camera().toBytes();
    stop();
    start();
    cameras().save(CAMERA, new KeptCamera(TrackedCamera.fromBytes(stored)));
    parts.addAll(show(TURNED + 3, FRAMES));

    assertThat(withoutOrigins(parts)).isEqualTo(withoutOrigins(whole));
  }

  private List<TrackUpdate> show(int from, int to) {
    List<FrameDetections> frames = drive(CAMERA, 10, FRAMES, 0);
    frames.subList(from, to).forEach(this::show);
    List<TrackUpdate> told = new ArrayList<>(tracking.read(tracking.topics().vehicleTracks()));
    told.removeIf(step -> step.getState() == TrackState.WATCHED);
    return told;
  }

  private void show(FrameDetections frame) {
    tracking.write(
        tracking.topics().vehicleDetections(),
        FrameDetections.newBuilder(frame).setTurned(isTurned(frame.getFrameSeq())).build());
  }

  private static boolean isTurned(long seq) {
    return seq >= TURNED && seq < BACK;
  }

  private static List<TrackUpdate> withoutOrigins(List<TrackUpdate> steps) {
    return steps.stream()
        .map(step -> TrackUpdate.newBuilder(step).setOrigins(List.of()).build())
        .toList();
  }

  private KeptStates<KeptCamera> cameras() {
    @SuppressWarnings("unchecked")
    KeptStates<KeptCamera> cameras =
        (KeptStates<KeptCamera>)
            Objects.requireNonNull(
                tracking.driver().getAllStateStores().get(TrackingTopology.TRACKER_BY_CAMERA));
    return cameras;
  }
}
