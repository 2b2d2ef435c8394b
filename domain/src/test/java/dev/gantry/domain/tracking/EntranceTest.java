package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.GroundMap;
import dev.gantry.domain.geometry.Point;
import dev.gantry.domain.tracking.TrackStep.GroundMotion;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Who comes into the image over its lower edge, which cuts off where he stands. */
class EntranceTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(TestRoad.geometry());
  private static final double CAMERA_METRES = 8;
  private static final double LOWER_EDGE = 720;
  private static final double MPS = 8;
  private static final double CAR_WIDE = 1.8;
  private static final double VAN_WIDE = 2.4;

  @Test
  void shouldKnowHowFastACarIsAsSoonAsItsFootIsSeen() {
    TrackStep whole = firstWhole(entering("car", CAR_WIDE), step -> true);

    assertThat(speedOf(whole).orElseThrow()).isCloseTo(MPS, within(.8));
  }

  @Test
  void shouldKnowRoughlyHowFastACarIsBeforeItsFootIsSeen() {
    List<TrackStep> cut =
        entering("car", CAR_WIDE).stream().filter(EntranceTest::isCutOff).toList();

    assertThat(speedOf(cut.get(cut.size() - 1)).orElseThrow()).isCloseTo(MPS, within(1.0));
  }

  /** Whose far end is 4.5 m from a foot that nobody sees. */
  @Test
  void shouldTellThatItDrivesUpToSomebodyBeforeItsFootIsSeen() {
    List<DetectedFrame> frames =
        scene("car", CAR_WIDE).object("car", 0, 3, t -> TestRoad.vehicleAt(2.5, 16)).frames(10, .4);

    TrackStep last =
        TestScene.track(frames, ROAD).stream()
            .filter(step -> isCutOff(step) && step.conflict().isPresent())
            .findFirst()
            .orElseThrow();

    double gap = 16 - (5 + .3 * MPS + 4.5);
    assertThat(last.conflict().orElseThrow().seconds()).isCloseTo(gap / MPS, within(.1));
  }

  @Test
  void shouldNotGuessSoOfWhatHasNoName() {
    assertThat(entering("object", CAR_WIDE).stream().filter(EntranceTest::isCutOff))
        .allMatch(step -> speedOf(step).isEmpty());
  }

  @Test
  void shouldKnowItToBeTallerWhenItsFootWouldBeSeenElse() {
    Box last = TestScene.clipped(boxAt(.3, CAR_WIDE, 2)).orElseThrow();
    Entrance entrance = new Entrance();
    entrance.add(0, last);

    entrance.measure(ground(), last, GroundSize.of("car", CAR_WIDE, 0));

    assertThat(entrance.footAt(0, ground()).orElseThrow().y()).isGreaterThan(LOWER_EDGE - 1);
  }

  /** A box that ends well above the edge of the image, though the car does not. */
  @Test
  void shouldNotTakeAnEdgeThatIsSeenALittleOffForItsFoot() {
    TestScene scene =
        new TestScene(1)
            .detections(
                t ->
                    TestScene.clipped(boxAt(t, CAR_WIDE))
                        .map(box -> t > .05 && t < .15 ? shortened(box) : box)
                        .map(box -> new Detection("car", .8, box)));

    TrackStep whole = firstWhole(TestScene.track(scene.frames(10, 3), ROAD), EntranceTest::isLate);

    assertThat(speedOf(whole).orElseThrow()).isCloseTo(MPS, within(.8));
  }

  @Test
  void shouldNotGuessHowMuchOfATruckIsSeen() {
    TrackStep whole = firstWhole(entering("truck", VAN_WIDE), step -> true);

    assertThat(speedOf(whole)).isEmpty();
  }

  @Test
  void shouldMeasureByWhatItIsOnceThatIsKnown() {
    // given a van that is taken for a truck until a moment after all of it is seen
    TestScene scene =
        new TestScene(1)
            .detections(t -> TestScene.clipped(boxAt(t, VAN_WIDE)).map(box -> van(t < .25, box)));

    TrackStep known =
        firstWhole(TestScene.track(scene.frames(10, 3), ROAD), step -> step.label().equals("car"));

    assertThat(speedOf(known).orElseThrow()).isCloseTo(MPS, within(.8));
  }

  @Test
  void shouldGoOnFromWhatWasStoredAsIfNothingHadBeen() {
    List<DetectedFrame> frames = scene("car", CAR_WIDE).frames(10, 3);

    List<TrackStep> stored =
        TestScene.track(frames, ROAD, state -> TrackerState.fromBytes(state.toBytes()));

    assertThat(stored).isEqualTo(TestScene.track(frames, ROAD));
  }

  private static Detection van(boolean mistaken, Box box) {
    return new Detection(mistaken ? "truck" : "car", .8, box);
  }

  private static List<TrackStep> entering(String label, double wide) {
    return TestScene.track(scene(label, wide).frames(10, 3), ROAD);
  }

  private static TestScene scene(String label, double wide) {
    return new TestScene(1).object(label, 0, 3, t -> boxAt(t, wide));
  }

  private static Box shortened(Box box) {
    return new Box(box.x(), box.y(), box.width(), .92 * box.height());
  }

  private static boolean isCutOff(TrackStep step) {
    return step.box().bottom() > LOWER_EDGE - .5;
  }

  private static boolean isLate(TrackStep step) {
    return step.at().isAfter(TestScene.START.plusMillis(350));
  }

  private static GroundMap ground() {
    return ROAD.orElseThrow().ground().orElseThrow();
  }

  private static Box boxAt(double t, double wide) {
    return boxAt(t, wide, .9);
  }

  /** The box of a car with its far end so high, as far as the image shows it. */
  private static Box boxAt(double t, double wide, double high) {
    double y = 5 + MPS * t;
    Point near = pixel(2.5, y, 0);
    double width = pixel(2.5 + wide, y, 0).x() - near.x();
    double top = pixel(2.5, y + 4.3, high).y();
    double bottom = Math.min(LOWER_EDGE, near.y());
    return new Box(near.x() - width / 2, top, width, bottom - top);
  }

  /** What is high is seen where the ground behind it is. */
  private static Point pixel(double x, double y, double high) {
    double further = CAMERA_METRES / (CAMERA_METRES - high);
    return TestRoad.CAMERA.toImage(new Point(x * further, y * further)).orElseThrow();
  }

  private static TrackStep firstWhole(List<TrackStep> steps, Predicate<TrackStep> wanted) {
    return steps.stream()
        .filter(step -> step.box().bottom() < LOWER_EDGE - .06 * step.box().height() - 8)
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Double> speedOf(TrackStep step) {
    return step.ground().flatMap(GroundMotion::speed).map(TrackStep.Speed::mps);
  }
}
