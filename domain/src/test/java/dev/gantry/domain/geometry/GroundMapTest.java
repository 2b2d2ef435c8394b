package dev.gantry.domain.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.geometry.KnownDistance.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroundMapTest {

  private static final Homography CAMERA = TestCameras.camera(8, Math.toRadians(20), 0.15, 1500);
  private static final Point MIDDLE = new Point(640, 360);

  @Test
  void shouldStateTheErrorThatMarkingPointsCauses() {
    List<Point> metres = TestCameras.spread(new Random(3), 10);
    assertStatedErrorHolds(random -> GroundMap.fromPairs(none(), marked(metres, random), metres));
  }

  @Test
  void shouldStateTheErrorThatMarkingDistancesCauses() {
    List<KnownDistance> exact = distances(Direction.ALONG, Direction.ACROSS);
    assertStatedErrorHolds(
        random -> {
          List<KnownDistance> noisy = new ArrayList<>();
          for (KnownDistance d : exact) {
            noisy.add(d.between(shaken(d.from(), random), shaken(d.to(), random)));
          }
          return GroundMap.fromDistances(none(), noisy, MIDDLE);
        });
  }

  @Test
  void shouldFindTheCameraFromDistancesAlone() {
    for (Direction along : List.of(Direction.ALONG, Direction.ANY)) {
      Direction across = along == Direction.ANY ? Direction.ANY : Direction.ACROSS;

      GroundMap map = GroundMap.fromDistances(none(), distances(along, across), MIDDLE);

      Point near = CAMERA.toImage(new Point(2, 14)).orElseThrow();
      Point far = CAMERA.toImage(new Point(6, 45)).orElseThrow();
      double found = map.toGround(near).orElseThrow().distanceTo(map.toGround(far).orElseThrow());
      assertThat(found).isCloseTo(Math.hypot(4, 31), within(0.01));
    }
  }

  @Test
  void shouldLayTheAxisAlongTheRoadWhenDirectionsAreStated() {
    GroundMap map =
        GroundMap.fromDistances(none(), distances(Direction.ALONG, Direction.ACROSS), MIDDLE);

    Point near = map.toGround(CAMERA.toImage(new Point(3, 15)).orElseThrow()).orElseThrow();
    Point far = map.toGround(CAMERA.toImage(new Point(3, 35)).orElseThrow()).orElseThrow();
    assertThat(far.x() - near.x()).isCloseTo(0, within(0.01));
    assertThat(far.y() - near.y()).isCloseTo(20, within(0.01));
  }

  @Test
  void shouldKeepTheUnstatedErrorWhenNothingSaysHowGoodACalibrationIs() {
    GroundMap map = GroundMap.fromMatrix(none(), CAMERA.rowMajor(), Optional.empty());

    assertThat(map.distanceError(new Point(600, 500), new Point(700, 300)))
        .isCloseTo(0.013, within(1e-9));
    assertThat(map.distanceError(new Point(600, 500), new Point(600, 500))).isZero();
  }

  @Test
  void shouldSayWhatIsWrongWhenDistancesAreUnusable() {
    List<KnownDistance> good = distances(Direction.ALONG, Direction.ACROSS);
    refused(good.subList(0, 3), "distances: expected 4 or more, found 3");
    List<KnownDistance> wrong = new ArrayList<>(good);
    wrong.set(2, new KnownDistance(wrong.get(2).from(), wrong.get(2).to(), 30, Direction.ALONG));
    refused(wrong, "distances[2].metres: expected");
    List<KnownDistance> point = new ArrayList<>(good);
    point.set(1, point.get(1).between(MIDDLE, MIDDLE));
    refused(point, "distances[1].to: expected another pixel than from");
    // Four short ones far away tell neither the focal length nor the height.
    List<KnownDistance> far = new ArrayList<>();
    for (int x = 0; x < 4; x++) {
      far.add(distance(new Point(x, 300), new Point(x, 300.5), Direction.ALONG));
    }
    refused(far, "distances: expected enough to tell the camera");
  }

  @Test
  void shouldRefuseAScaleThatNoCameraHasWhereThePointsSayIt() {
    List<Point> metres = TestCameras.spread(new Random(3), 8);
    List<Point> pixels = metres.stream().map(m -> CAMERA.toImage(m).orElseThrow()).toList();
    assertScaleIsChecked(
        "points",
        factor -> {
          List<Point> scaled =
              metres.stream().map(m -> new Point(factor * m.x(), factor * m.y())).toList();
          return GroundMap.fromPairs(none(), pixels, scaled);
        });
  }

  @Test
  void shouldRefuseAScaleThatNoCameraHasWhereDistancesSayIt() {
    List<KnownDistance> known = distances(Direction.ALONG, Direction.ACROSS);
    assertScaleIsChecked(
        "distances",
        factor -> {
          List<KnownDistance> scaled =
              known.stream()
                  .map(d -> new KnownDistance(d.from(), d.to(), factor * d.metres(), d.direction()))
                  .toList();
          return GroundMap.fromDistances(none(), scaled, MIDDLE);
        });
  }

  @Test
  void shouldRefuseAScaleThatNoCameraHasWhereItIsStated() {
    double tilt = Math.toRadians(20);
    Point along = TestCameras.vanishing(TestCameras.direction(.15, tilt), 1500, MIDDLE);
    Point across =
        TestCameras.vanishing(TestCameras.direction(.15 + Math.PI / 2, tilt), 1500, MIDDLE);
    double scale = 8 / TestCameras.planeOffset(along, across, MIDDLE);
    assertScaleIsChecked(
        "vanishing.scale",
        factor -> GroundMap.fromVanishing(none(), along, across, MIDDLE, factor * scale));
  }

  @Test
  void shouldRefuseAScaleThatNoCameraHasWhereAMatrixSaysIt() {
    assertScaleIsChecked(
        "matrix",
        factor ->
            GroundMap.fromMatrix(
                none(), CAMERA.scaled(factor).rowMajor(), Optional.of(new Point(1280, 720))));
    // An image whose size nobody states may be larger, and its ground finer at the bottom.
    GroundMap.fromMatrix(none(), CAMERA.rowMajor(), Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> GroundMap.fromMatrix(none(), CAMERA.scaled(1e-3).rowMajor(), Optional.empty()))
        .withMessageContaining("matrix: expected");
  }

  @Test
  void shouldTakeACameraForLicencePlatesAndRefuseAFinerOne() {
    Point corner = new Point(1280, 720);
    double finest =
        Stream.of(new Point(0, 720), corner)
            .mapToDouble(pixel -> CAMERA.jacobianAt(pixel).orElseThrow().metresPerPixel())
            .min()
            .orElseThrow();
    Homography plates = CAMERA.scaled(4.1e-4 / finest);

    assertThat(GroundMap.fromMatrix(none(), plates.rowMajor(), Optional.of(corner))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> GroundMap.fromMatrix(none(), plates.scaled(.95).rowMajor(), Optional.of(corner)))
        .withMessageStartingWith("matrix: expected 0.0004 to 10 metres per pixel");
  }

  @Test
  void shouldRefuseACameraThatHangsWhereNoneDoes() {
    List<KnownDistance> known = distances(Direction.ALONG, Direction.ACROSS);
    List<KnownDistance> high =
        known.stream()
            .map(d -> new KnownDistance(d.from(), d.to(), 130 * d.metres(), d.direction()))
            .toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroundMap.fromDistances(none(), high, MIDDLE))
        .withMessageStartingWith(
            "distances: expected a camera 0.2 to 1000 m above the ground, found");
  }

  @Test
  void shouldRefuseAFocalLengthThatNoLensHas() {
    Lens lens = new Lens(12, 12, MIDDLE, 0, 0, 0, 0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> GroundMap.fromMatrix(Optional.of(lens), CAMERA.rowMajor(), Optional.empty()))
        .withMessageStartingWith("lens.focal: expected a focal length of ")
        .withMessageEndingWith("found 12");
    Point far = new Point(MIDDLE.x() + 1, MIDDLE.y() - 4e6);
    Point across = new Point(MIDDLE.x() + 1e7, MIDDLE.y() + 1e5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroundMap.fromVanishing(none(), far, across, MIDDLE, .02))
        .withMessageStartingWith("vanishing.vp2: expected a focal length of ");
  }

  /** As it is it is taken; a thousandth of it is refused, and too much, and the field named. */
  private static void assertScaleIsChecked(String field, DoubleFunction<GroundMap> calibrator) {
    assertThat(calibrator.apply(1)).isNotNull();
    for (double factor : new double[] {1e-3, 1e4}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> calibrator.apply(factor))
          .withMessageStartingWith(field + ": expected 0.0004 to 10 metres per pixel")
          .withMessageContaining("found ");
    }
  }

  private interface Calibrator {
    GroundMap with(Random random);
  }

  /** Of many calibrations with noise of a pixel, the spread of a length is what each states. */
  private static void assertStatedErrorHolds(Calibrator calibrator) {
    Point near = CAMERA.toImage(new Point(4, 14)).orElseThrow();
    Point far = CAMERA.toImage(new Point(4, 40)).orElseThrow();
    double squares = 0;
    double stated = 0;
    int n = 120;
    for (int seed = 0; seed < n; seed++) {
      GroundMap map = calibrator.with(new Random(seed));
      double length = map.toGround(near).orElseThrow().distanceTo(map.toGround(far).orElseThrow());
      squares += (length / 26 - 1) * (length / 26 - 1);
      stated += map.distanceError(near, far);
    }
    double spread = Math.sqrt(squares / n);
    assertThat(spread).isBetween(0.0005, 0.03);
    assertThat(stated / n / spread).isBetween(0.6, 1.6);
  }

  private static List<KnownDistance> distances(Direction along, Direction across) {
    List<KnownDistance> all = new ArrayList<>();
    for (double y = 12; y < 40; y += 7) {
      all.add(distance(new Point(0, y), new Point(0, y + 7), along));
      all.add(distance(new Point(7, y), new Point(7, y + 7), along));
    }
    all.add(distance(new Point(0, 12), new Point(7, 12), across));
    all.add(distance(new Point(0, 26), new Point(7, 26), across));
    all.add(distance(new Point(0, 40), new Point(7, 40), across));
    all.add(distance(new Point(0, 12), new Point(7, 26), Direction.ANY));
    return all;
  }

  private static KnownDistance distance(Point from, Point to, Direction direction) {
    return new KnownDistance(
        CAMERA.toImage(from).orElseThrow(),
        CAMERA.toImage(to).orElseThrow(),
        from.distanceTo(to),
        direction);
  }

  private static List<Point> marked(List<Point> metres, Random random) {
    return metres.stream().map(m -> shaken(CAMERA.toImage(m).orElseThrow(), random)).toList();
  }

  private static Point shaken(Point pixel, Random random) {
    return new Point(pixel.x() + random.nextGaussian(), pixel.y() + random.nextGaussian());
  }

  private static Optional<Lens> none() {
    return Optional.empty();
  }

  private static void refused(List<KnownDistance> distances, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroundMap.fromDistances(none(), distances, MIDDLE))
        .withMessageContaining(message);
  }
}
