package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.tracking.TrackStep.Speed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

class TrackSpeedTest {

  private static final GroundMap ROAD =
      CameraGeometry.of(TestRoad.definition(1, 1)).ground().orElseThrow();

  @Test
  void shouldNotBeLedAstrayWhenTheBoxStandsStillAtTheBorder() {
    // given a car at 20 m/s whose box, for the last quarter second, does not come nearer
    Speed speed = measured(1.5, 0.3, t -> new Point(2, 45 - 20 * Math.min(t, 1.25))).orElseThrow();

    assertThat(speed.mps()).isCloseTo(20, within(0.15));
  }

  @Test
  void shouldNotBeLedAstrayWhenTheBoxJumpsForAWhile() {
    Speed speed =
        measured(1.5, 0.3, t -> new Point(2, 45 - 20 * t + (t > 0.5 && t < 0.7 ? 3 : 0)))
            .orElseThrow();

    assertThat(speed.mps()).isCloseTo(20, within(0.2));
  }

  @Test
  void shouldStateTheMeanWhenTheCarBrakes() {
    // given 20 m/s at first, 14 m/s after two seconds: 34 m in all
    Speed speed = measured(2, 0.3, t -> new Point(2, 50 - 20 * t + 1.5 * t * t)).orElseThrow();

    assertThat(speed.mps()).isCloseTo(17, within(0.6));
  }

  @Test
  void shouldBeLessCertainWhenSeenBriefly() {
    Speed brief = measured(0.12, 0.5, t -> new Point(2, 45 - 20 * t)).orElseThrow();
    Speed whole = measured(1.5, 0.5, t -> new Point(2, 45 - 20 * t)).orElseThrow();

    assertThat(brief.sigmaMps()).isGreaterThan(1.2 * whole.sigmaMps());
  }

  @Test
  void shouldTrustPlacesOnTheGroundMoreThanBoxes() {
    // given the same car as points on the road, and as boxes that may end above it
    Speed points = measured(1.5, 0, t -> new Point(2, 45 - 20 * t)).orElseThrow();
    TestScene scene =
        new TestScene(1)
            .object("car", 0, 1.5, t -> TestRoad.vehicleAt(2, 45 - 20 * t))
            .detector(0, 0, 0);
    TrackStep boxes =
        TestScene.ends(TestScene.track(scene.frames(50, 1.5), Optional.of(TestRoad.geometry())))
            .get(0);

    Speed told = boxes.ground().orElseThrow().speed().orElseThrow();
    assertThat(points.sigmaMps()).isLessThan(0.02 * 20);
    assertThat(told.sigmaMps()).isGreaterThan(1.2 * points.sigmaMps());
  }

  @Test
  void shouldBeOpenWhenSeenThreeTimes() {
    assertThat(measured(0.04, 0.3, t -> new Point(2, 30 - 20 * t))).isEmpty();
  }

  /** A car seen at 50 frames per second with noise. */
  private static Optional<Speed> measured(
      double seconds, double pixels, DoubleFunction<Point> place) {
    Random random = new Random(4);
    TrackSpeed speed = new TrackSpeed(Instant.EPOCH);
    for (int frame = 0; frame <= Math.round(seconds * 50); frame++) {
      Point seen = TestRoad.CAMERA.toImage(place.apply(frame / 50.0)).orElseThrow();
      speed.see(
          Instant.EPOCH.plus(Duration.ofMillis(20L * frame)),
          new Point(
              seen.x() + pixels * random.nextGaussian(),
              seen.y() + pixels * random.nextGaussian()));
    }
    return speed.overall(ROAD, 2);
  }
}
