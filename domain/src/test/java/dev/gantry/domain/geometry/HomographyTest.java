package dev.gantry.domain.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HomographyTest {

  private static final List<Point> PIXELS =
      List.of(new Point(312, 480), new Point(905, 470), new Point(655, 210), new Point(520, 212));
  private static final List<Point> METRES =
      List.of(new Point(0, 0), new Point(7, 0), new Point(7, 42), new Point(0, 42));

  @Test
  void shouldMapPairsExactlyWhenThereAreFour() {
    Homography homography = Homography.fromPairs(PIXELS, METRES);

    for (int i = 0; i < 4; i++) {
      assertNear(homography.toGround(PIXELS.get(i)).orElseThrow(), METRES.get(i), 1e-9);
      assertNear(homography.toImage(METRES.get(i)).orElseThrow(), PIXELS.get(i), 1e-6);
    }
  }

  @Test
  void shouldFindCameraWhenPairsAreTakenFromIt() {
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      Homography camera = TestCameras.random(random);
      int n = 4 + random.nextInt(8);
      List<Point> metres = TestCameras.spread(random, n);
      List<Point> pixels = metres.stream().map(m -> camera.toImage(m).orElseThrow()).toList();

      Homography found = Homography.fromPairs(pixels, metres);

      Point somewhere = new Point(random.nextDouble() * 10, 10 + random.nextDouble() * 30);
      Point pixel = camera.toImage(somewhere).orElseThrow();
      assertNear(found.toGround(pixel).orElseThrow(), somewhere, 1e-5);
      assertNear(found.toImage(somewhere).orElseThrow(), pixel, 1e-3);
    }
  }

  @Test
  void shouldAverageErrorsWhenThereAreManyPairs() {
    Random random = new Random(2);
    Homography camera = TestCameras.random(random);
    List<Point> metres = new ArrayList<>();
    List<Point> pixels = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Point m = new Point(random.nextDouble() * 10, 10 + random.nextDouble() * 30);
      Point p = camera.toImage(m).orElseThrow();
      metres.add(m);
      pixels.add(new Point(p.x() + random.nextGaussian(), p.y() + random.nextGaussian()));
    }

    Homography found = Homography.fromPairs(pixels, metres);

    Point somewhere = new Point(5, 20);
    Point pixel = camera.toImage(somewhere).orElseThrow();
    assertNear(found.toImage(somewhere).orElseThrow(), pixel, 0.5);
  }

  @Test
  void shouldBeEmptyWhenPixelLiesAtOrAboveHorizon() {
    Homography homography = Homography.fromPairs(PIXELS, METRES);
    List<Double> h = homography.rowMajor();
    double horizon = -(h.get(6) * 600 + h.get(8)) / h.get(7);

    assertThat(homography.toGround(new Point(600, horizon))).isEmpty();
    assertThat(homography.toGround(new Point(600, horizon - 50))).isEmpty();
    assertThat(homography.jacobianAt(new Point(600, horizon - 1))).isEmpty();
    assertThat(homography.toGround(new Point(600, horizon + 1))).isPresent();
  }

  @Test
  void shouldMatchFiniteDifferencesWhenJacobianIsTaken() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      Homography camera = TestCameras.random(random);
      Point p =
          camera
              .toImage(new Point(random.nextDouble() * 10, 10 + random.nextDouble() * 20))
              .orElseThrow();
      double d = 1e-4;

      Jacobian jacobian = camera.jacobianAt(p).orElseThrow();

      Point at = camera.toGround(p).orElseThrow();
      Point right = camera.toGround(new Point(p.x() + d, p.y())).orElseThrow();
      Point down = camera.toGround(new Point(p.x(), p.y() + d)).orElseThrow();
      assertThat(jacobian.xx()).isCloseTo((right.x() - at.x()) / d, within(1e-3));
      assertThat(jacobian.yx()).isCloseTo((right.y() - at.y()) / d, within(1e-3));
      assertThat(jacobian.xy()).isCloseTo((down.x() - at.x()) / d, within(1e-3));
      assertThat(jacobian.yy()).isCloseTo((down.y() - at.y()) / d, within(1e-3));
      assertThat(jacobian.determinant()).isNegative();
    }
  }

  @Test
  void shouldBeTheSameWhenMatrixIsTakenBackWithEitherSign() {
    Homography homography = Homography.fromPairs(PIXELS, METRES);
    List<Double> negated = homography.rowMajor().stream().map(v -> -3 * v).toList();

    Point pixel = new Point(600, 400);
    Point ground = homography.toGround(pixel).orElseThrow();

    assertNear(
        Homography.fromMatrix(homography.rowMajor()).toGround(pixel).orElseThrow(), ground, 1e-9);
    assertNear(Homography.fromMatrix(negated).toGround(pixel).orElseThrow(), ground, 1e-9);
  }

  @Test
  void shouldKeepDistancesWhenCameraIsGivenByVanishingPoints() {
    // given a camera 8 m above the road, focal length 1000, tilted down by 20 degrees
    double tilt = Math.toRadians(20);
    double f = 1000;
    Point principal = new Point(640, 360);
    Point vp1 = new Point(640, 360 - f * Math.tan(tilt));
    // the direction across is parallel to the image: turn the camera by 10 degrees to see it end
    double pan = Math.toRadians(10);
    double[] forward = TestCameras.direction(pan, tilt);
    double[] across = TestCameras.direction(pan + Math.PI / 2, tilt);
    Point alongRoad = TestCameras.vanishing(forward, f, principal);
    Point acrossRoad = TestCameras.vanishing(across, f, principal);
    double offset = TestCameras.planeOffset(alongRoad, acrossRoad, principal);

    Homography homography = Homography.fromVanishing(alongRoad, acrossRoad, principal, 8 / offset);

    // then the foot of the camera lies 8 m below and the optical axis meets the road 8/tan(20) away
    Point hit = homography.toGround(principal).orElseThrow();
    assertThat(Math.hypot(hit.x(), hit.y())).isCloseTo(8 / Math.tan(tilt), within(1e-6));
    assertThat(homography.toGround(new Point(640, vp1.y() - 5))).isEmpty();
    assertThat(homography.jacobianAt(principal).orElseThrow().determinant()).isNegative();
  }

  @Test
  void shouldSayWhatIsWrongWhenPairsAreUnusable() {
    refused(PIXELS.subList(0, 3), METRES.subList(0, 3), "points: expected 4 pairs or more");
    refused(
        List.of(new Point(0, 0), new Point(1, 1), new Point(2, 2), new Point(3, 3)),
        METRES,
        "points[].pixel: expected points around an area");
    refused(
        List.of(new Point(0, 0), new Point(10, 10), new Point(20, 20), new Point(30, 0)),
        METRES,
        "points[0], points[1], points[2]: expected no three pixel on one line");
    refused(
        PIXELS,
        List.of(new Point(0, 0), new Point(7, 0), new Point(7, 42), new Point(7, 42)),
        "points[3].metres: expected a point of its own");
    refused(PIXELS, METRES.stream().map(m -> new Point(-m.x(), m.y())).toList(), "mirrored");
    refused(
        PIXELS,
        List.of(METRES.get(0), METRES.get(2), METRES.get(1), METRES.get(3)),
        "two pairs may be swapped");
  }

  @Test
  void shouldNamePairWhenItContradictsTheOthers() {
    Homography camera = Homography.fromPairs(PIXELS, METRES);
    List<Point> metres = new ArrayList<>(METRES);
    metres.addAll(List.of(new Point(3, 5), new Point(4, 12), new Point(2, 20), new Point(5, 8)));
    List<Point> pixels =
        new ArrayList<>(metres.stream().map(m -> camera.toImage(m).orElseThrow()).toList());
    metres.set(5, new Point(4, 32));

    refused(pixels, metres, "points[5]: expected a pair that agrees with the others");
  }

  @Test
  void shouldSayWhatIsWrongWhenMatrixIsUnusable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Homography.fromMatrix(List.of(1.0, 2.0)))
        .withMessageContaining("matrix: expected 9 numbers");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Homography.fromMatrix(List.of(1.0, 2.0, 3.0, 2.0, 4.0, 6.0, 0.0, 0.0, 1.0)))
        .withMessageContaining("matrix: expected a regular matrix");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Homography.fromMatrix(List.of(0.1, 0.0, 0.0, 0.0, 0.1, 0.0, 0.0, 0.0, 1.0)))
        .withMessageContaining("mirrored");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Homography.fromVanishing(
                    new Point(100, 0), new Point(120, 0), new Point(110, 500), 1))
        .withMessageContaining("vanishing.vp2");
  }

  private static void refused(List<Point> pixels, List<Point> metres, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Homography.fromPairs(pixels, metres))
        .withMessageContaining(message);
  }

  private static void assertNear(Point found, Point expected, double within) {
    assertThat(found.distanceTo(expected)).isLessThan(within);
  }
}
