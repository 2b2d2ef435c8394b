package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.tracking.TrackStep.GroundMotion;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** What a motion detector takes for one may be two for a while, and then one of them. */
class LeapingFootTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(TestRoad.geometry());
  private static final double MPS = 8;
  private static final double FPS = 12.5;

  /** Frame in which what was two becomes one. */
  private static final int LEAP_AT = 19;

  @Test
  void shouldTakeNoLeapForSpeed() {
    List<Double> speeds =
        track(LeapingFootTest::oneOfTwo, 0, 3).stream()
            .flatMap(step -> speed(step).stream())
            .map(Speed::mps)
            .toList();

    assertThat(speeds).hasSizeGreaterThan(20).allMatch(mps -> mps < MPS + 2);
  }

  @Test
  void shouldKnowTheSpeedAgainSoonAfterALeap() {
    List<TrackStep> steps = track(LeapingFootTest::oneOfTwo, 0, 3);

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(steps)
        .filteredOn(step -> step.frameSeq() == LEAP_AT)
        .allMatch(step -> speed(step).isEmpty());
    assertThat(steps)
        .filteredOn(step -> step.frameSeq() >= LEAP_AT + 8)
        .isNotEmpty()
        .allMatch(step -> Math.abs(speed(step).orElseThrow().mps() - MPS) < 1);
  }

  @Test
  void shouldTakeNoTremblingForALeap() {
    List<TrackStep> steps = track(t -> TestRoad.vehicleAt(2, 12 + MPS * t), 0.04, 3);

    assertThat(steps)
        .filteredOn(step -> step.frameSeq() > 10)
        .hasSizeGreaterThan(20)
        .allMatch(step -> speed(step).isPresent());
  }

  @Test
  void shouldTakeTheNextInAQueueForNoSpeed() {
    TestScene scene =
        new TestScene(3)
            .object("car", 0, 6, t -> TestRoad.vehicleAt(2, 40))
            .object("car", 6, 12, t -> TestRoad.vehicleAt(2, 45))
            .detector(0.04, 0, 0);
    List<TrackStep> steps = TestScene.track(scene.frames(FPS, 12), ROAD);

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(steps)
        .flatExtracting(step -> speed(step).stream().toList())
        .hasSizeGreaterThan(100)
        .allMatch(speed -> speed.mps() < 2);
  }

  /** One who is ahead of another, for a while with him. */
  private static Box oneOfTwo(double seconds) {
    Box ahead = TestRoad.vehicleAt(2, 20 + MPS * seconds);
    return seconds < LEAP_AT / FPS
        ? ahead.around(TestRoad.vehicleAt(2, 16 + MPS * seconds))
        : ahead;
  }

  private static Optional<Speed> speed(TrackStep step) {
    return step.ground().flatMap(GroundMotion::speed);
  }

  private static List<TrackStep> track(DoubleFunction<Box> place, double noise, double seconds) {
    TestScene scene =
        new TestScene(3)
            .detections(
                t -> Optional.of(new Detection(Detection.UNCLASSIFIED, 0.8, place.apply(t))))
            .detector(noise, 0, 0);
    return TestScene.track(scene.frames(FPS, seconds), ROAD);
  }
}
