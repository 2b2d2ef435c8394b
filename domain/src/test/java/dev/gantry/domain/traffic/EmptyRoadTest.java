package dev.gantry.domain.traffic;

import static dev.gantry.domain.traffic.TrafficScript.BOTH;
import static dev.gantry.domain.traffic.TrafficScript.SETTINGS;
import static dev.gantry.domain.traffic.TrafficScript.UNDEFINED;
import static dev.gantry.domain.traffic.TrafficScript.drive;
import static dev.gantry.domain.traffic.TrafficScript.look;
import static dev.gantry.domain.traffic.TrafficScript.on;
import static dev.gantry.domain.traffic.TrafficScript.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.traffic.Window.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows in which nobody was on the road, and whether somebody looked. */
class EmptyRoadTest {

  private static final Set<String> BRIDGE = Set.of("bridge");

  private final CameraTraffic bridge = CameraTraffic.empty("bridge", SETTINGS);
  private final CameraTraffic quay = CameraTraffic.empty("quay", SETTINGS);
  private final SegmentWindows windows = SegmentWindows.empty("north", SETTINGS);
  private final List<Window> told = new ArrayList<>();

  @Test
  void shouldTellWindowsWithoutAVehicleWhileTheCameraLooksOn() {
    merge(play(bridge, drive("t1", 1, 3, "north", 10)), BRIDGE);
    merge(watch(bridge, 4, 195), BRIDGE);

    assertThat(starts(empty(10)))
        .isEqualTo(IntStream.rangeClosed(1, 18).mapToObj(window -> 10 * window).toList());
    assertThat(starts(empty(60))).containsExactly(60, 120);
    assertThat(empty(10))
        .allSatisfy(
            window -> {
              assertThat(window.state()).isEqualTo(State.FINAL);
              assertThat(window.incomplete()).isFalse();
              assertThat(window.cameras()).containsExactly("bridge");
              assertThat(window.site()).isEqualTo("harbour");
              assertThat(window.limitMps()).isEqualTo(13.9);
              assertThat(window.revision()).isZero();
              assertThat(window.inputs()).hasSize(1);
              assertThat(window.sums()).isEqualTo(PaneSums.NONE);
            });
    assertThat(told).filteredOn(window -> window.sums().groups().all().vehicles() > 0).hasSize(4);
  }

  @Test
  void shouldTellNothingOfATimeInWhichTheCameraWasSilent() {
    merge(play(bridge, drive("t1", 1, 3, "north", 10)), BRIDGE);
    merge(watch(bridge, 4, 41), BRIDGE);
    windows.tick(100_000);
    merge(watch(bridge, 65, 133), BRIDGE);

    assertThat(starts(empty(10))).containsExactly(10, 20, 70, 80, 90, 100, 110, 120);
    assertThat(empty(60)).isEmpty();
  }

  @Test
  void shouldTellNothingWhileTheCameraLooksElsewhere() {
    merge(play(bridge, drive("t1", 1, 3, "north", 10)), BRIDGE);
    merge(watch(bridge, 4, 31), BRIDGE);
    Look turned = new Look(us(33.5), false, "harbour", true, InputRun.of(0, 1));
    if (bridge.isAwaited(turned)) {
      merge(bridge.watch(turned), BRIDGE);
    }
    merge(watch(bridge, 34, 63), BRIDGE);

    assertThat(starts(empty(10))).containsExactly(10, 40, 50);
  }

  /** On a quiet road few looks are kept; one that tells of a turn is among them. */
  @Test
  void shouldTellNothingWhileTheCameraLooksElsewhereForAMomentLongAfterTheLastVehicle() {
    merge(play(bridge, drive("t1", 1, 3, "north", 10)), BRIDGE);
    merge(watch(bridge, 4, 303), BRIDGE);
    Look turned = new Look(us(303.5), false, "harbour", true, InputRun.of(0, 1));
    assertThat(bridge.isAwaited(turned)).isTrue();
    merge(bridge.watch(turned), BRIDGE);
    merge(watch(bridge, 304, 333), BRIDGE);

    assertThat(starts(empty(10))).endsWith(280, 290, 310, 320);
  }

  /** However the gap lies to the windows. */
  @ParameterizedTest
  @ValueSource(ints = {11, 15, 19})
  void shouldTellNothingOfAWindowInWhichTheCameraWasSilentForTenSeconds(int gap) {
    for (int from = 300; from < 310; from++) {
      CameraTraffic camera = CameraTraffic.empty("bridge", SETTINGS);
      SegmentWindows road = SegmentWindows.empty("north", SETTINGS);
      List<Partial> partials = play(camera, drive("t1", 1, 3, "north", 10));
      partials.addAll(watch(camera, 4, from + 1));
      partials.addAll(watch(camera, from + gap, 400));
      told.clear();
      partials.forEach(partial -> told.addAll(road.merge(partial, 0, BRIDGE).windows()));

      int silentFrom = from;
      assertThat(empty(10))
          .as("silent from %d s", from)
          .hasSizeGreaterThan(30)
          .noneMatch(
              window ->
                  window.startUs() < us(silentFrom + gap)
                      && us(silentFrom + 1) <= window.endUs() - us(1));
    }
  }

  @Test
  void shouldTellNothingOfASegmentOnWhichItHasSeenNobodyForLong() {
    TrafficSettings daily =
        new TrafficSettings(
            SETTINGS.pane(),
            SETTINGS.windows(),
            SETTINGS.settle(),
            SETTINGS.finalDelay(),
            SETTINGS.grace(),
            SETTINGS.retention(),
            SETTINGS.lag(),
            SETTINGS.idle(),
            Duration.ofMinutes(3));
    CameraTraffic camera = CameraTraffic.empty("bridge", daily);
    merge(play(camera, drive("t1", 1, 3, "north", 10)), BRIDGE);
    merge(watch(camera, 4, 400), BRIDGE);

    assertThat(starts(empty(10))).hasSize(17).endsWith(170);
    assertThat(camera.toBytes().length).isEqualTo(quayBytes());
    assertThat(camera.isAwaited(look(1_000))).isFalse();
  }

  /** Size of the state of a camera that remembers nobody, of the same site. */
  private int quayBytes() {
    play(quay, List.of(TrafficScript.off("t", 1), TrafficScript.end("t", 1, "")));
    quay.watch(look(400));
    return quay.toBytes().length;
  }

  @Test
  void shouldCorrectAWindowThatSomebodyWasInAfterAll() {
    merge(play(bridge, drive("t1", 1, 3, "north", 10)), BRIDGE);
    merge(watch(bridge, 4, 23), BRIDGE);
    assertThat(starts(empty(10))).containsExactly(10);

    merge(play(bridge, List.of(on("t2", 19.2, "north", 9), on("t2", 19.5, "north", 9))), BRIDGE);
    merge(play(bridge, List.of(TrafficScript.end("t2", 19.5, "north"))), BRIDGE);

    Window corrected = told.get(told.size() - 2);
    assertThat(corrected.state()).isEqualTo(State.CORRECTED);
    assertThat(corrected.startUs()).isEqualTo(us(10));
    assertThat(corrected.sums().groups().all().vehicles()).isEqualTo(1);
  }

  @Test
  void shouldTellAWindowOfASharedSegmentOnlyWhenAllItsCamerasLookOn() {
    merge(play(bridge, drive("t1", 1, 3, "north", 10)), BOTH);
    merge(play(quay, drive("q1", 1, 3, "north", 10)), BOTH);
    merge(watch(bridge, 4, 100), BOTH);
    assertThat(empty(10)).isEmpty();

    merge(watch(quay, 4, 50), BOTH);

    assertThat(starts(empty(10))).containsExactly(10, 20, 30);
    assertThat(empty(10).get(0).cameras()).containsExactly("bridge", "quay");
  }

  @Test
  void shouldNotSayThatASegmentIsEmptyThatNoDefinitionHas() {
    merge(play(bridge, drive("t1", 1, 3, "north", 10)), UNDEFINED);
    merge(watch(bridge, 4, 100), UNDEFINED);

    assertThat(empty(10)).isEmpty();
  }

  @Test
  void shouldTellEachHopInWhichNobodyWas() {
    WindowSpan hops = new WindowSpan(Duration.ofSeconds(30), Duration.ofSeconds(10));
    TrafficSettings settings = TrafficScript.settings(hops);
    CameraTraffic camera = CameraTraffic.empty("bridge", settings);
    SegmentWindows hopping = SegmentWindows.empty("north", settings);
    List<Partial> partials = play(camera, drive("t1", 1, 3, "north", 10));
    partials.addAll(watch(camera, 4, 83));
    for (Partial partial : partials) {
      told.addAll(hopping.merge(partial, 0, BRIDGE).windows());
    }

    assertThat(starts(empty(30))).containsExactly(10, 20, 30, 40, 50);
  }

  @Test
  void shouldSayTheSameHoweverFarCamerasAreAheadOfEachOther() {
    Random traffic = new Random(3);
    List<Partial> ofBridge = live(bridge, traffic);
    List<Partial> ofQuay = live(quay, traffic);
    Map<Long, Said> reference = settled(ofBridge, ofQuay, new Random(0));
    assertThat(reference).hasSizeBetween(20, 68);
    assertThat(reference.values())
        .anyMatch(said -> said.sums().equals(PaneSums.NONE))
        .anyMatch(said -> said.sums().groups().all().vehicles() > 0);
    for (int seed = 1; seed < 30; seed++) {
      assertThat(settled(ofBridge, ofQuay, new Random(seed))).isEqualTo(reference);
    }
  }

  @Test
  void shouldKeepLittleOfAnEmptyRoadAndTellOnceAWindow() {
    merge(play(bridge, drive("t1", 1, 3, "north", 10)), BRIDGE);
    merge(watch(bridge, 4, 300), BRIDGE);
    int bytes = bridge.toBytes().length;
    told.clear();
    int awaited = 0;
    List<Partial> partials = new ArrayList<>();
    for (int second = 300; second < 3_900; second++) {
      if (bridge.isAwaited(look(second))) {
        awaited++;
        partials.addAll(bridge.watch(look(second)));
      }
    }
    merge(partials, BRIDGE);

    assertThat(awaited).isEqualTo(720);
    assertThat(partials).hasSize(360);
    assertThat(told).hasSize(420);
    assertThat(bridge.toBytes().length).isEqualTo(bytes);
    assertThat(windows.parts().values().stream().mapToInt(part -> part.length).sum())
        .isLessThan(4_000);
  }

  @Test
  void shouldTellTheSameWhenItsStateIsStoredBetweenAnyTwoLooks() {
    merge(play(bridge, drive("t1", 1, 3, "north", 10)), BRIDGE);
    CameraTraffic stored = CameraTraffic.fromBytes("bridge", SETTINGS, bridge.toBytes());
    for (int second = 4; second < 400; second++) {
      Look look = look(second == 200 ? 221 : second);
      stored = CameraTraffic.fromBytes("bridge", SETTINGS, stored.toBytes());
      assertThat(stored.isAwaited(look)).isEqualTo(bridge.isAwaited(look));
      if (bridge.isAwaited(look)) {
        assertThat(stored.watch(look)).isEqualTo(bridge.watch(look));
        assertThat(stored.toBytes()).isEqualTo(bridge.toBytes());
      }
    }
  }

  /** Ten minutes before a camera that now and then sees somebody, or is silent. */
  private static List<Partial> live(CameraTraffic camera, Random random) {
    List<Partial> partials = new ArrayList<>(play(camera, drive("t", 0.5, 1.5, "north", 10)));
    int silentUntil = 0;
    for (int second = 2; second < 600; second++) {
      if (random.nextInt(100) == 0) {
        silentUntil = second + 25;
      }
      if (second < silentUntil) {
        continue;
      }
      if (random.nextInt(40) == 0) {
        partials.addAll(play(camera, drive("t" + second, second, second + 0.8, "north", 10)));
      } else {
        partials.addAll(watch(camera, second, second + 1));
      }
    }
    partials.addAll(watch(camera, 600, 700));
    return partials;
  }

  /** What a window says, however it came to that. */
  private record Said(PaneSums sums, List<String> cameras) {}

  /** What windows of 10 s say in the end, by their starts. */
  private static Map<Long, Said> settled(List<Partial> a, List<Partial> b, Random random) {
    SegmentWindows merged = SegmentWindows.empty("north", SETTINGS);
    Map<Long, Said> last = new TreeMap<>();
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      boolean first = j == b.size() || (i < a.size() && random.nextBoolean());
      Partial next = first ? a.get(i++) : b.get(j++);
      for (Window window : merged.merge(next, 0, BOTH).windows()) {
        if (window.endUs() - window.startUs() == us(10) && window.state() != State.EARLY) {
          Said before = last.put(window.startUs(), new Said(window.sums(), window.cameras()));
          assertThat(before == null).isEqualTo(window.state() == State.FINAL);
        }
      }
    }
    return last;
  }

  private static List<Partial> play(CameraTraffic camera, List<TrackPoint> points) {
    return TrafficScript.play(camera, points);
  }

  private static List<Partial> watch(CameraTraffic camera, int from, int before) {
    List<Partial> partials = new ArrayList<>();
    for (int second = from; second < before; second++) {
      if (camera.isAwaited(look(second))) {
        partials.addAll(camera.watch(look(second)));
      }
    }
    return partials;
  }

  private void merge(List<Partial> partials, Set<String> seenBy) {
    for (Partial partial : partials) {
      told.addAll(windows.merge(partial, 0, seenBy).windows());
    }
  }

  /** The windows of a length that were told without a vehicle. */
  private List<Window> empty(int seconds) {
    return told.stream()
        .filter(window -> window.endUs() - window.startUs() == us(seconds))
        .filter(window -> window.sums().equals(PaneSums.NONE))
        .toList();
  }

  private static List<Integer> starts(Collection<Window> windows) {
    return windows.stream().map(window -> (int) (window.startUs() / us(1))).toList();
  }
}
