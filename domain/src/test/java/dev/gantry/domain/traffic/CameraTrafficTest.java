package dev.gantry.domain.traffic;

import static dev.gantry.domain.traffic.TrafficScript.SETTINGS;
import static dev.gantry.domain.traffic.TrafficScript.crossing;
import static dev.gantry.domain.traffic.TrafficScript.drive;
import static dev.gantry.domain.traffic.TrafficScript.end;
import static dev.gantry.domain.traffic.TrafficScript.look;
import static dev.gantry.domain.traffic.TrafficScript.off;
import static dev.gantry.domain.traffic.TrafficScript.on;
import static dev.gantry.domain.traffic.TrafficScript.play;
import static dev.gantry.domain.traffic.TrafficScript.standing;
import static dev.gantry.domain.traffic.TrafficScript.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.Direction;
import dev.gantry.domain.traffic.CameraTraffic.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CameraTrafficTest {

  private final CameraTraffic camera = CameraTraffic.empty("bridge", SETTINGS);

  @Test
  void shouldCountAVehicleInThePaneInWhichItLeavesTheSegment() {
    play(camera, drive("t1", 0.5, 1.7, "north", 10).toArray(new TrackPoint[0]));
    List<Partial> told = play(camera, off("t2", 5));
    assertThat(told).hasSize(1);
    assertThat(told.get(0).paneStartUs()).isEqualTo(us(1));
    assertThat(told.get(0).sums().groups().all().vehicles()).isEqualTo(1);
    assertThat(told.get(0).sums().groups().all().speedSum()).isEqualTo(10);
    assertThat(told.get(0).sums().groups().presence().us()).isEqualTo(us(0.7));
    assertThat(told.get(0).sums().occupiedUs()).isEqualTo(us(0.7));
    assertThat(told.get(0).closed()).isTrue();
    assertThat(told.get(0).limitMps()).isEqualTo(13.9);
  }

  @Test
  void shouldCountAVehicleInThePaneInWhichItEndsOnTheSegment() {
    List<Partial> told =
        play(camera, on("t1", 0.2, "north", 8), end("t1", 0.9, "north"), off("t2", 2));
    assertThat(told).hasSize(1);
    assertThat(told.get(0).paneStartUs()).isZero();
    assertThat(told.get(0).sums().groups().all().vehicles()).isEqualTo(1);
    assertThat(told.get(0).sums().groups().presence().us()).isEqualTo(us(0.7));
  }

  @Test
  void shouldCountAVehicleOnceWhenItFlickersAtTheEdgeOfTheSegment() {
    List<Partial> told =
        changes(
            on("t1", 0.1, "north", 8),
            off("t1", 0.2),
            on("t1", 0.3, "north", 8),
            off("t1", 0.4),
            off("t2", 3));
    assertThat(told.get(0).sums().groups().all().vehicles()).isEqualTo(1);
    assertThat(told.get(0).sums().groups().presence().us()).isEqualTo(us(0.2));
  }

  @Test
  void shouldTakeTheMedianOfAVehiclesSpeedsWhenOneIsFarOff() {
    List<Partial> told =
        changes(
            on("t1", 0.1, "north", 8),
            on("t1", 0.2, "north", 8),
            on("t1", 0.3, "north", 60),
            off("t1", 0.4),
            off("t2", 3));
    assertThat(told.get(0).sums().groups().all().speedSum()).isEqualTo(8);
    assertThat(told.get(0).sums().groups().all().speedCount()).isEqualTo(1);
  }

  @Test
  void shouldCountTheUnionWhenTwoVehiclesAreOnTheSegmentAtOnce() {
    List<Partial> told =
        play(
            camera,
            on("t1", 0.1, "north", 8),
            on("t2", 0.3, "north", 8),
            off("t1", 0.5),
            off("t2", 0.6),
            off("t3", 3));
    assertThat(told.get(0).sums().groups().presence().us()).isEqualTo(us(0.7));
    assertThat(told.get(0).sums().occupiedUs()).isEqualTo(us(0.5));
  }

  @Test
  void shouldSumByClassAndByTheDirectionGoneMostOfTheTime() {
    List<Partial> told =
        changes(
            TrafficScript.on("t1", 10.1, "north", 10, "car", Direction.AGAINST),
            TrafficScript.on("t1", 10.2, "north", 10, "car", Direction.ALONG),
            TrafficScript.on("t1", 10.3, "north", 10, "car", Direction.ALONG),
            TrafficScript.on("t2", 10.4, "north", 8, "truck", Direction.AGAINST),
            TrafficScript.on("t3", 10.4, "north", 0, "car", Direction.UNKNOWN),
            end("t1", 10.5, "north", "car"),
            end("t2", 10.5, "north", "truck"),
            end("t3", 10.5, "north", "car"),
            off("t4", 11.4));
    assertThat(told.get(0).sums().groups().sums())
        .containsOnlyKeys(
            new VehicleGroup("car", Direction.ALONG),
            new VehicleGroup("car", Direction.UNKNOWN),
            new VehicleGroup("truck", Direction.AGAINST))
        .allSatisfy((group, sums) -> assertThat(sums.vehicles()).isEqualTo(1));
  }

  @Test
  void shouldDivideTheWayOfAllVehiclesByTheirTimeForTheSpaceMeanSpeed() {
    List<TrackPoint> points = new ArrayList<>(drive("fast", 10, 10.3, "north", 12));
    points.addAll(drive("slow", 10, 10.6, "north", 6));
    points.sort(Comparator.comparingLong(TrackPoint::atUs));
    points.add(off("t2", 11.4));
    PaneSums sums = changes(points.toArray(TrackPoint[]::new)).get(0).sums();
    // Seen until 10.2 and 10.5; the steps that find them elsewhere have no speed.
    assertThat(sums.groups().presence().timedUs()).isEqualTo(us(0.2 + 0.5));
    assertThat(sums.groups().presence().spaceMeanMps())
        .isCloseTo((0.2 * 12 + 0.5 * 6) / 0.7, within(1e-9));
    assertThat(sums.groups().all().meanMps()).isEqualTo(9);
  }

  @Test
  void shouldTellOfAPaneWhenTheCameraIsSettledBeyondItsEnd() {
    assertThat(play(camera, on("t1", 0.5, "north", 8), on("t1", 1.2, "north", 8))).isEmpty();
    assertThat(play(camera, on("t1", 1.25, "north", 8)))
        .singleElement()
        .satisfies(pane -> assertThat(pane.paneStartUs()).isZero());
  }

  @Test
  void shouldTellAHigherRevisionWhenALateStepWithinTheGraceChangesAPane() {
    play(camera, on("t1", 0.5, "north", 8), on("t2", 0.5, "north", 9));
    Partial first = play(camera, off("t1", 0.9), off("t3", 5.5)).get(0);
    CameraTraffic.Result late = camera.take(end("t2", 0.5, "north"));
    assertThat(late.verdict()).isEqualTo(Verdict.TAKEN);
    Partial second = late.partials().get(0);
    assertThat(second.paneStartUs()).isEqualTo(first.paneStartUs());
    assertThat(second.revision()).isGreaterThan(first.revision());
    assertThat(second.sums().groups().all().vehicles()).isEqualTo(2);
    assertThat(second.changedAtUs()).isEqualTo(us(5.5));
    assertThat(first.changedAtUs()).isEqualTo(us(0.9));
  }

  @Test
  void shouldTakeInAStepExactlyAtTheEndOfTheGrace() {
    play(camera, on("t1", 0.5, "north", 8), off("t2", 5.5));
    assertThat(camera.take(end("t1", 0.5, "north")).verdict()).isEqualTo(Verdict.TAKEN);
  }

  @Test
  void shouldLeaveOutAStepBeyondTheGrace() {
    play(camera, on("t1", 0.5, "north", 8), off("t2", 5.500001));
    CameraTraffic.Result result = camera.take(end("t1", 0.5, "north"));
    assertThat(result.verdict()).isEqualTo(Verdict.LATE);
    assertThat(result.partials()).isEmpty();
  }

  @Test
  void shouldRecogniseStepsThatAreRepeated() {
    play(camera, on("t1", 0.5, "north", 8), end("t1", 0.5, "north"));
    assertThat(camera.take(on("t1", 0.5, "north", 8)).verdict()).isEqualTo(Verdict.REPEATED);
    assertThat(camera.take(end("t1", 0.5, "north")).verdict()).isEqualTo(Verdict.REPEATED);
  }

  @Test
  void shouldTellHowFarItHasComeWhenNothingHappensOnASegmentAnyMore() {
    play(camera, on("t1", 0.5, "north", 8), off("t1", 0.9), off("t2", 2));
    List<Partial> told = play(camera, off("t2", 3.4), off("t2", 3.5), off("t2", 3600));
    assertThat(told).extracting(Partial::revision).containsExactly(0, 0);
    assertThat(told).extracting(Partial::watermarkUs).containsExactly(us(3.4), us(3600));
    assertThat(play(camera, off("t2", 3700))).isEmpty();
  }

  @Test
  void shouldTellHowFarItHasComeWhenItLooksAndTracksNothing() {
    play(camera, on("t1", 0.5, "north", 8), end("t1", 0.9, "north"));
    assertThat(camera.watch(look(2)))
        .singleElement()
        .satisfies(
            pane -> {
              assertThat(pane.sums().groups().all().vehicles()).isEqualTo(1);
              assertThat(pane.watermarkUs()).isEqualTo(us(2));
              assertThat(pane.closed()).isTrue();
            });
    assertThat(camera.watch(look(4)))
        .singleElement()
        .satisfies(pane -> assertThat(pane.revision()).isZero());
    assertThat(camera.take(end("t2", -1.000001, "north")).verdict()).isEqualTo(Verdict.LATE);
  }

  @Test
  void shouldBeAwaitedUntilItsWindowsCanNoLongerChange() {
    assertThat(camera.isAwaited(look(1))).isFalse();
    play(camera, on("t1", 0.5, "north", 8), end("t1", 0.9, "north"));
    assertThat(camera.isAwaited(look(0.9))).isFalse();
    assertThat(camera.isAwaited(look(2))).isTrue();
    camera.watch(look(200));
    assertThat(camera.isAwaited(look(201))).isFalse();
  }

  @Test
  void shouldTellOfOpenPanesOnceWhenFlushed() {
    play(camera, on("t1", 0.5, "north", 8), off("t1", 0.9));
    assertThat(camera.flush())
        .singleElement()
        .satisfies(pane -> assertThat(pane.closed()).isFalse());
    assertThat(camera.flush()).isEmpty();
  }

  @Test
  void shouldCountTheVehiclesThatStandAtOneTimeAndHowLongTheyHaveStood() {
    List<Partial> told =
        play(
            camera,
            standing("t1", 0.2, "north", 40),
            standing("t2", 0.4, "north", 3),
            standing("t3", 0.4, "south", 90),
            on("t1", 0.6, "north", 5),
            standing("t4", 0.8, "north", 2),
            off("t5", 3));

    assertThat(told)
        .anySatisfy(
            pane -> {
              assertThat(pane.segment()).isEqualTo("north");
              assertThat(pane.paneStartUs()).isZero();
              assertThat(pane.sums().standing()).isEqualTo(new StandingVehicles(2, 40));
            });
  }

  @Test
  void shouldCountCrossingsByLineSideAndClassInThePaneInWhichTheyHappen() {
    List<Partial> told =
        changes(
            crossing(on("t1", 10.1, "north", 8), "stop:left"),
            crossing(on("t2", 10.2, "north", 8), "stop:left", "exit:right"),
            crossing(on("t3", 10.3, "north", 4, "truck", Direction.ALONG), "stop:left"),
            crossing(on("t1", 10.4, "north", 8), "stop:right"),
            crossing(on("t1", 10.5, "north", 8), "stop:left"),
            crossing(end("t2", 10.6, "north"), "exit:right"),
            off("t9", 12));
    assertThat(told.get(0).paneStartUs()).isEqualTo(us(10));
    assertThat(told.get(0).sums().crossings().counts())
        .containsExactly(
            entry(LineCrossing.of("exit:right", "car"), 1),
            entry(LineCrossing.of("stop:left", "car"), 3),
            entry(LineCrossing.of("stop:left", "truck"), 1),
            entry(LineCrossing.of("stop:right", "car"), 1));
  }

  @Test
  void shouldCountACrossingForTheSegmentThatTheTrackWasOnLast() {
    List<Partial> told =
        changes(
            crossing(off("t1", 9.9), "before:left"),
            on("t1", 10.1, "north", 8),
            off("t1", 10.2),
            crossing(off("t1", 10.3), "stop:left"),
            off("t9", 12));
    assertThat(told)
        .singleElement()
        .satisfies(
            pane -> {
              assertThat(pane.segment()).isEqualTo("north");
              assertThat(pane.sums().crossings().counts())
                  .containsOnlyKeys(LineCrossing.of("stop:left", "car"));
            });
  }

  @Test
  void shouldNotTakeForACrossingWhatIsNone() {
    assertThat(LineCrossing.of("a:b:right", "car"))
        .isEqualTo(new LineCrossing("a:b", LineCrossing.Side.RIGHT, "car"));
    assertThatThrownBy(() -> LineCrossing.of("stop", "car"))
        .hasMessageContaining("expected a line, a colon and left or right, found 'stop'");
    assertThatThrownBy(() -> LineCrossing.of("stop:up", "car"))
        .hasMessageContaining("expected left or right, found 'up'");
  }

  @Test
  void shouldIgnorePredictedPositions() {
    play(camera, on("t1", 0.5, "north", 8));
    TrackPoint predicted =
        new TrackPoint(
            "t1",
            us(0.9),
            false,
            false,
            true,
            true,
            "car",
            "",
            Direction.UNKNOWN,
            OptionalDouble.empty(),
            0,
            List.of(),
            0,
            "harbour",
            true,
            InputRun.of(0, 9));
    List<Partial> told = play(camera, predicted, end("t1", 0.5, "north"), off("t2", 3));
    assertThat(told.get(0).sums().groups().all().vehicles()).isEqualTo(1);
    assertThat(told.get(0).sums().groups().presence().us()).isZero();
  }

  @Test
  void shouldTellTheSameWhenItsStateIsStoredBetweenAnyTwoSteps() {
    List<TrackPoint> steps = new ArrayList<>(drive("t1", 0.5, 3.2, "north", 10));
    steps.add(crossing(off("t1", 3.3), "stop:left", "stop:right"));
    steps.addAll(drive("t2", 3.4, 6.4, "south", 14));
    steps.add(end("t2", 6.4, ""));
    steps.add(off("t3", 20));
    CameraTraffic stored = CameraTraffic.empty("bridge", SETTINGS);
    for (TrackPoint step : steps) {
      stored = CameraTraffic.fromBytes("bridge", SETTINGS, stored.toBytes());
      assertThat(stored.take(step)).isEqualTo(camera.take(step));
      assertThat(stored.toBytes()).isEqualTo(camera.toBytes());
    }
  }

  @Test
  void shouldRefuseStateOfAnotherFormat() {
    byte[] bytes = camera.toBytes();
    bytes[0] = 9;
    assertThatThrownBy(() -> CameraTraffic.fromBytes("bridge", SETTINGS, bytes))
        .hasMessageContaining("expected state of format 7, found 9");
  }

  private List<Partial> changes(TrackPoint... points) {
    return play(camera, points).stream().filter(partial -> partial.revision() > 0).toList();
  }
}
