package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.camera.CameraDefinition.Line;
import dev.gantry.domain.camera.CameraDefinition.Segment;
import dev.gantry.domain.camera.CameraDefinition.Zone;
import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.Point;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines, zones, lanes, headways and turns of tracks on a made-up road. */
class PassageTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(CameraGeometry.of(road()));

  @Test
  void shouldTellOnceThatALineIsCrossedAndToWhichSide() {
    List<TrackStep> steps = track(new TestScene(1).object("car", 0, 6, PassageTest::up));

    List<TrackStep> crossing =
        steps.stream().filter(step -> !step.passage().crossings().isEmpty()).toList();
    assertThat(crossing).hasSize(1);
    assertThat(crossing.get(0).passage().crossings()).containsExactly("middle:left");
    assertThat(placeOf(crossing.get(0)).y()).isCloseTo(30, within(2.0));
    assertThat(TestScene.last(steps).passage().crossed()).containsExactly("middle:left");
  }

  @Test
  void shouldTellTheOtherSideOfOneThatComesTheOtherWay() {
    List<TrackStep> steps =
        track(new TestScene(2).object("car", 0, 6, t -> TestRoad.vehicleAt(-2.5, 45 - 7 * t)));

    assertThat(TestScene.last(steps).passage().crossed()).containsExactly("middle:right");
  }

  @Test
  void shouldNotCrossALineThatItPassesBeside() {
    List<TrackStep> steps =
        track(new TestScene(3).object("car", 0, 6, t -> TestRoad.vehicleAt(8, 15 + 7 * t)));

    assertThat(TestScene.last(steps).passage().crossed()).isEmpty();
  }

  @Test
  void shouldNotCrossALineBackAndForthWhenItTremblesUponIt() {
    TestScene scene =
        new TestScene(4)
            .object("car", 0, 30, t -> TestRoad.vehicleAt(2.5, 20 + 5 * Math.min(t, 2)))
            .detector(0.03, 0, 0);

    assertThat(TestScene.last(track(scene)).passage().crossed().size()).isLessThanOrEqualTo(1);
  }

  @Test
  void shouldTellTheTimeInAZoneAndNotLeaveItForAFrame() {
    TestScene scene =
        new TestScene(5)
            .object("car", 0, 10, t -> TestRoad.vehicleAt(2.5, 15 + 4 * t))
            .detector(0.02, 0.05, 0);

    List<TrackStep> steps = track(scene);

    List<Boolean> inside = steps.stream().map(step -> step.zones().contains("near")).toList();
    assertThat(inside).startsWith(true).contains(false);
    assertThat(inside.subList(inside.indexOf(false), inside.size())).doesNotContain(true);
    TrackStep lastInside = steps.get(inside.indexOf(false) - 1);
    assertThat(placeOf(lastInside).y()).isCloseTo(31, within(2.0));
    assertThat(lastInside.passage().dwellSeconds().get("near")).isCloseTo(4, within(0.5));
    assertThat(lastInside.passage().gate()).isEqualTo("gate-1");
    assertThat(TestScene.last(steps).passage().gate()).isEmpty();
    assertThat(TestScene.last(steps).passage().dwellSeconds()).isEmpty();
  }

  @Test
  void shouldTellTheLaneAndTheHeadwayInIt() {
    TestScene scene =
        new TestScene(6)
            .object("car", 0, 6, t -> TestRoad.vehicleAt(1.2, 15 + 8 * t))
            .object("car", 1, 7, t -> TestRoad.vehicleAt(3.8, 15 + 8 * (t - 1)))
            .object("car", 2.5, 8.5, t -> TestRoad.vehicleAt(1.2, 15 + 8 * (t - 2.5)));

    List<List<TrackStep>> tracks = List.copyOf(TestScene.byTrack(track(scene)).values());

    assertThat(tracks).hasSize(3);
    assertThat(tracks.get(0)).allMatch(step -> step.passage().lane() == 1);
    assertThat(tracks.get(1)).allMatch(step -> step.passage().lane() == 2);
    assertThat(headway(tracks.get(0))).isZero();
    assertThat(headway(tracks.get(1))).as("first in its lane").isZero();
    assertThat(headway(tracks.get(2))).isCloseTo(2.5, within(0.1));
    assertThat(tracks.get(2).get(0).passage().headwaySeconds()).as("before the middle").isZero();
  }

  @Test
  void shouldTellWhereItCameFromAndWhereItWent() {
    List<TrackStep> turning =
        track(
            new TestScene(7)
                .object(
                    "car",
                    0,
                    7,
                    t -> TestRoad.vehicleAt(2.5 - 0.9 * Math.max(0, t - 1), 15 + 3 * t)));
    List<TrackStep> straight = track(new TestScene(8).object("car", 0, 4, PassageTest::up));

    assertThat(turning).allMatch(step -> step.passage().entrySegment().equals("up"));
    assertThat(turning.get(0).passage().turn()).isEmpty();
    assertThat(TestScene.last(turning).passage().turn()).isEqualTo("up>down");
    assertThat(TestScene.last(straight).passage().turn()).isEmpty();
  }

  private static dev.gantry.domain.geometry.Box up(double t) {
    return TestRoad.vehicleAt(2.5, 15 + 7 * t);
  }

  private static List<TrackStep> track(TestScene scene) {
    return TestScene.track(scene.frames(10, 30), ROAD);
  }

  private static double headway(List<TrackStep> steps) {
    return TestScene.last(steps).passage().headwaySeconds();
  }

  private static Point placeOf(TrackStep step) {
    return step.ground().orElseThrow().position();
  }

  /** The test road with two lanes up, a line across at 30 m and a zone before a gate up to it. */
  private static CameraDefinition road() {
    CameraDefinition plain = TestRoad.definition(1, 1);
    Point left = pixel(-5, 30);
    Point right = pixel(5, 30);
    Segment up = plain.segments().get(0);
    return new CameraDefinition(
        plain.id(),
        1,
        plain.site(),
        plain.source(),
        plain.calibration(),
        List.of(
            new Segment("up", up.polygon(), up.headingDeg(), up.limitKmh(), 2),
            plain.segments().get(1)),
        List.of(
            new Zone(
                "near",
                List.of(left, right, new Point(2000, 800), new Point(-800, 800)),
                Optional.of("gate-1"))),
        List.of(new Line("middle", left, right)),
        Optional.empty());
  }

  private static Point pixel(double x, double y) {
    return TestRoad.CAMERA.toImage(new Point(x, y)).orElseThrow();
  }
}
