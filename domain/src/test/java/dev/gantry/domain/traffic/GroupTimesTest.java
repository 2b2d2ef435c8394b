package dev.gantry.domain.traffic;

import static dev.gantry.domain.traffic.TrafficScript.SETTINGS;
import static dev.gantry.domain.traffic.TrafficScript.UNDEFINED;
import static dev.gantry.domain.traffic.TrafficScript.off;
import static dev.gantry.domain.traffic.TrafficScript.on;
import static dev.gantry.domain.traffic.TrafficScript.play;
import static dev.gantry.domain.traffic.TrafficScript.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.Direction;
import dev.gantry.domain.traffic.CameraTraffic.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** To which class and direction the time that vehicles spend on a segment is added. */
class GroupTimesTest {

  private static final VehicleGroup ALONG = new VehicleGroup("car", Direction.ALONG);
  private static final VehicleGroup UNKNOWN = new VehicleGroup("car", Direction.UNKNOWN);

  private static final List<Direction> DIRECTIONS = List.of(Direction.values());

  private final CameraTraffic camera = CameraTraffic.empty("bridge", SETTINGS);

  @Test
  void shouldSumTimeAndWayByClassAndDirection() {
    play(camera, TrafficScript.drive("t1", 10, 10.6, "north", 12));
    play(camera, on("t2", 10.6, "north", 4, "truck", Direction.AGAINST));
    play(camera, on("t2", 10.8, "north", 4, "truck", Direction.AGAINST));

    Presence cars = new Presence(us(0.6), us(0.5), us(6));
    assertThat(times(play(camera, off("t3", 12)), 10))
        .containsExactly(
            entry(ALONG, cars),
            entry(
                new VehicleGroup("truck", Direction.AGAINST),
                new Presence(us(0.2), us(0.2), us(0.8))));
    assertThat(cars.spaceMeanMps()).isEqualTo(12);
  }

  @Test
  void shouldGiveTheTimeOfBeforeItMovedToTheDirectionThatItTurnsOutToGo() {
    List<Partial> early = play(camera, wait("t1", 10.2, 11.5));
    assertThat(times(early, 10)).containsOnlyKeys(UNKNOWN);

    List<Partial> told = play(camera, on("t1", 11.6, "north", 3), off("t1", 11.7), off("t2", 14));

    assertThat(told.get(0).revision()).isGreaterThan(early.get(0).revision());
    assertThat(times(told, 10)).containsExactly(entry(ALONG, new Presence(us(0.8), us(0.8), 0)));
    assertThat(times(told, 11))
        .containsExactly(entry(ALONG, new Presence(us(0.7), us(0.6), us(0.6))));
  }

  @Test
  void shouldLeaveTimeBeyondTheGraceWhereItWas() {
    List<Partial> told = new ArrayList<>(play(camera, wait("t1", 10, 20)));
    told.addAll(play(camera, on("t1", 20, "north", 0), off("t1", 20.1), off("t2", 22)));

    assertThat(times(told, 14)).containsOnlyKeys(UNKNOWN);
    assertThat(times(told, 15)).containsOnlyKeys(ALONG);
    assertThat(times(told, 20)).containsExactly(entry(ALONG, new Presence(us(0.1), 0, 0)));
  }

  @Test
  void shouldGiveTimeToTheClassThatItIsVotedTo() {
    play(camera, on("t1", 10, "north", 5), on("t1", 10.2, "north", 5));
    play(camera, on("t1", 10.3, "north", 5, "van", Direction.ALONG));

    assertThat(times(play(camera, off("t2", 12)), 10))
        .containsOnlyKeys(new VehicleGroup("van", Direction.ALONG));
  }

  @Test
  void shouldAddUpToAllTimesHoweverGroupsChange() {
    for (int seed = 0; seed < 40; seed++) {
      CameraTraffic kept = CameraTraffic.empty("bridge", SETTINGS);
      CameraTraffic stored = kept;
      SegmentWindows windows = SegmentWindows.empty("north", SETTINGS);
      Map<Long, Long> expected = new TreeMap<>();
      Map<Long, Partial> told = new TreeMap<>();
      for (TrackPoint step : traffic(new Random(seed))) {
        stored = CameraTraffic.fromBytes("bridge", SETTINGS, stored.toBytes());
        CameraTraffic.Result result = kept.take(step);
        assertThat(stored.take(step)).isEqualTo(result);
        assertThat(result.verdict()).isNotEqualTo(Verdict.LATE);
        add(expected, step);
        for (Partial partial : result.partials()) {
          if (partial.revision() > 0) {
            told.put(partial.paneStartUs(), partial);
          }
          windows.merge(partial, 0, UNDEFINED).windows().forEach(GroupTimesTest::assertAddsUp);
        }
      }
      assertThat(told.keySet()).isEqualTo(expected.keySet());
      told.forEach(
          (startUs, partial) ->
              assertThat(partial.sums().groups().presence().us())
                  .isEqualTo(expected.get(startUs))
                  .isGreaterThanOrEqualTo(partial.sums().occupiedUs()));
    }
  }

  private static void assertAddsUp(Window window) {
    VehicleGroups groups = window.sums().groups();
    VehicleSums all = groups.all();
    double flow = 0;
    double density = 0;
    double flux = 0;
    for (VehicleSums group : groups.sums().values()) {
      assertThat(group.isNone()).isFalse();
      assertThat(group.presence().us()).isNotNegative();
      assertThat(group.presence().travelledUm()).isNotNegative();
      flow += window.flowPerHour(group);
      density += window.density(group);
      flux += group.presence().spaceMeanMps() * group.presence().timedUs();
    }
    assertThat(flow).isCloseTo(window.flowPerHour(all), within(1e-6));
    assertThat(density).isCloseTo(window.density(all), within(1e-9));
    assertThat(flux)
        .isCloseTo(all.presence().spaceMeanMps() * all.presence().timedUs(), within(1.0));
  }

  /** What a step adds to the time in the pane of the one before: all steps are within one pane. */
  private static void add(Map<Long, Long> expected, TrackPoint step) {
    if (!step.trackId().startsWith("t")) {
      return;
    }
    long startUs = Math.floorDiv(step.atUs(), us(1)) * us(1);
    boolean first = step.atUs() % us(1) == us(0.1);
    expected.merge(startUs, first ? 0 : us(0.2), Long::sum);
  }

  /** A second each: a vehicle or two, of a class and a direction that they do not stick to. */
  private static List<TrackPoint> traffic(Random random) {
    List<TrackPoint> steps = new ArrayList<>();
    for (int second = 0; second < 30; second++) {
      for (double at = 0.1; at < 1; at += 0.2) {
        steps.add(step("t" + second, second + at, random));
        steps.add(step("tt" + second, second + at, random));
      }
    }
    steps.add(off("x", 40));
    return steps;
  }

  private static TrackPoint step(String track, double at, Random random) {
    String label = random.nextInt(4) == 0 ? "truck" : "car";
    Direction direction = DIRECTIONS.get(random.nextInt(DIRECTIONS.size()));
    return on(track, at, "north", random.nextDouble() * 30, label, direction);
  }

  /** It is there, ten times a second, and has not moved. */
  private static List<TrackPoint> wait(String track, double from, double before) {
    List<TrackPoint> steps = new ArrayList<>();
    for (long i = 0; from + i * 0.1 < before - 1e-9; i++) {
      steps.add(on(track, from + i * 0.1, "north", 0, "car", Direction.UNKNOWN));
    }
    return steps;
  }

  /** Times by group as last told of the pane that starts at a second. */
  private static Map<VehicleGroup, Presence> times(List<Partial> told, int second) {
    Map<VehicleGroup, Presence> times = new TreeMap<>();
    for (Partial partial : told) {
      if (partial.revision() > 0 && partial.paneStartUs() == us(second)) {
        times.clear();
        partial.sums().groups().sums().forEach((group, s) -> times.put(group, s.presence()));
      }
    }
    return times;
  }
}
