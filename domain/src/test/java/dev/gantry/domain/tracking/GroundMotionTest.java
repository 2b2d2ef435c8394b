package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.camera.Direction;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Homography;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.geometry.Speeds;
import dev.gantry.domain.geometry.TestCameras;
import dev.gantry.domain.tracking.TrackStep.GroundMotion;
import dev.gantry.domain.tracking.TrackStep.Phase;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroundMotionTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(TestRoad.geometry());

  @Test
  void shouldMeasureSpeedExactlyWhenBoxesAreExact() {
    List<TrackStep> steps = TestScene.track(driving(1, 2.5, 15, 12, 4, 0).frames(12.5, 4), ROAD);

    TrackStep end = TestScene.ends(steps).get(0);
    assertThat(speed(end).mps()).isCloseTo(12, within(0.02));
    assertThat(steps.stream().filter(s -> s.ground().orElseThrow().speed().isPresent()))
        .hasSizeGreaterThan(40)
        .allSatisfy(
            s -> {
              assertThat(speed(s).mps()).isCloseTo(12, within(0.3));
              double heading = s.ground().orElseThrow().headingDeg();
              assertThat(Math.min(heading, 360 - heading)).isLessThan(1);
              assertThat(s.segment()).contains("up");
              assertThat(s.limitMps()).contains(Speeds.toMps(50));
              assertThat(s.wrongWay()).isFalse();
            });
  }

  @Test
  void shouldHoldTruthWithinTheErrorItStatesWhenDetectorErrs() {
    int within2 = 0;
    int n = 0;
    double squares = 0;
    for (int seed = 0; seed < 200; seed++) {
      double mps = 5 + seed % 20;
      List<TrackStep> steps =
          TestScene.track(driving(seed, 2, 12, mps, 3, 0.03).frames(12.5, 3), ROAD);
      for (TrackStep end : TestScene.ends(steps)) {
        Speed speed = speed(end);
        double error = speed.mps() - mps;
        n++;
        within2 += Math.abs(error) <= 2 * speed.sigmaMps() ? 1 : 0;
        squares += error * error / (mps * mps);
      }
    }
    assertThat(n).isEqualTo(200);
    assertThat(within2 / (double) n).isGreaterThan(0.9);
    assertThat(Math.sqrt(squares / n)).isLessThan(0.03);
  }

  /** As a motion detector sees who walks across the view in the distance: by leaps now and then. */
  @Test
  void shouldMeasureWhoseBoxStandsStillInMostFrames() {
    TestScene scene =
        new TestScene(8).object("object", 0, 9, t -> leaping(TestRoad.vehicleAt(1.4 * t - 7, 55)));

    List<TrackStep> steps = TestScene.track(scene.frames(10, 9), ROAD);

    List<Speed> speeds =
        steps.stream().flatMap(s -> s.ground().orElseThrow().speed().stream()).toList();
    assertThat(speeds)
        .hasSizeGreaterThan(60)
        .allSatisfy(speed -> assertThat(speed.mps()).isCloseTo(1.4, within(0.5)));
  }

  private static Box leaping(Box box) {
    return new Box(8 * Math.rint(box.x() / 8), box.bottom() - 28, 12, 28);
  }

  @Test
  void shouldLeaveSpeedOpenWhenSeenTooBriefly() {
    List<TrackStep> steps =
        TestScene.track(driving(3, 2, 15, 10, 0.28, 0.03).frames(12.5, 0.28), ROAD);

    assertThat(steps).isNotEmpty();
    assertThat(steps).allMatch(s -> s.ground().orElseThrow().speed().isEmpty());
  }

  @Test
  void shouldGiveOnlyPixelSpeedsWhenCameraIsNotCalibrated() {
    List<TrackStep> steps = TestScene.track(driving(4, 2, 15, 10, 3, 0.01).frames(12.5, 3));

    assertThat(steps).allMatch(s -> s.ground().isEmpty() && s.segment().isEmpty());
    assertThat(steps.get(steps.size() - 1).speedPxPerSecond()).isGreaterThan(20);
  }

  @Test
  void shouldApplyNewCalibrationToRunningTracks() {
    List<DetectedFrame> frames = driving(5, 2, 12, 10, 4, 0.005).frames(12.5, 4);
    CameraTracker tracker = new CameraTracker(TrackerSettings.DEFAULT);
    TrackerState state = TrackerState.empty("cam");
    Optional<CameraGeometry> doubled = Optional.of(CameraGeometry.of(TestRoad.definition(2, 2)));
    List<TrackStep> steps = new ArrayList<>();
    for (DetectedFrame frame : frames) {
      steps.addAll(tracker.advance(state, frame, frame.frameSeq() < 25 ? ROAD : doubled).steps());
    }

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    TrackStep before = steps.stream().filter(s -> s.frameSeq() == 24).findFirst().orElseThrow();
    TrackStep after = steps.stream().filter(s -> s.frameSeq() == 25).findFirst().orElseThrow();
    assertThat(speed(before).mps()).isCloseTo(10, within(1.0));
    assertThat(speed(after).mps()).isCloseTo(20, within(2.0));
    assertThat(speed(tracker.end(state, doubled).get(0)).mps()).isCloseTo(20, within(0.4));
  }

  @Test
  void shouldReportWrongWayWithoutFlickerWhenMovingAgainstTheSegment() {
    List<TrackStep> steps = TestScene.track(driving(6, -2.5, 12, 9, 4, 0.04).frames(12.5, 4), ROAD);

    assertThat(steps.get(0).wrongWay()).isFalse();
    assertThat(steps.get(steps.size() - 1).wrongWay()).isTrue();
    assertThat(changes(steps)).isEqualTo(1);
  }

  @Test
  void shouldNotTakeItForWrongWayWhenTheCameraWasTurned() {
    Homography turned = TestCameras.camera(8, Math.toRadians(25), Math.toRadians(20), 1000);
    TestScene scene =
        new TestScene(8)
            .object("car", 0, 4, t -> TestRoad.vehicleAt(turned, 2.5, 12 + 6 * t))
            .object("car", 1, 5, t -> TestRoad.vehicleAt(turned, 4, 12 + 6 * (t - 1)))
            .detector(0.02, 0, 0);

    List<TrackStep> steps = TestScene.track(scene.frames(12.5, 5), ROAD);

    assertThat(steps).anyMatch(step -> step.direction() == Direction.AGAINST);
    assertThat(steps).noneMatch(TrackStep::wrongWay);
  }

  @Test
  void shouldReportWrongWayAslantWhereAnotherIsSeenToGoAlong() {
    TestScene scene =
        new TestScene(8)
            .object("car", 0, 4, t -> TestRoad.vehicleAt(-0.5 - 2 * t, 14 + 4.5 * t))
            .object("car", 0, 4, t -> TestRoad.vehicleAt(2.5, 12 + 9 * t));

    List<TrackStep> steps = TestScene.track(scene.frames(12.5, 4), ROAD);

    assertThat(steps).anyMatch(TrackStep::wrongWay);
  }

  @Test
  void shouldReportWrongWayWhereTheRoadBendsAwayFromItsHeading() {
    TestScene scene = new TestScene(9);
    for (int car = 0; car < 60; car++) {
      double from = 5 * car;
      scene.object("car", from, from + 3, t -> bend(3 - (t - from)));
    }
    scene.object("car", 303, 306, t -> bend(t - 303));

    List<TrackStep> steps = TestScene.track(scene.frames(10, 307), ROAD);

    assertThat(steps.stream().filter(TrackStep::wrongWay))
        .isNotEmpty()
        .allMatch(step -> step.startedAt().isAfter(TestScene.START.plusSeconds(302)));
  }

  @Test
  void shouldTellTheDirectionOnTheSegmentAlsoWhenItHasStopped() {
    List<TrackStep> along = TestScene.track(driving(6, 2.5, 12, 9, 4, 0.04).frames(12.5, 4), ROAD);
    List<TrackStep> against =
        TestScene.track(driving(6, -2.5, 12, 9, 4, 0.04).frames(12.5, 4), ROAD);
    TestScene stopping =
        new TestScene(6)
            .object("car", 0, 8, t -> TestRoad.vehicleAt(2.5, 12 + 9 * Math.min(t, 2)))
            .detector(0.03, 0.04, 0);

    assertThat(TestScene.last(along).direction()).isEqualTo(Direction.ALONG);
    assertThat(TestScene.last(against).direction()).isEqualTo(Direction.AGAINST);
    assertThat(TestScene.last(TestScene.track(stopping.frames(12.5, 8), ROAD)).direction())
        .isEqualTo(Direction.ALONG);
  }

  @Test
  void shouldNotReportWrongWayWhenStandingOnASegment() {
    for (int seed = 0; seed < 30; seed++) {
      List<TrackStep> steps =
          TestScene.track(driving(seed, -2.5, 15, 0, 10, 0.06).frames(12.5, 10), ROAD);

      assertThat(steps).isNotEmpty().noneMatch(TrackStep::wrongWay);
    }
  }

  @Test
  void shouldNotReportWrongWayWhenCrossingTheSegment() {
    TestScene scene =
        new TestScene(7)
            .object("car", 0, 4, t -> TestRoad.vehicleAt(-5 + 3 * t, 15 + 0.5 * t))
            .detector(0.03, 0.05, 0);

    assertThat(TestScene.track(scene.frames(12.5, 4), ROAD)).noneMatch(TrackStep::wrongWay);
  }

  @Test
  void shouldLeaveOutPlacesWhereTheImageCutsTheVehicleOff() {
    // given a vehicle that leaves over the lower border, where its box is squeezed for a while
    TestScene scene =
        new TestScene(8)
            .detections(
                t -> {
                  double y = 30 - 9 * t;
                  return y < 4.5
                      ? Optional.empty()
                      : TestScene.clipped(TestRoad.vehicleAt(2, y))
                          .map(b -> new dev.gantry.domain.detection.Detection("car", 0.8, b));
                });

    List<TrackStep> steps = TestScene.track(scene.frames(12.5, 4), ROAD);

    TrackStep end = TestScene.ends(steps).get(0);
    assertThat(end.box().bottom()).isEqualTo(TestScene.HEIGHT);
    assertThat(speed(end).mps()).isCloseTo(9, within(0.1));
  }

  @Test
  void shouldFollowTheArcWhenVehicleTurns() {
    TestScene scene =
        new TestScene(9)
            .object(
                "car",
                0,
                5,
                t -> {
                  double angle = 8 * t / 12;
                  return TestRoad.vehicleAt(
                      -6 + 12 * (1 - Math.cos(angle)), 14 + 12 * Math.sin(angle));
                })
            .detector(0.01, 0, 0);

    List<TrackStep> steps = TestScene.track(scene.frames(12.5, 2.2), ROAD);

    assertThat(speed(TestScene.ends(steps).get(0)).mps()).isCloseTo(8, within(0.4));
  }

  @Test
  void shouldEndWithTheMeanOfItsWholeTimeWhenItDroveUnevenly() {
    // given 5 s at 8 m/s away from the camera, then 5 s of standing
    TestScene scene =
        new TestScene(5)
            .object("car", 0, 10, t -> TestRoad.vehicleAt(2, 12 + 8 * Math.min(t, 5)))
            .detector(0.01, 0, 0);

    Speed mean = speed(TestScene.ends(TestScene.track(scene.frames(12.5, 10), ROAD)).get(0));

    assertThat(mean.mps()).isCloseTo(4, within(2 * mean.sigmaMps())).isCloseTo(4, within(0.6));
  }

  @Test
  void shouldTellNoSpeedWhenItStandsAndItsBoxTrembles() {
    TestScene scene =
        new TestScene(6).object("car", 0, 20, t -> TestRoad.vehicleAt(2, 30)).detector(0.02, 0, 0);

    assertThat(TestScene.track(scene.frames(12.5, 20), ROAD))
        .filteredOn(step -> step.frameSeq() > 50 && step.phase() == Phase.UPDATE)
        .hasSizeGreaterThan(190)
        .allMatch(step -> speed(step).mps() == 0);
  }

  @Test
  void shouldForgetItsSpeedWhenItIsNoLongerSeen() {
    TestScene scene =
        new TestScene(7)
            .object("car", 0, 3, t -> TestRoad.vehicleAt(2, 12 + 3 * t))
            .detector(0.01, 0, 0);

    List<TrackStep> unseen =
        TestScene.track(scene.frames(12.5, 4.4), ROAD).stream()
            .filter(step -> step.phase() == Phase.UPDATE && !step.observed())
            .toList();

    assertThat(unseen).hasSizeGreaterThan(12);
    assertThat(unseen.get(12).ground().orElseThrow().speed()).isEmpty();
    assertThat(speed(unseen.get(3)).sigmaMps())
        .isGreaterThan(speed(unseen.get(0)).sigmaMps() + 0.2);
  }

  @Test
  void shouldNotTakeATremblingBoxThatTheLowerBorderCutsOffForOneThatMoves() {
    // given a car that stands half below the image, the lower edge of its box up to 8 pixels above
    TestScene scene =
        new TestScene(8)
            .object("car", 0, 3, t -> new Box(500, 500, 240, 220 - 8 * Math.abs(Math.sin(40 * t))))
            .detector(0, 0, 0);

    assertThat(TestScene.track(scene.frames(12.5, 3), ROAD))
        .isNotEmpty()
        .flatMap(step -> step.ground().orElseThrow().speed().stream().toList())
        .allMatch(speed -> speed.mps() < .01);
  }

  @Test
  void shouldEndOnTheGroundWhenLastPredictedAboveTheHorizon() {
    TestScene scene =
        new TestScene(12)
            .detections(
                t ->
                    t > 3
                        ? Optional.empty()
                        : Optional.of(
                            new dev.gantry.domain.detection.Detection(
                                "car",
                                0.8,
                                new dev.gantry.domain.geometry.Box(600, 250 - 90 * t, 40, 30))))
            .detector(0.01, 0, 0);

    List<TrackStep> steps = TestScene.track(scene.frames(10, 6), ROAD);

    assertThat(steps).allMatch(s -> s.ground().isPresent());
    TrackStep end = TestScene.ends(steps).get(0);
    TrackStep seen =
        steps.stream().filter(s -> s.frameSeq() == end.frameSeq()).findFirst().orElseThrow();
    assertThat(seen.phase()).isEqualTo(Phase.UPDATE);
    assertThat(end.ground().map(GroundMotion::position))
        .isEqualTo(seen.ground().map(GroundMotion::position));
  }

  @Test
  void shouldTellZonesOfTheBottomCentre() {
    List<TrackStep> steps = TestScene.track(driving(10, 2, 12, 8, 4, 0).frames(12.5, 4), ROAD);

    Map<Boolean, List<TrackStep>> halves =
        steps.stream()
            .filter(s -> s.phase() != Phase.END)
            .filter(s -> Math.abs(s.box().bottom() - 360) > 45)
            .collect(java.util.stream.Collectors.partitioningBy(s -> s.box().bottom() > 360));
    assertThat(halves.get(true)).allMatch(s -> s.zones().equals(List.of("all", "lower-half")));
    assertThat(halves.get(false)).allMatch(s -> s.zones().equals(List.of("all")));
  }

  @Test
  void shouldPlaceTrackOnTheGround() {
    List<TrackStep> steps = TestScene.track(driving(11, 2, 12, 8, 3, 0).frames(12.5, 3), ROAD);

    for (TrackStep step : steps) {
      GroundMotion ground = step.ground().orElseThrow();
      double t = java.time.Duration.between(TestScene.START, step.at()).toMillis() / 1e3;
      assertThat(ground.position().distanceTo(new Point(2, 12 + 8 * t))).isLessThan(1.0);
    }
  }

  private static TestScene driving(
      long seed, double x, double fromY, double mps, double seconds, double noise) {
    return new TestScene(seed)
        .object("car", 0, seconds, t -> TestRoad.vehicleAt(x, fromY + mps * t))
        .detector(noise, 0, 0);
  }

  /** On the way up a bend of the road that leads down. */
  private static Box bend(double seconds) {
    return TestRoad.vehicleAt(-0.5 - 1.4 * seconds, 18 + 4 * seconds);
  }

  private static Speed speed(TrackStep step) {
    return step.ground().orElseThrow().speed().orElseThrow();
  }

  private static int changes(List<TrackStep> steps) {
    int changes = 0;
    for (int i = 1; i < steps.size(); i++) {
      changes += steps.get(i).wrongWay() == steps.get(i - 1).wrongWay() ? 0 : 1;
    }
    return changes;
  }
}
