package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.tracking.TrackStep.GroundMotion;
import dev.gantry.domain.tracking.TrackStep.Phase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A camera looks elsewhere for a while, and says so. */
class TurnedCameraTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(TestRoad.geometry());
  private static final int FRAMES_A_SECOND = 10;
  private static final double MPS = 5;

  @Test
  void shouldTellNothingThatRestsOnWhereACameraLooksWhileItLooksElsewhere() {
    List<TrackStep> steps = track(driving(), 2, 4, 8);

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(between(steps, 0, 2)).isNotEmpty().allMatch(step -> step.segment().isPresent());
    assertThat(between(steps, 2, 4))
        .hasSize(2 * FRAMES_A_SECOND)
        .allMatch(step -> step.ground().isEmpty() && step.segment().isEmpty())
        .allMatch(step -> !step.wrongWay() && step.passage().lane() == 0);
    assertThat(between(steps, 2.5, 4))
        .as("zones are left with inertia, as always")
        .isNotEmpty()
        .allMatch(step -> step.zones().isEmpty());
    assertThat(between(steps, 4, 8)).allMatch(step -> step.segment().equals(Optional.of("up")));
  }

  @Test
  void shouldMeasureASpeedByWhatIsSeenOnceItLooksBack() {
    List<TrackStep> steps = track(driving(), 2, 4, 8);

    List<Double> after =
        between(steps, 4, 8).stream().flatMap(step -> speedOf(step).stream()).toList();
    assertThat(after).hasSizeGreaterThan(3 * FRAMES_A_SECOND);
    assertThat(after).allSatisfy(mps -> assertThat(mps).isCloseTo(MPS, within(.3)));
    assertThat(between(steps, 4, 4.3)).allMatch(step -> speedOf(step).isEmpty());
    assertThat(speedOf(TestScene.last(steps)).orElseThrow()).isCloseTo(MPS, within(.3));
  }

  @Test
  void shouldEndOneThatWasLostByTheTurnWithTheSpeedItHadBefore() {
    TestScene scene =
        new TestScene(1).object("car", 0, 3, t -> TestRoad.vehicleAt(2.5, 15 + MPS * t));

    TrackStep end = TestScene.last(track(scene, 3, 8, 8));

    assertThat(end.phase()).isEqualTo(Phase.END);
    assertThat(end.segment()).contains("up");
    assertThat(speedOf(end).orElseThrow()).isCloseTo(MPS, within(.3));
  }

  @Test
  void shouldKnowThatOneHasStoodAllTheTimeWhoStandsThereBeforeAndAfter() {
    TestScene scene =
        new TestScene(2).object("car", 0, 60, t -> t < 10 || t >= 25 ? standing() : away());

    List<TrackStep> steps = track(scene, 10, 25, 40);

    assertThat(TestScene.last(steps).passage().stoppedSeconds()).isCloseTo(40, within(1.0));
  }

  @Test
  void shouldNotTakeOneForAnotherWhoStoodAtThatPlaceInAnotherView() {
    TestScene scene =
        new TestScene(3)
            .object("car", 10, 25, t -> standing())
            .object("car", 28, 40, t -> standing());

    List<TrackStep> steps = track(scene, 10, 25, 40);

    assertThat(TestScene.byTrack(steps)).hasSize(2);
    assertThat(TestScene.last(steps).passage().stoppedSeconds()).isCloseTo(12, within(1.0));
  }

  @Test
  void shouldGoOnFromWhatWasStoredAsIfNothingHadBeen() {
    List<DetectedFrame> frames = frames(driving(), 2, 4, 8);

    List<TrackStep> stored =
        TestScene.track(frames, ROAD, state -> TrackerState.fromBytes(state.toBytes()));

    assertThat(stored).isEqualTo(TestScene.track(frames, ROAD));
  }

  /** Half its width to the side while the camera is turned, so that it is still the same track. */
  private static TestScene driving() {
    return new TestScene(4)
        .object(
            "car",
            0,
            8,
            t -> {
              Box box = TestRoad.vehicleAt(2.5, 12 + MPS * t);
              double aside = t < 2 || t >= 4 ? 0 : box.width() / 2;
              return new Box(box.x() - aside, box.y(), box.width(), box.height());
            });
  }

  private static Box standing() {
    return TestRoad.vehicleAt(2.5, 25);
  }

  private static Box away() {
    return TestRoad.vehicleAt(-400, 25);
  }

  private static List<TrackStep> track(TestScene scene, double from, double to, double seconds) {
    return TestScene.track(frames(scene, from, to, seconds), ROAD);
  }

  private static List<DetectedFrame> frames(
      TestScene scene, double from, double to, double seconds) {
    return scene.frames(FRAMES_A_SECOND, seconds).stream()
        .map(frame -> turned(frame, from * FRAMES_A_SECOND, to * FRAMES_A_SECOND))
        .toList();
  }

  private static DetectedFrame turned(DetectedFrame frame, double from, double to) {
    return new DetectedFrame(
        frame.cameraId(),
        frame.streamEpoch(),
        frame.frameSeq(),
        frame.capturedAt(),
        frame.width(),
        frame.height(),
        frame.frameSeq() >= from && frame.frameSeq() < to,
        frame.detections());
  }

  private static List<TrackStep> between(List<TrackStep> steps, double from, double to) {
    Set<Phase> told = Set.of(Phase.NEW, Phase.UPDATE);
    return steps.stream()
        .filter(step -> told.contains(step.phase()))
        .filter(step -> step.frameSeq() >= from * FRAMES_A_SECOND)
        .filter(step -> step.frameSeq() < to * FRAMES_A_SECOND)
        .toList();
  }

  private static Optional<Double> speedOf(TrackStep step) {
    return step.ground().flatMap(GroundMotion::speed).map(TrackStep.Speed::mps);
  }
}
