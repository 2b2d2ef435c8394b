package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.tracking.TrackStep.GroundMotion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who stops behind another is seen by a motion detector down to where that one begins. */
class HiddenFootTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(TestRoad.geometry());
  private static final Box AHEAD = TestRoad.vehicleAt(2, 20);
  private static final double STANDS_AT = 22.5;
  private static final double STOPS_AFTER = 2;
  private static final int SECONDS = 10;

  @Test
  void shouldBeWhereHeIsWhileHeStops() {
    assertThat(after(1.7))
        .hasSizeGreaterThan(80)
        .allSatisfy(motion -> assertThat(motion.position().y()).isCloseTo(STANDS_AT, within(0.6)));
  }

  @Test
  void shouldStandForAsLongAsHeDoes() {
    assertThat(after(7))
        .hasSizeGreaterThan(25)
        .allSatisfy(
            motion ->
                assertThat(motion.speed())
                    .hasValueSatisfying(speed -> assertThat(speed.mps()).isZero()));
  }

  /** How he moves, from some seconds on. */
  private static List<GroundMotion> after(double seconds) {
    TestScene scene =
        new TestScene(4).detections(t -> seen(AHEAD)).detections(t -> seen(notHidden(behind(t))));
    return TestScene.track(scene.frames(10, SECONDS), ROAD).stream()
        .filter(step -> step.phase() != TrackStep.Phase.END && step.frameSeq() >= 10 * seconds)
        .filter(step -> step.box().y() < AHEAD.y())
        .map(step -> step.ground().orElseThrow())
        .toList();
  }

  /** Rolls up, braking, and stands. */
  private static Box behind(double seconds) {
    double left = Math.max(0, STOPS_AFTER - seconds);
    return TestRoad.vehicleAt(2, STANDS_AT + 4 * left * left);
  }

  private static Box notHidden(Box box) {
    double bottom = Math.min(box.bottom(), AHEAD.y());
    return new Box(box.x(), box.y(), box.width(), bottom - box.y());
  }

  private static Optional<Detection> seen(Box box) {
    return Optional.of(new Detection(Detection.UNCLASSIFIED, 0.8, box));
  }
}
