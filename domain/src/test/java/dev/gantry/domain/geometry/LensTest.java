package dev.gantry.domain.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LensTest {

  private static final Lens BARREL =
      new Lens(900, 900, new Point(640, 360), -0.28, 0.08, 0.001, -0.0005, -0.01);

  @Test
  void shouldAgreeWithTheFormulaOfOpenCv() {
    // given x = 0.5, y = -0.25 in focal lengths: r2 = 0.3125
    Point seen = BARREL.seen(new Point(640 + 450, 360 - 225));

    double r2 = 0.3125;
    double radial = 1 - 0.28 * r2 + 0.08 * r2 * r2 - 0.01 * r2 * r2 * r2;
    double x = 0.5 * radial + 2 * 0.001 * 0.5 * -0.25 - 0.0005 * (r2 + 2 * 0.25);
    double y = -0.25 * radial + 0.001 * (r2 + 2 * 0.0625) + 2 * -0.0005 * 0.5 * -0.25;
    assertThat(seen.x()).isCloseTo(640 + 900 * x, within(1e-9));
    assertThat(seen.y()).isCloseTo(360 + 900 * y, within(1e-9));
  }

  @Test
  void shouldFindBackEveryPixelOfTheImage() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      Point seen = new Point(1280 * random.nextDouble(), 720 * random.nextDouble());

      Point ideal = BARREL.ideal(seen).orElseThrow();

      assertThat(BARREL.seen(ideal).distanceTo(seen)).isLessThan(1e-8);
    }
  }

  @Test
  void shouldMatchFiniteDifferencesWhenGroundJacobianGoesThroughTheLens() {
    Homography camera = TestCameras.camera(8, Math.toRadians(25), 0.2, 900);
    GroundMap map = GroundMap.fromMatrix(Optional.of(BARREL), camera.rowMajor(), Optional.empty());
    double d = 1e-4;
    for (Point p : new Point[] {new Point(200, 600), new Point(900, 500), new Point(1200, 700)}) {
      Jacobian jacobian = map.jacobianAt(p).orElseThrow();

      Point at = map.toGround(p).orElseThrow();
      Point right = map.toGround(new Point(p.x() + d, p.y())).orElseThrow();
      Point down = map.toGround(new Point(p.x(), p.y() + d)).orElseThrow();
      assertThat(jacobian.xx()).isCloseTo((right.x() - at.x()) / d, within(1e-4));
      assertThat(jacobian.yx()).isCloseTo((right.y() - at.y()) / d, within(1e-4));
      assertThat(jacobian.xy()).isCloseTo((down.x() - at.x()) / d, within(1e-4));
      assertThat(jacobian.yy()).isCloseTo((down.y() - at.y()) / d, within(1e-4));
      assertThat(map.toImage(at).orElseThrow().distanceTo(p)).isLessThan(1e-6);
    }
  }

  @Test
  void shouldCalibrateAsWithoutDistortionWhenThePointsAreSeenThroughTheLens() {
    Homography camera = TestCameras.camera(7, Math.toRadians(30), -0.1, 900);
    var metres = TestCameras.spread(new Random(2), 8);
    var seen = metres.stream().map(m -> BARREL.seen(camera.toImage(m).orElseThrow())).toList();

    GroundMap map = GroundMap.fromPairs(Optional.of(BARREL), seen, metres);

    Point pixel = new Point(500, 420);
    Point expected = camera.toGround(BARREL.ideal(pixel).orElseThrow()).orElseThrow();
    assertThat(map.toGround(pixel).orElseThrow().distanceTo(expected)).isLessThan(1e-5);
  }

  @Test
  void shouldRefuseCoefficientsThatFoldTheImage() {
    Lens folding = new Lens(500, 500, new Point(640, 360), -0.9, 0, 0, 0, 0);
    Homography camera = TestCameras.camera(8, Math.toRadians(25), 0, 900);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> GroundMap.fromMatrix(Optional.of(folding), camera.rowMajor(), Optional.empty()))
        .withMessageContaining(
            "lens.distortion: expected coefficients that hold up to the corners");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lens(0, 500, new Point(640, 360), 0, 0, 0, 0, 0))
        .withMessageContaining("lens.focal: expected pixels above 0");
  }
}
