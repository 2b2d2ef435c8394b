package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.geometry.Point;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

class StatureTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(TestRoad.geometry());
  private static final double HEIGHT = 1.75;

  @Test
  void shouldKnowWhoWalksByHisHeightAndPace() {
    List<TrackStep> steps = track(Detection.UNCLASSIFIED, t -> upright(0.6, 18 + 1.4 * t));

    assertThat(steps.get(0).label()).as("before it is sure").isEqualTo(Detection.UNCLASSIFIED);
    assertThat(TestScene.last(steps).label()).isEqualTo("person");
  }

  @Test
  void shouldGoOnTakingHimForOneWhoStands() {
    List<TrackStep> steps =
        track(Detection.UNCLASSIFIED, t -> upright(0.6, 18 + 1.4 * Math.min(2, t)));

    assertThat(TestScene.last(steps).label()).isEqualTo("person");
  }

  @Test
  void shouldGoOnTakingHimForOneOfWhomLessAndLessIsSeen() {
    List<TrackStep> steps =
        track(
            Detection.UNCLASSIFIED,
            t -> {
              Box whole = upright(0.6, 18 + 1.4 * Math.min(2, t));
              double lost = whole.height() * Math.max(0, Math.min(.6, (t - 3) / 5));
              return new Box(whole.x(), whole.y() + lost, whole.width(), whole.height() - lost);
            });

    assertThat(TestScene.last(steps).label()).isEqualTo("person");
  }

  @Test
  void shouldTakeAChildForOneOnFoot() {
    Stature child = new Stature();
    Stature lower = new Stature();
    for (int n = 0; n < 20; n++) {
      child.see(0.4, 1.05, 1.2, 0.3);
      lower.see(0.4, 0.9, 1.2, 0.3);
    }

    assertThat(child.onFoot()).isTrue();
    assertThat(lower.onFoot()).isFalse();
  }

  @Test
  void shouldNotTakeForOneOnFootWhatHasStoodEverSince() {
    List<TrackStep> steps = track(Detection.UNCLASSIFIED, t -> upright(0.6, 18));

    assertThat(steps).extracting(TrackStep::label).containsOnly(Detection.UNCLASSIFIED);
  }

  @Test
  void shouldTakeNobodyForOneOnFootWhoWasSeenToRide() {
    List<TrackStep> steps =
        track(Detection.UNCLASSIFIED, t -> upright(0.7, 14 + 7 * Math.min(2, t)));

    assertThat(TestScene.last(steps).label()).isEqualTo(Detection.UNCLASSIFIED);
  }

  @Test
  void shouldTakeNothingForOneOnFootThatIsWide() {
    List<TrackStep> steps =
        track(Detection.UNCLASSIFIED, t -> TestRoad.vehicleAt(2.5, 16 + 1.4 * t));

    assertThat(TestScene.last(steps).label()).isEqualTo(Detection.UNCLASSIFIED);
  }

  @Test
  void shouldTakeNobodyForOneOnFootWhoMayRideAsWell() {
    Stature walks = new Stature();
    Stature mayRide = new Stature();
    for (int n = 0; n < 20; n++) {
      walks.see(0.6, HEIGHT, 1.4, 0.4);
      mayRide.see(0.6, HEIGHT, 3.1, 0.4);
    }

    assertThat(walks.onFoot()).isTrue();
    assertThat(mayRide.onFoot()).isFalse();
  }

  @Test
  void shouldNotTakeForARiderWhoseBoxLeapsWhileItIsOfTwo() {
    Stature walks = new Stature();
    for (int n = 0; n < 30; n++) {
      boolean two = n >= 20 && n < 26;
      walks.see(0.6, two ? 2.8 : HEIGHT, two ? 9 : 1.4, 0.4);
    }

    assertThat(walks.onFoot()).isTrue();
  }

  @Test
  void shouldLeaveNamesOfTheDetectorAlone() {
    List<TrackStep> steps = track("bicycle", t -> upright(0.6, 18 + 1.4 * t));

    assertThat(steps).extracting(TrackStep::label).containsOnly("bicycle");
  }

  @Test
  void shouldNameNobodyWithoutACalibration() {
    List<TrackStep> steps =
        TestScene.track(scene(Detection.UNCLASSIFIED, t -> upright(0.6, 18 + 1.4 * t)));

    assertThat(steps).extracting(TrackStep::label).containsOnly(Detection.UNCLASSIFIED);
  }

  private static List<TrackStep> track(String label, DoubleFunction<Box> place) {
    return TestScene.track(scene(label, place), ROAD);
  }

  private static List<DetectedFrame> scene(String label, DoubleFunction<Box> place) {
    return new TestScene(1).object(label, 0, 8, place).frames(10, 8);
  }

  /** The box of somebody upright in the middle of a lane. */
  private static Box upright(double width, double y) {
    Point left = TestRoad.CAMERA.toImage(new Point(2.5 - width / 2, y)).orElseThrow();
    Point right = TestRoad.CAMERA.toImage(new Point(2.5 + width / 2, y)).orElseThrow();
    double pixels = (right.x() - left.x()) / width;
    return new Box(left.x(), left.y() - HEIGHT * pixels, right.x() - left.x(), HEIGHT * pixels);
  }
}
