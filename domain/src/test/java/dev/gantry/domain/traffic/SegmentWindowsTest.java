package dev.gantry.domain.traffic;

import static dev.gantry.domain.traffic.TrafficScript.BOTH;
import static dev.gantry.domain.traffic.TrafficScript.SETTINGS;
import static dev.gantry.domain.traffic.TrafficScript.UNDEFINED;
import static dev.gantry.domain.traffic.TrafficScript.drive;
import static dev.gantry.domain.traffic.TrafficScript.end;
import static dev.gantry.domain.traffic.TrafficScript.off;
import static dev.gantry.domain.traffic.TrafficScript.on;
import static dev.gantry.domain.traffic.TrafficScript.play;
import static dev.gantry.domain.traffic.TrafficScript.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gantry.domain.camera.Direction;
import dev.gantry.domain.traffic.Window.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SegmentWindowsTest {

  private final SegmentWindows windows = SegmentWindows.empty("north", SETTINGS);
  private final CameraTraffic camera = CameraTraffic.empty("bridge", SETTINGS);

  @Test
  void shouldTellAWindowEarlyAndThenFinalOnceWhenTheCameraIsBeyondItsEnd() {
    List<Window> told = take(drive("t1", 1, 3, "north", 10));
    told.addAll(take(List.of(off("t2", 5))));
    assertThat(ofLength(told, 10)).extracting(Window::state).containsOnly(State.EARLY);
    assertThat(ofLength(take(List.of(off("t2", 11.9))), 10)).isEmpty();
    List<Window> settled = ofLength(take(List.of(off("t2", 12.3), off("t2", 15))), 10);
    assertThat(settled)
        .singleElement()
        .satisfies(
            window -> {
              assertThat(window.state()).isEqualTo(State.FINAL);
              assertThat(window.startUs()).isZero();
              assertThat(window.endUs()).isEqualTo(us(10));
              assertThat(window.sums().groups().all().vehicles()).isEqualTo(1);
              assertThat(window.sums().groups().all().meanMps()).isEqualTo(10);
              assertThat(window.flowPerHour(window.sums().groups().all())).isEqualTo(360);
              assertThat(window.density(window.sums().groups().all())).isEqualTo(0.2);
              assertThat(window.occupancy()).isEqualTo(0.2);
              assertThat(window.cameras()).containsExactly("bridge");
              assertThat(window.incomplete()).isFalse();
            });
  }

  @Test
  void shouldCorrectAFinalWindowWhenAStepComesLateWithinTheGrace() {
    take(List.of(on("t1", 8, "north", 10), on("t2", 9, "north", 12), off("t1", 9.5)));
    assertThat(states(ofLength(take(List.of(off("t3", 13.4))), 10))).containsExactly(State.FINAL);
    List<Window> corrected = ofLength(take(List.of(end("t2", 9.2, "north"))), 10);
    assertThat(states(corrected)).containsExactly(State.CORRECTED);
    assertThat(corrected.get(0).sums().groups().all().vehicles()).isEqualTo(2);
    assertThat(corrected.get(0).sums().groups().all().meanMps()).isEqualTo(11);
    take(List.of(off("t3", 14.3)));
    assertThat(camera.take(end("t2", 9.2, "north")).verdict())
        .isNotEqualTo(CameraTraffic.Verdict.TAKEN);
  }

  @Test
  void shouldSayTheSameInFinalWindowsHoweverFarCamerasAreAheadOfEachOther() {
    List<Partial> bridge = new ArrayList<>();
    List<Partial> quay = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      bridge.addAll(play(camera, drive("b" + i, i, i + 0.8, "north", 8 + i % 5)));
    }
    CameraTraffic other = CameraTraffic.empty("quay", SETTINGS);
    for (int i = 0; i < 40; i++) {
      quay.addAll(play(other, drive("q" + i, i + 0.3, i + 0.9, "north", 11 + i % 3)));
      quay.addAll(play(other, on("s" + i, i + 0.95, "north", 5), off("x", i + 1.9)));
      quay.addAll(play(other, end("s" + i, i + 0.95, "north")));
    }
    List<Window> reference = settled(interleave(bridge, quay, new Random(0)));
    assertThat(reference).hasSizeGreaterThan(2);
    for (int seed = 1; seed < 50; seed++) {
      assertThat(settled(interleave(bridge, quay, new Random(seed)))).isEqualTo(reference);
    }
  }

  @Test
  void shouldHaveAllPanesInAFinalWindowWhenTheNextStepComesMuchLater() {
    take(drive("t1", 1, 3.5, "north", 10));
    List<Window> told = ofLength(take(List.of(off("t2", 3600))), 10);
    assertThat(states(told)).contains(State.FINAL).doesNotContain(State.CORRECTED);
    assertThat(told.get(told.size() - 1).sums().groups().all().vehicles()).isEqualTo(1);
  }

  @Test
  void shouldNotHoldBackOtherCamerasWhenOneFallsSilent() {
    windows.merge(partial("quay", 3, 1, 4, 0), 0, UNDEFINED);
    windows.merge(partial("bridge", 3, 1, 20, 0), 1_000, UNDEFINED);
    assertThat(windows.tick(9_999)).isEmpty();
    List<Window> told = ofLength(windows.tick(10_000), 10);
    assertThat(states(told)).containsExactly(State.FINAL);
    assertThat(told.get(0).incomplete()).isFalse();
    assertThat(told.get(0).cameras()).containsExactly("bridge", "quay");
  }

  @Test
  void shouldBeQuietUntilTheCameraThatWasHeardFirstCountsAsSilent() {
    windows.merge(partial("quay", 3, 1, 4, 0), 0, UNDEFINED);
    windows.merge(partial("bridge", 3, 1, 20, 0), 1_000, UNDEFINED);
    assertThat(windows.quietUntilMs(1_000)).isEqualTo(10_000);
    SegmentWindows restored = SegmentWindows.of("north", SETTINGS, windows.parts()::get);
    assertThat(restored.quietUntilMs(1_000)).isEqualTo(Long.MIN_VALUE);
    assertThat(restored.tick(5_000)).isEmpty();
    assertThat(restored.quietUntilMs(5_000)).isEqualTo(15_000);
  }

  @Test
  void shouldWaitForACameraThatWasNotHeardUntilItCountsAsSilentOrOthersAreFarAhead() {
    windows.merge(partial("bridge", 3, 1, 20, 0), 1_000, BOTH);
    assertThat(windows.quietUntilMs(1_000)).isEqualTo(11_000);
    assertThat(windows.tick(10_999)).isEmpty();
    assertThat(states(ofLength(windows.tick(11_000), 10))).containsExactly(State.FINAL);

    SegmentWindows ahead = SegmentWindows.empty("north", SETTINGS);
    ahead.merge(partial("bridge", 3, 1, 131, 0), 1_000, BOTH);
    assertThat(states(ahead.merge(partial("bridge", 131, 1, 132, 0), 1_000, BOTH).windows()))
        .contains(State.FINAL);
  }

  @Test
  void shouldSayIncompleteWhenASilentCameraHadVehiclesInView() {
    windows.merge(partial("quay", 3, 1, 4, 2), 0, UNDEFINED);
    windows.merge(partial("bridge", 3, 1, 20, 0), 1_000, UNDEFINED);
    assertThat(ofLength(windows.tick(10_000), 10).get(0).incomplete()).isTrue();
    List<Window> told =
        ofLength(windows.merge(partial("quay", 12, 1, 13, 2), 11_000, UNDEFINED).windows(), 10);
    assertThat(told.get(0).state()).isEqualTo(State.CORRECTED);
    assertThat(told.get(0).endUs()).isEqualTo(us(10));
    assertThat(told.get(0).incomplete()).isFalse();
  }

  @Test
  void shouldSettleTheLastWindowsByTheWallClockAtItsPaceWhenAllIsSilent() {
    windows.merge(partial("bridge", 3, 1, 4, 0), 0, UNDEFINED);
    assertThat(states(ofLength(windows.tick(10_000), 10))).containsExactly(State.FINAL);
    assertThat(windows.tick(57_000)).isEmpty();
    assertThat(windows.isPending()).isTrue();
    assertThat(states(ofLength(windows.tick(58_000), 60))).containsExactly(State.FINAL);
    assertThat(windows.isPending()).isFalse();
  }

  @Test
  void shouldCountAVehicleInEveryWindowThatHoldsItWhenWindowsHop() {
    WindowSpan hopping = new WindowSpan(Duration.ofSeconds(20), Duration.ofSeconds(10));
    SegmentWindows hops = SegmentWindows.empty("north", TrafficScript.settings(hopping));
    List<Window> told =
        new ArrayList<>(hops.merge(partial("bridge", 12, 1, 13, 0), 0, UNDEFINED).windows());
    told.addAll(hops.merge(partial("bridge", 25, 1, 60, 0), 0, UNDEFINED).windows());
    assertThat(told)
        .filteredOn(window -> window.state() == State.FINAL)
        .extracting(
            Window::startUs, Window::endUs, window -> window.sums().groups().all().vehicles())
        .containsExactly(
            tuple(us(0), us(20), 1), tuple(us(10), us(30), 2), tuple(us(20), us(40), 1));
  }

  @Test
  void shouldIgnoreALowerRevisionWhenAHigherOneIsKnown() {
    windows.merge(partial("bridge", 3, 2, 4, 0), 0, UNDEFINED);
    assertThat(windows.merge(partial("bridge", 3, 1, 4, 0), 0, UNDEFINED).windows()).isEmpty();
  }

  @Test
  void shouldCountAPartialAsLateWhenItsWindowsAreForgotten() {
    windows.merge(partial("bridge", 600, 1, 700, 0), 0, UNDEFINED);
    SegmentWindows.Result result = windows.merge(partial("quay", 3, 1, 4, 0), 0, UNDEFINED);
    assertThat(result.late()).isTrue();
    assertThat(result.windows()).isEmpty();
  }

  @Test
  void shouldTakeALaggingCameraInLongAfterTheRetention() {
    windows.merge(partial("quay", 3, 1, 4, 1), 0, UNDEFINED);
    windows.merge(partial("bridge", 250, 1, 251, 0), 0, UNDEFINED);
    SegmentWindows.Result result = windows.merge(partial("quay", 5, 1, 6, 1), 0, UNDEFINED);
    assertThat(result.late()).isFalse();
    assertThat(states(ofLength(result.windows(), 10))).containsExactly(State.CORRECTED);
    assertThat(result.windows().get(0).sums().groups().all().vehicles()).isEqualTo(2);
  }

  @Test
  void shouldTakeACameraInThatWasNotHeardBeforeWhereSeveralSeeTheSegment() {
    windows.merge(partial("bridge", 3, 1, 4, 0), 0, BOTH);
    windows.merge(partial("bridge", 250, 1, 251, 0), 0, BOTH);
    SegmentWindows.Result result = windows.merge(partial("quay", 5, 1, 6, 0), 0, BOTH);
    assertThat(result.late()).isFalse();
    Window corrected = ofLength(result.windows(), 10).get(0);
    assertThat(corrected.startUs()).isZero();
    assertThat(corrected.cameras()).containsExactly("bridge", "quay");
  }

  @Test
  void shouldGiveACameraUpThatIsTooFarBehindThoughSeveralSeeTheSegment() {
    windows.merge(partial("bridge", 3, 1, 4, 0), 0, BOTH);
    windows.merge(partial("bridge", 700, 1, 701, 0), 0, BOTH);
    assertThat(windows.merge(partial("quay", 5, 1, 6, 0), 0, BOTH).late()).isTrue();
  }

  @Test
  void shouldGiveALaggingCameraUpWhenItIsTooFarBehind() {
    windows.merge(partial("quay", 3, 1, 4, 1), 0, UNDEFINED);
    windows.merge(partial("bridge", 700, 1, 701, 0), 0, UNDEFINED);
    assertThat(windows.merge(partial("quay", 5, 1, 6, 1), 0, UNDEFINED).late()).isTrue();
  }

  @Test
  void shouldForgetWhatNoCameraCanCorrectAnyMore() {
    windows.merge(partial("quay", 3, 1, 4, 0), 0, UNDEFINED);
    for (int second = 3; second < 280; second++) {
      windows.merge(partial("bridge", second, 1, second + 1, 0), 0, UNDEFINED);
    }
    int waiting = size(windows);
    windows.merge(partial("quay", 278, 1, 280, 0), 0, UNDEFINED);
    assertThat(size(windows)).isLessThan(waiting / 2);
  }

  @Test
  void shouldTellTheSameWhenItsStateIsStoredBetweenAnyTwoPartials() {
    List<Partial> partials = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      partials.addAll(play(camera, drive("b" + i, 2 * i, 2 * i + 0.8, "north", 8)));
    }
    SegmentWindows stored = windows;
    SegmentWindows kept = SegmentWindows.empty("north", SETTINGS);
    for (Partial partial : partials) {
      stored = SegmentWindows.of("north", SETTINGS, stored.parts()::get);
      assertThat(stored.merge(partial, 0, UNDEFINED)).isEqualTo(kept.merge(partial, 0, UNDEFINED));
    }
    assertThat(stored.parts()).containsExactlyEntriesOf(kept.parts());
    assertThat(size(kept)).isLessThan(20_000);
  }

  private static int size(SegmentWindows windows) {
    return windows.parts().values().stream().mapToInt(part -> part.length).sum();
  }

  private List<Window> take(List<TrackPoint> points) {
    List<Window> told = new ArrayList<>();
    for (TrackPoint point : points) {
      for (Partial partial : camera.take(point).partials()) {
        told.addAll(windows.merge(partial, 0, UNDEFINED).windows());
      }
    }
    return told;
  }

  private static Partial partial(
      String camera, double pane, int revision, double watermark, int openTracks) {
    return new Partial(
        "north",
        camera,
        "harbour",
        us(pane),
        us(1),
        revision,
        us(watermark),
        us(pane + 1),
        Partial.NOT_EMPTY,
        true,
        openTracks,
        PaneSums.NONE.with(oneCar(), us(0.5)),
        13.9,
        true,
        Optional.of(InputRun.of(0, 1)));
  }

  private static VehicleGroups oneCar() {
    OptionalDouble speed = OptionalDouble.of(10);
    VehicleSums car = VehicleSums.of(speed).plus(VehicleSums.of(Presence.of(us(0.5), speed)));
    return new VehicleGroups(new TreeMap<>(Map.of(new VehicleGroup("car", Direction.ALONG), car)));
  }

  /** Both lists in one, each in its own order. */
  private static List<Partial> interleave(List<Partial> a, List<Partial> b, Random random) {
    List<Partial> both = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      boolean first = j == b.size() || (i < a.size() && random.nextInt(8) < 4);
      both.add(first ? a.get(i++) : b.get(j++));
    }
    return both;
  }

  /** The windows told as final, but for the last ones. */
  private static List<Window> settled(List<Partial> partials) {
    SegmentWindows windows = SegmentWindows.empty("north", SETTINGS);
    List<Window> told = new ArrayList<>();
    for (Partial partial : partials) {
      told.addAll(windows.merge(partial, 0, UNDEFINED).windows());
    }
    return told.stream().filter(window -> window.state() == State.FINAL).toList();
  }

  private static List<Window> ofLength(List<Window> told, int seconds) {
    return told.stream().filter(w -> w.endUs() - w.startUs() == us(seconds)).toList();
  }

  private static List<State> states(List<Window> told) {
    return told.stream().map(Window::state).toList();
  }
}
