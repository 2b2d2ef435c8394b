package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraDefinition.Zone;
import dev.gantry.domain.camera.CameraGeometry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandingTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(TestRoad.geometry());

  @ParameterizedTest
  @ValueSource(doubles = {15, 25, 40, 55})
  void shouldTellHowLongOneHasStoodHoweverItsBoxTrembles(double place) {
    TestScene scene =
        new TestScene(1)
            .object("car", 0, 40, t -> TestRoad.vehicleAt(2.5, place - 8 + 4 * Math.min(t, 2)))
            .detector(0.03, 0.04, 0);

    List<TrackStep> steps = TestScene.track(scene.frames(10, 40), ROAD);

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(steps.stream().filter(step -> secondsOf(step) < 2)).allMatch(this::moves);
    assertThat(steps.stream().filter(step -> secondsOf(step) > 6)).noneMatch(this::moves);
    assertThat(TestScene.last(steps).passage().stoppedSeconds()).isCloseTo(38, within(1.5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 4, 12})
  void shouldTellOfNoStandWhileOneMoves(double mps) {
    TestScene scene =
        new TestScene(2)
            .object("car", 0, 20, t -> TestRoad.vehicleAt(2.5, 12 + mps * t))
            .detector(0.02, 0.04, 0);

    assertThat(TestScene.track(scene.frames(10, 20), ROAD)).isNotEmpty().allMatch(this::moves);
  }

  @Test
  void shouldMoveAgainSoonAfterSettingOut() {
    TestScene scene =
        new TestScene(3)
            .object("car", 0, 30, t -> TestRoad.vehicleAt(2.5, 20 + 4 * Math.max(0, t - 20)))
            .detector(0.01, 0, 0);

    List<TrackStep> steps = TestScene.track(scene.frames(10, 24), ROAD);

    assertThat(steps.stream().filter(step -> secondsOf(step) > 3 && secondsOf(step) < 20))
        .noneMatch(this::moves);
    assertThat(steps.stream().filter(step -> secondsOf(step) > 21)).allMatch(this::moves);
  }

  @Test
  void shouldGoOnCountingWhenTheCameraWasAwayForAWhile() {
    TestScene scene =
        new TestScene(4)
            .object("car", 0, 60, t -> TestRoad.vehicleAt(2.5, 20 + 4 * Math.min(t, 2)))
            .detector(0.01, 0, 0);
    List<DetectedFrame> frames =
        scene.frames(10, 50).stream()
            .filter(f -> f.frameSeq() < 100 || f.frameSeq() > 280)
            .toList();

    List<TrackStep> steps = TestScene.track(frames, ROAD);

    assertThat(TestScene.byTrack(steps)).hasSize(2);
    assertThat(TestScene.last(steps).passage().stoppedSeconds()).isCloseTo(48, within(1.0));
  }

  @Test
  void shouldGoOnCountingWhereABoxFarAwayLeansToOneSideAtFirst() {
    TestScene scene =
        new TestScene(4)
            .object("car", 0, 60, t -> TestRoad.vehicleAt(2.5, t > 33 && t < 34.6 ? 56.8 : 55))
            .detector(0.01, 0, 0);
    List<DetectedFrame> frames =
        scene.frames(10, 50).stream()
            .filter(f -> f.frameSeq() < 150 || f.frameSeq() > 330)
            .toList();

    List<TrackStep> steps = TestScene.track(frames, ROAD);

    assertThat(TestScene.byTrack(steps)).hasSize(2);
    assertThat(TestScene.last(steps).passage().stoppedSeconds()).isCloseTo(50, within(1.0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.3, 0.3})
  void shouldNeitherEnterNorLeaveWhereItStandsAtTheEdge(double beyond) {
    CameraDefinition plain = TestRoad.definition(1, 1);
    CameraDefinition cut =
        new CameraDefinition(
            plain.id(),
            1,
            plain.site(),
            plain.source(),
            plain.calibration(),
            List.of(TestRoad.segmentUntil("up", 0, 5, 0, 50)),
            List.of(new Zone("near", TestRoad.pixels(-5, 5, 50), Optional.empty())),
            List.of(),
            Optional.empty());
    TestScene scene =
        new TestScene(8)
            .object("car", 0, 40, t -> TestRoad.vehicleAt(2.5, 42 + beyond + 4 * Math.min(t, 2)))
            .detector(0.03, 0, 0);

    List<TrackStep> standing =
        TestScene.track(scene.frames(10, 40), Optional.of(CameraGeometry.of(cut))).stream()
            .filter(step -> secondsOf(step) > 8)
            .toList();

    boolean inside = beyond < 0;
    assertThat(standing).allMatch(step -> step.segment().isPresent() == inside);
    assertThat(standing).allMatch(step -> step.zones().contains("near") == inside);
  }

  @Test
  void shouldTellOfOneInTheWayThatHasBegunToGoAround() {
    TestScene scene =
        new TestScene(9)
            .object("car", 0, 8, t -> TestRoad.vehicleAt(1.2, 20))
            .object("car", 0, 8, t -> TestRoad.vehicleAt(3.6, 27));

    List<TrackStep> steps = TestScene.track(scene.frames(10, 8), ROAD);

    assertThat(steps.stream().filter(step -> step.frameSeq() == 70))
        .anySatisfy(behind -> assertThat(behind.passage().aheadMetres()).isCloseTo(7, within(1.0)));
  }

  @Test
  void shouldCountWithoutACalibrationToo() {
    TestScene scene =
        new TestScene(6)
            .object("car", 0, 30, t -> TestRoad.vehicleAt(2.5, 12 + 4 * Math.min(t, 2)))
            .detector(0.02, 0, 0);

    List<TrackStep> steps = TestScene.track(scene.frames(10, 30));

    assertThat(steps.stream().filter(step -> secondsOf(step) < 2)).allMatch(this::moves);
    assertThat(TestScene.last(steps).passage().stoppedSeconds()).isCloseTo(28, within(1.0));
  }

  @Test
  void shouldTellHowFarTheRoadBeforeOneThatStandsIsFree() {
    TestScene scene =
        new TestScene(7)
            .object("car", 0, 12, t -> TestRoad.vehicleAt(2.5, 12 + 4 * Math.min(t, 2)))
            .object("car", 0, 12, t -> TestRoad.vehicleAt(2.5, 35 + 4 * Math.min(t, 2)))
            .object("car", 0, 12, t -> TestRoad.vehicleAt(-2.5, 33 - 4 * Math.min(t, 2)))
            .detector(0.01, 0, 0);

    List<TrackStep> steps = TestScene.track(scene.frames(10, 12), ROAD);

    List<Passage> last =
        steps.stream()
            .filter(step -> step.frameSeq() == 119 && step.phase() == TrackStep.Phase.UPDATE)
            .map(TrackStep::passage)
            .toList();
    assertThat(last).hasSize(3);
    assertThat(last)
        .anySatisfy(
            behind -> {
              assertThat(behind.behindVehicle()).isTrue();
              assertThat(behind.aheadMetres()).isCloseTo(23, within(1.0));
            })
        .anySatisfy(
            first -> {
              assertThat(first.behindVehicle()).isFalse();
              assertThat(first.aheadMetres()).isGreaterThan(40);
            })
        .anySatisfy(
            oncoming -> {
              assertThat(oncoming.behindVehicle()).isFalse();
              assertThat(oncoming.aheadMetres()).isCloseTo(15, within(3.0));
            });
    assertThat(steps.stream().filter(step -> secondsOf(step) < 2).map(TrackStep::passage))
        .allMatch(passage -> passage.aheadMetres() == 0 && !passage.behindVehicle());
  }

  @Test
  void shouldTakeNobodyWhoDrivesByForOneThatHoldsItUp() {
    TestScene scene =
        new TestScene(10)
            .object("car", 0, 12, t -> TestRoad.vehicleAt(1.2, 20))
            .object("truck", 4, 9, t -> TestRoad.truckAt(3.5, 10 + 9 * (t - 4)))
            .detector(0.01, 0, 0);

    List<TrackStep> steps = TestScene.track(scene.frames(10, 12), ROAD);

    assertThat(steps.stream().filter(step -> step.label().equals("car")))
        .noneMatch(step -> step.passage().behindVehicle())
        .anyMatch(step -> step.passage().aheadMetres() > 40);
  }

  @Test
  void shouldTakeNobodyForOneThatHoldsItUpWhoIsOnlyThoughtToBeThere() {
    TestScene scene =
        new TestScene(11)
            .object("car", 0, 12, t -> TestRoad.vehicleAt(2.5, 16))
            .object("truck", 1, 3, t -> TestRoad.truckAt(8 - 1.4 * (t - 1), 20 + (t - 1)))
            .detector(0.01, 0, 0);

    List<TrackStep> steps = TestScene.track(scene.frames(10, 12), ROAD);

    assertThat(TestScene.byTrack(steps)).hasSize(2);
    assertThat(steps.stream().filter(step -> step.label().equals("car")))
        .noneMatch(step -> step.passage().behindVehicle());
  }

  private boolean moves(TrackStep step) {
    return step.passage().stoppedSeconds() == 0;
  }

  private static double secondsOf(TrackStep step) {
    return java.time.Duration.between(TestScene.START, step.at()).toMillis() / 1000.0;
  }
}
