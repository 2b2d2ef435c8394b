package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.SEGMENT;
import static dev.gantry.topologies.testing.TestObjects.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import dev.gantry.topologies.testing.TestObjects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two cameras see a segment, and the records of one come a while after those of the other. */
class SkewedCamerasTest {

  private static final int SECONDS = 600;

  /** As long after the last second as every window needs to be final. */
  private static final int AFTER = 200;

  @TempDir Path stateDir;
  private int run;

  @ParameterizedTest
  @CsvSource({
    "1, 5, .1",
    "2, 20, .1",
    "3, 45, .1",
    "4, 60, .1",
    "5, 60, .02",
    "6, 60, .01",
    "7, 59, .005",
    "8, -60, .1",
    "9, -60, .02",
    "10, -60, .01",
    "11, -45, .005",
    "12, 60, .003"
  })
  void shouldSayTheSameInFinalWindowsWhenOneCameraIsBehindTheOther(
      long seed, int behindSeconds, double perSecond) {
    List<TrackUpdate> bridge = camera("bridge", new Random(2L * seed), perSecond);
    List<TrackUpdate> quay = camera("quay", new Random(2L * seed + 1), perSecond);

    Map<String, SpeedWindow> inOrder = finals(merged(bridge, quay, 0));
    Map<String, SpeedWindow> skewed = finals(merged(bridge, quay, behindSeconds));

    assertThat(skewed).isEqualTo(inOrder);
    assertThat(inOrder.values().stream().mapToInt(SpeedWindow::getVehicleCount).sum()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"21, .1", "22, .02", "23, .01", "24, .005"})
  void shouldSayTheSameInFinalWindowsWhenTheCamerasOvertakeEachOther(long seed, double perSecond) {
    List<TrackUpdate> bridge = camera("bridge", new Random(2L * seed), perSecond);
    List<TrackUpdate> quay = camera("quay", new Random(2L * seed + 1), perSecond);

    Map<String, SpeedWindow> inOrder = finals(merged(bridge, quay, 0));

    assertThat(finals(overtaking(bridge, quay, new Random(seed)))).isEqualTo(inOrder);
  }

  /** What is told of a camera: vehicles that come at random, and seconds in which none is there. */
  private static List<TrackUpdate> camera(String camera, Random random, double perSecond) {
    List<TrackUpdate> steps = new ArrayList<>();
    boolean[] seen = new boolean[SECONDS + AFTER];
    for (int second = 0; second < SECONDS; second++) {
      if (random.nextDouble() < perSecond) {
        double from = second + random.nextInt(10) / 10.0;
        int tenths = 5 + random.nextInt(60);
        boolean unseen = random.nextInt(3) == 0;
        steps.addAll(vehicle(camera, from, tenths, unseen ? 1 + random.nextInt(35) / 10.0 : 0));
        for (int at = second; at <= from + tenths / 10.0; at++) {
          seen[at] = true;
        }
      }
    }
    for (int second = 0; second < SECONDS + AFTER; second++) {
      if (!seen[second]) {
        TrackUpdate.Builder watched = track("", second, TrackState.WATCHED).setSegment("");
        steps.add(watched.setCameraId(camera).setObserved(false).build());
      }
    }
    steps.sort(Comparator.comparingLong(TrackUpdate::getIngestedAtUs));
    return steps;
  }

  /**
   * One vehicle.
   *
   * @param lost seconds after which it is known that it is not seen any more
   */
  private static List<TrackUpdate> vehicle(String camera, double from, int tenths, double lost) {
    List<TrackUpdate> steps = new ArrayList<>();
    String id = camera + from;
    for (int i = 0; i <= tenths; i++) {
      TrackState state = i == 0 ? TrackState.NEW : TrackState.UPDATE;
      steps.add(track(id, from + i / 10.0, state).setCameraId(camera).build());
    }
    double to = from + tenths / 10.0;
    steps.add(
        track(id, to, TrackState.END)
            .setCameraId(camera)
            .setIngestedAtUs(TestObjects.us(to + lost))
            .build());
    return steps;
  }

  /** In the order in which they come, those of the second camera so much later. */
  private static List<TrackUpdate> merged(
      List<TrackUpdate> first, List<TrackUpdate> second, int behindSeconds) {
    List<TrackUpdate> all = new ArrayList<>(first);
    all.addAll(second);
    all.sort(
        Comparator.comparingLong(
            step ->
                step.getIngestedAtUs()
                    + (step.getCameraId().equals("quay") ? behindSeconds * 1_000_000L : 0)));
    return all;
  }

  /** Now the one is ahead and now the other, by a minute at most. */
  private static List<TrackUpdate> overtaking(
      List<TrackUpdate> first, List<TrackUpdate> second, Random random) {
    List<TrackUpdate> all = new ArrayList<>();
    int a = 0;
    int b = 0;
    long aheadUs = 0;
    while (a < first.size() || b < second.size()) {
      if (random.nextInt(50) == 0) {
        aheadUs = (random.nextInt(121) - 60) * 1_000_000L;
      }
      boolean isFirst =
          b == second.size()
              || (a < first.size()
                  && first.get(a).getIngestedAtUs() - aheadUs <= second.get(b).getIngestedAtUs());
      all.add(isFirst ? first.get(a++) : second.get(b++));
    }
    return all;
  }

  /** What final windows say by start and length, but for where the records lie. */
  private Map<String, SpeedWindow> finals(List<TrackUpdate> steps) {
    FakeDefinitions definitions =
        new FakeDefinitions().with(TestObjects.camera("bridge")).with(TestObjects.camera("quay"));
    Map<String, SpeedWindow> finals = new TreeMap<>();
    try (RoleDriver traffic =
        new RoleDriver(Role.TRAFFIC, stateDir.resolve("run" + run++), definitions)) {
      steps.forEach(step -> traffic.write(traffic.topics().vehicleTracks(), step));
      for (SpeedWindow window : traffic.read(traffic.topics().segmentSpeeds())) {
        assertThat(window.getSegmentId()).isEqualTo(SEGMENT);
        long second = (window.getWindowEndUs() - TestObjects.START_US) / 1_000_000;
        if (window.getState() == WindowState.FINAL && second <= SECONDS) {
          long seconds = (window.getWindowEndUs() - window.getWindowStartUs()) / 1_000_000;
          finals.put(
              "%03d/%d".formatted(second, seconds),
              SpeedWindow.newBuilder(window).setOrigins(List.of()).build());
        }
      }
      assertThat(traffic.counts().late()).isZero();
    }
    return finals;
  }
}
