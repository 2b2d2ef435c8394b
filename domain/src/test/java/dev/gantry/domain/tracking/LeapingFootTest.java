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

  @Test
  void shouldTakeNoLeapForSpeed() {
    List<Double> speeds =
        speeds(
            t -> {
              Box ahead = TestRoad.vehicleAt(2, 20 + MPS * t);
              return t < 1.5 ? around(ahead, TestRoad.vehicleAt(2, 11 + MPS * t)) : ahead;
            });

    assertThat(speeds).hasSizeGreaterThan(20).allMatch(mps -> mps < MPS + 2);
  }

  @Test
  void shouldKnowTheSpeedAgainSoonAfterALeap() {
    List<TrackStep> steps =
        track(t -> TestRoad.vehicleAt(2, (t < 1.5 ? 12 : 21) + MPS * t), 0.01, 3);

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(steps)
        .filteredOn(step -> step.frameSeq() >= 22)
        .isNotEmpty()
        .allMatch(step -> speed(step).isPresent());
  }

  @Test
  void shouldTakeNoTremblingForALeap() {
    List<TrackStep> steps = track(t -> TestRoad.vehicleAt(2, 12 + MPS * t), 0.04, 3);

    assertThat(steps)
        .filteredOn(step -> step.frameSeq() > 10)
        .hasSizeGreaterThan(20)
        .allMatch(step -> speed(step).isPresent());
  }

  private static List<Double> speeds(DoubleFunction<Box> place) {
    return track(place, 0, 3).stream()
        .flatMap(step -> speed(step).stream())
        .map(Speed::mps)
        .toList();
  }

  private static Box around(Box one, Box other) {
    double x = Math.min(one.x(), other.x());
    double y = Math.min(one.y(), other.y());
    double right = Math.max(one.right(), other.right());
    return new Box(x, y, right - x, Math.max(one.bottom(), other.bottom()) - y);
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
    return TestScene.track(scene.frames(12.5, seconds), ROAD);
  }
}
