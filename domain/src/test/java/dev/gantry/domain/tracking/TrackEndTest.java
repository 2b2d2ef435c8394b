package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.tracking.TrackStep.GroundMotion;
import dev.gantry.domain.tracking.TrackStep.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a track says where and when it was last seen, not where it was expected to go. */
class TrackEndTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(TestRoad.geometry());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldRepeatThePlaceOfTheLastSightingWhenDetectorErrs(long seed) {
    // given a car that drives along the border of two segments, and is lost
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(seed)
                .object("car", 0, 3, t -> TestRoad.vehicleAt(0, 12 + 8 * t))
                .detector(0.05, 0.1, 0)
                .frames(12.5, 6),
            ROAD);

    TrackStep end = onlyEnd(steps);
    TrackStep seen = lastSeen(steps);
    assertThat(place(end)).isEqualTo(place(seen));
    assertThat(end.box()).isEqualTo(seen.box());
    assertThat(end.segment()).isEqualTo(seen.segment());
    assertThat(end.limitMps()).isEqualTo(seen.limitMps());
    assertThat(end.zones()).isEqualTo(seen.zones());
  }

  @Test
  void shouldStayOnTheSegmentWhenExpectedOnAnother() {
    List<TrackStep> steps = lostOnTheWayAcross();

    assertThat(predicted(steps)).anyMatch(step -> step.segment().equals(Optional.of("down")));
    assertThat(onlyEnd(steps).segment()).contains("up");
  }

  @Test
  void shouldNotJudgeTheDirectionByASegmentItWasOnlyExpectedOn() {
    List<TrackStep> steps = lostOnTheWayAcross();

    assertThat(predicted(steps)).isNotEmpty();
    assertThat(steps).noneMatch(TrackStep::wrongWay);
  }

  @Test
  void shouldKeepTheVerdictOnItsDirectionWhenExpectedBesideTheRoad() {
    // given a car that drives against its segment, and is lost as it turns off it
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(3)
                .object("car", 0, 2.4, t -> TestRoad.vehicleAt(-2 - 1.1 * t, 14 + 8 * t))
                .frames(12.5, 6),
            ROAD);

    assertThat(lastSeen(steps).wrongWay()).isTrue();
    assertThat(predicted(steps)).anyMatch(step -> step.segment().isEmpty() && !step.wrongWay());
    assertThat(onlyEnd(steps).wrongWay()).isTrue();
  }

  @Test
  void shouldEndTrackWhereLastSeenWhenFramesStopForLong() {
    TestScene scene =
        new TestScene(14).object("car", 0, 99, t -> new Box(100 + 20 * t, 300, 90, 60));
    List<DetectedFrame> frames = new ArrayList<>(scene.frames(10, 3));
    frames.add(scene.frame(30, 20));

    List<TrackStep> steps = TestScene.track(frames);

    assertThat(TestScene.ends(steps)).hasSize(1);
    assertThat(TestScene.ends(steps).get(0).at()).isEqualTo(TestScene.START.plusMillis(2900));
    assertThat(TestScene.ends(steps).get(0).frameSeq()).isEqualTo(29);
  }

  @ParameterizedTest
  @ValueSource(strings = {"left", "right", "up", "down"})
  void shouldEndSoonWhenObjectHasLeftTheImage(String way) {
    TestScene scene =
        new TestScene(21)
            .object(
                "car",
                0,
                9,
                t ->
                    switch (way) {
                      case "left" -> new Box(600 - 250 * t, 300, 120, 90);
                      case "right" -> new Box(600 + 250 * t, 300, 120, 90);
                      case "up" -> new Box(600, 300 - 150 * t, 120, 90);
                      default -> new Box(600, 300 + 150 * t, 120, 90);
                    });

    List<TrackStep> steps = TestScene.track(scene.frames(12.5, 9));

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(steps.stream().filter(s -> !s.observed())).hasSizeLessThanOrEqualTo(5);
  }

  /** A car that goes its lawful way, drifts towards the oncoming lane and is lost before it. */
  private static List<TrackStep> lostOnTheWayAcross() {
    return TestScene.track(
        new TestScene(2)
            .object("car", 0, 2.4, t -> TestRoad.vehicleAt(3 - 1.1 * t, 14 + 8 * t))
            .frames(12.5, 6),
        ROAD);
  }

  private static TrackStep onlyEnd(List<TrackStep> steps) {
    assertThat(TestScene.ends(steps)).hasSize(1);
    return TestScene.ends(steps).get(0);
  }

  private static List<TrackStep> predicted(List<TrackStep> steps) {
    return steps.stream().filter(step -> !step.observed()).toList();
  }

  private static TrackStep lastSeen(List<TrackStep> steps) {
    return steps.stream()
        .filter(step -> step.observed() && step.phase() != Phase.END)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static Point place(TrackStep step) {
    return step.ground().map(GroundMotion::position).orElseThrow();
  }
}
