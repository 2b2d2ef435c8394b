package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraDefinition.Segment;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.Point;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told to be on a collision course, on a straight road that leads away from the camera. */
class ConflictsTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(TestRoad.geometry());

  /** A car ends so far behind its foot, which the camera sees first. */
  private static final double CAR = 4.5;

  private static final double TRUCK = 9;

  @Test
  void shouldTellTheTimeToCollisionOfOneThatDrivesUpToOneThatStands() {
    TestScene scene =
        new TestScene(1)
            .object("car", 0, 3, t -> TestRoad.vehicleAt(2.5, 45))
            .object("car", 0, 2.2, t -> TestRoad.vehicleAt(2.5, 10 + 10 * t));

    TrackStep told = at(2, track(scene));

    Conflict conflict = told.conflict().orElseThrow();
    double gap = 45 - (30 + CAR);
    assertThat(told.trackId()).isEqualTo("cam-1-0-1");
    assertThat(conflict.otherTrackId()).isEqualTo("cam-1-0-0");
    assertThat(conflict.seconds()).isCloseTo(gap / 10, within(.1));
    assertThat(conflict.avoidanceMps2()).isCloseTo(100 / (2 * gap), within(.5));
    assertThat(conflict.sigmaSeconds()).isBetween(.02, .2);
  }

  @Test
  void shouldTellItOfTheFasterOneOnly() {
    TestScene scene =
        new TestScene(2)
            .object("car", 0, 3, t -> TestRoad.vehicleAt(2.5, 40 + 3 * t))
            .object("car", 0, 2.2, t -> TestRoad.vehicleAt(2.5, 10 + 12 * t));

    assertThat(inConflict(track(scene)))
        .isNotEmpty()
        .allMatch(step -> step.trackId().equals("cam-1-0-1"));
  }

  @Test
  void shouldTellOfOneThatComesTowardsTheCameraTheWayToTheRearOfTheOther() {
    TestScene scene =
        new TestScene(3)
            .object("car", 0, 3, t -> TestRoad.vehicleAt(-2.5, 15))
            .object("car", 0, 2.2, t -> TestRoad.vehicleAt(-2.5, 50 - 10 * t));

    Conflict conflict = at(2, track(scene)).conflict().orElseThrow();

    assertThat(conflict.seconds()).isCloseTo((30 - (15 + CAR)) / 10, within(.15));
  }

  @Test
  void shouldTellOfTwoWhoseWaysCross() {
    TestScene scene =
        new TestScene(4)
            .object("car", 0, 2.2, t -> TestRoad.vehicleAt(2.5, 10 + 10 * t))
            .object("car", 0, 2.2, t -> TestRoad.vehicleAt(-17 + 8 * t, 40));

    Conflict conflict = at(2, track(scene)).conflict().orElseThrow();

    assertThat(conflict.seconds()).isCloseTo(.58, within(.15));
  }

  @Test
  void shouldNotTellOfOneThatPassesInTheNextLane() {
    TestScene scene =
        new TestScene(5)
            .object("car", 0, 6, t -> TestRoad.vehicleAt(.9, 45))
            .object("car", 0, 4, t -> TestRoad.vehicleAt(4.1, 10 + 12 * t))
            .detector(.02, 0, 0);

    assertThat(inConflict(track(scene))).isEmpty();
  }

  @Test
  void shouldNotTellOfThoseThatMeetOnTheirOwnSides() {
    TestScene scene =
        new TestScene(6)
            .object("car", 0, 4, t -> TestRoad.vehicleAt(-1.75, 60 - 12 * t))
            .object("car", 0, 4, t -> TestRoad.vehicleAt(1.75, 12 + 12 * t))
            .detector(.02, 0, 0);

    assertThat(inConflict(track(scene))).isEmpty();
  }

  @Test
  void shouldNotTellOfOneThatFollowsAtTheSameSpeed() {
    TestScene scene =
        new TestScene(7)
            .object("car", 0, 4, t -> TestRoad.vehicleAt(2.5, 22 + 10 * t))
            .object("car", 0, 4, t -> TestRoad.vehicleAt(2.5, 10 + 10 * t))
            .detector(.02, 0, 0);

    assertThat(inConflict(track(scene))).noneMatch(ConflictsTest::isSerious);
  }

  @Test
  void shouldAskForLittleBrakingOfOneThatBrakesInTime() {
    TestScene scene =
        new TestScene(8)
            .object("car", 0, 8, t -> TestRoad.vehicleAt(2.5, 50))
            .object("car", 0, 8, t -> TestRoad.vehicleAt(2.5, brakingTo(50 - 2 - CAR, t)))
            .detector(.02, 0, 0);

    assertThat(inConflict(track(scene))).isNotEmpty().noneMatch(ConflictsTest::isSerious);
  }

  /** Its heading was never measured; a truck that stood across its segment would be in the way. */
  @Test
  void shouldTakeOneThatStandsToStandAlongItsSegment() {
    CameraGeometry across = CameraGeometry.of(across());
    TestScene scene =
        new TestScene(10)
            .object("truck", 0, 5, t -> TestRoad.truckAt(4, 31))
            .object("car", 0, 5, t -> TestRoad.vehicleAt(-16 + 6 * t, 36));

    List<TrackStep> steps = TestScene.track(scene.frames(10, 6), Optional.of(across));

    assertThat(steps).anyMatch(step -> step.segment().isPresent());
    assertThat(inConflict(steps)).isEmpty();
  }

  @Test
  void shouldTakeATruckToBeLongerThanACar() {
    TestScene scene =
        new TestScene(12)
            .object("car", 0, 3, t -> TestRoad.vehicleAt(.5, 45))
            .object("truck", 0, 2.2, t -> TestRoad.truckAt(.5, 5 + 10 * t));

    Conflict conflict = at(2, track(scene)).conflict().orElseThrow();

    assertThat(conflict.seconds()).isCloseTo((45 - (25 + TRUCK)) / 10, within(.1));
  }

  /** The detector calls it a truck, but no truck is so narrow. */
  @Test
  void shouldTakeATruckThatIsNoWiderThanACarToBeAsLongAsOne() {
    TestScene scene =
        new TestScene(13)
            .object("car", 0, 3, t -> TestRoad.vehicleAt(2.5, 45))
            .object("truck", 0, 2.2, t -> TestRoad.vehicleAt(2.5, 10 + 10 * t));

    Conflict conflict = at(2, track(scene)).conflict().orElseThrow();

    assertThat(conflict.seconds()).isCloseTo((45 - (30 + CAR)) / 10, within(.1));
  }

  /** From aside its box is wide, but not so wide as that of a truck would be. */
  @Test
  void shouldTakeATruckThatShowsNoMoreSideThanACarToBeAsLongAsOne() {
    GroundSize car = GroundSize.of("car", 2.9, .25);

    assertThat(GroundSize.of("truck", 2.9, .25)).isEqualTo(car);
    assertThat(GroundSize.of("truck", 4.6, .25).length()).isEqualTo(TRUCK);
    assertThat(GroundSize.of("truck", 2.9, 0).length()).isEqualTo(TRUCK);
  }

  @Test
  void shouldNotTellOfThoseBesideTheSegments() {
    TestScene scene =
        new TestScene(11)
            .object("car", 0, 3, t -> TestRoad.vehicleAt(7, 45))
            .object("car", 0, 2.2, t -> TestRoad.vehicleAt(7, 10 + 10 * t));

    assertThat(inConflict(track(scene))).isEmpty();
  }

  @Test
  void shouldTellNothingWithoutACalibration() {
    TestScene scene =
        new TestScene(9)
            .object("car", 0, 3, t -> TestRoad.vehicleAt(2.5, 45))
            .object("car", 0, 2.2, t -> TestRoad.vehicleAt(2.5, 10 + 10 * t));

    assertThat(inConflict(TestScene.track(scene.frames(10, 4)))).isEmpty();
  }

  /** A road across the view, from left to right. */
  private static CameraDefinition across() {
    CameraDefinition plain = TestRoad.definition(1, 1);
    Segment road =
        new Segment(
            "across",
            List.of(new Point(-30, 28), new Point(30, 28), new Point(30, 42), new Point(-30, 42)),
            Optional.of(90.0),
            Optional.of(50.0),
            2);
    return new CameraDefinition(
        plain.id(),
        1,
        plain.site(),
        plain.source(),
        plain.calibration(),
        List.of(road),
        List.of(),
        List.of(),
        plain.model());
  }

  /** Where one is that drives at 10 m/s and then brakes by 2 m/s² to stand at a place. */
  private static double brakingTo(double place, double t) {
    double braking = Math.max(0, Math.min(5, t - .5));
    return place - 30 + 10 * Math.min(t, .5) + 10 * braking - braking * braking;
  }

  private static boolean isSerious(TrackStep step) {
    Conflict conflict = step.conflict().orElseThrow();
    return conflict.seconds() + 1.645 * conflict.sigmaSeconds() < 1.5
        && conflict.avoidanceMps2() - 1.645 * conflict.avoidanceSigmaMps2() > 3.4;
  }

  private static List<TrackStep> track(TestScene scene) {
    return TestScene.track(scene.frames(10, 8), ROAD);
  }

  private static List<TrackStep> inConflict(List<TrackStep> steps) {
    return steps.stream().filter(step -> step.conflict().isPresent()).toList();
  }

  private static TrackStep at(double seconds, List<TrackStep> steps) {
    return inConflict(steps).stream()
        .filter(step -> step.at().equals(TestScene.START.plusMillis(Math.round(1000 * seconds))))
        .findFirst()
        .orElseThrow();
  }
}
