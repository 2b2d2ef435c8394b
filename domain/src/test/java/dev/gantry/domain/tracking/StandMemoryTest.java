package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.Box;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Who was lost where he stood, and is seen there again, or is another. */
class StandMemoryTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(TestRoad.geometry());

  @Test
  void shouldBeginAnewAtTheLightsWhereAnotherStoodBeforeAndDroveOffUnseen() {
    List<TrackStep> steps = track(lights(), UnaryOperator.identity());

    assertThat(TestScene.byTrack(steps)).hasSizeGreaterThan(2);
    assertThat(stoppedSeconds(steps)).isCloseTo(10, within(1.0));
  }

  @Test
  void shouldGoOnFromWhatWasStoredAsIfNothingHadBeen() {
    assertThat(track(lights(), state -> TrackerState.fromBytes(state.toBytes())))
        .isEqualTo(track(lights(), UnaryOperator.identity()));
  }

  @Test
  void shouldGoOnCountingBehindABusHoweverLongThatStandsThere() {
    TestScene scene =
        new TestScene(2)
            .object("car", 0, 50, t -> t > 12 && t < 32 ? gone() : standing())
            .object("bus", 12, 32, t -> bus())
            .object("car", 0, 50, StandMemoryTest::inTheOtherLane);

    assertThat(stoppedSeconds(TestScene.track(scene.frames(10, 50), ROAD)))
        .isCloseTo(50, within(1.0));
  }

  @Test
  void shouldGoOnCountingWhenTheLensWasCoveredForAWhile() {
    TestScene scene =
        new TestScene(3)
            .object("car", 0, 50, t -> t > 12 && t < 32 ? gone() : standing())
            .object("car", 0, 12, StandMemoryTest::inTheOtherLane);

    assertThat(stoppedSeconds(TestScene.track(scene.frames(10, 50), ROAD)))
        .isCloseTo(50, within(1.0));
  }

  @Test
  void shouldGoOnCountingWhenItWasMissedForSomeSeconds() {
    TestScene scene =
        new TestScene(4)
            .object("car", 0, 50, t -> t > 12 && t < 16 ? gone() : standing())
            .object("car", 0, 50, StandMemoryTest::inTheOtherLane);

    assertThat(stoppedSeconds(TestScene.track(scene.frames(10, 50), ROAD)))
        .isCloseTo(50, within(1.0));
  }

  @Test
  void shouldNotAskADetectorOfMotionWhetherAPlaceIsEmpty() {
    TestScene scene =
        new TestScene(5)
            .object("object", 0, 10, t -> TestRoad.vehicleAt(2.5, 33 + 4 * Math.min(t, 2)))
            .object("object", 0, 30, t -> TestRoad.vehicleAt(2.5, 15 + 4 * Math.min(t, 2)));

    List<TrackStep> steps = TestScene.track(scene.frames(10, 30), ROAD);

    assertThat(behind(steps, 250, "object")).isTrue();
  }

  @Test
  void shouldTellForAWhileOfOneInTheWayThatIsHiddenWhereItStood() {
    TestScene scene =
        new TestScene(10).object("car", 0, 10, t -> standing()).object("bus", 0, 60, t -> bus());

    List<TrackStep> steps = TestScene.track(scene.frames(10, 60), ROAD);

    assertThat(behind(steps, 300, "bus")).isTrue();
    assertThat(behind(steps, 500, "bus")).isFalse();
  }

  @Test
  void shouldBeginAnewWhereAnotherStoodLongAgo() {
    TestScene scene =
        new TestScene(5)
            .object("car", 0, 10, t -> TestRoad.vehicleAt(2.5, 20 + 4 * Math.min(t, 2)))
            .object("car", 60, 80, t -> TestRoad.vehicleAt(2.5, 20 + 4 * Math.min(t - 60, 2)))
            .detector(0.01, 0, 0);

    List<TrackStep> steps = TestScene.track(scene.frames(10, 80), ROAD);

    assertThat(TestScene.byTrack(steps)).hasSize(2);
    assertThat(TestScene.last(steps).passage().stoppedSeconds()).isCloseTo(18, within(1.0));
  }

  /**
   * The first at the lights stands for 20 s, and is not seen to set out; a car beside is. The next
   * one comes to the same place, is missed for 5 s, and stands there for 10 s more.
   */
  private static TestScene lights() {
    return new TestScene(1)
        .object("car", 0, 20, t -> standing())
        .object("car", 0, 60, StandMemoryTest::inTheOtherLane)
        .object("car", 32, 35, t -> TestRoad.vehicleAt(2.5, 25 + 5 * (t - 32)))
        .object("car", 38, 48, t -> standing());
  }

  private static List<TrackStep> track(TestScene scene, UnaryOperator<TrackerState> between) {
    return TestScene.track(scene.frames(10, 48), ROAD, between).stream()
        .filter(step -> step.ground().orElseThrow().position().x() > 0)
        .toList();
  }

  private static Box standing() {
    return TestRoad.vehicleAt(2.5, 41);
  }

  private static Box inTheOtherLane(double t) {
    return TestRoad.vehicleAt(-3.5, 60 - t);
  }

  /** Twice as wide as a car and 2.6 m high, 9 m before it as the camera looks. */
  private static Box bus() {
    Box car = TestRoad.vehicleAt(2.5, 32);
    return new Box(
        car.x() - car.width() / 2,
        car.y() - 0.7 * car.height(),
        2 * car.width(),
        1.7 * car.height());
  }

  private static Box gone() {
    return TestRoad.vehicleAt(-400, 41);
  }

  private static double stoppedSeconds(List<TrackStep> steps) {
    return steps.stream()
        .filter(step -> step.ground().orElseThrow().position().x() > 0)
        .filter(step -> !step.label().equals("bus"))
        .reduce((before, after) -> after)
        .orElseThrow()
        .passage()
        .stoppedSeconds();
  }

  private static boolean behind(List<TrackStep> steps, int seq, String label) {
    return steps.stream()
        .filter(step -> step.frameSeq() == seq && step.label().equals(label))
        .findFirst()
        .orElseThrow()
        .passage()
        .behindVehicle();
  }
}
