package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.CAMERA;
import static dev.gantry.topologies.testing.TestObjects.SEGMENT;
import static dev.gantry.topologies.testing.TestObjects.track;
import static dev.gantry.topologies.testing.TestObjects.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.schemas.records.LineCount;
import dev.gantry.schemas.records.SegmentPartial;
import dev.gantry.schemas.records.SensorReading;
import dev.gantry.schemas.records.SpeedWindow;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.schemas.records.WindowState;
import dev.gantry.topologies.processor.SpeedKeys;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import dev.gantry.topologies.testing.TestObjects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficTopologyTest {

  @TempDir Path stateDir;
  private final FakeDefinitions definitions = new FakeDefinitions();
  private RoleDriver traffic;

  @BeforeEach
  void start() {
    traffic = new RoleDriver(Role.TRAFFIC, stateDir, definitions);
  }

  @AfterEach
  void stop() {
    traffic.close();
  }

  @Test
  void shouldTellAFinalWindowOnceWhenTheCameraIsBeyondIt() {
    List<SpeedWindow> told = play(drive("t1", 1, 4), drive("t2", 12, 15));
    List<SpeedWindow> settled = settled(told, 10);
    assertThat(settled)
        .singleElement()
        .satisfies(
            window -> {
              assertThat(window.getState()).isEqualTo(WindowState.FINAL);
              assertThat(window.getSegmentId()).isEqualTo(SEGMENT);
              assertThat(window.getSite()).isEqualTo("harbour");
              assertThat(window.getWindowStartUs()).isEqualTo(us(0));
              assertThat(window.getWindowEndUs()).isEqualTo(us(10));
              assertThat(window.getVehicleCount()).isEqualTo(1);
              assertThat(window.getMeanMps()).isEqualTo(10);
              assertThat(window.getP50Mps()).isBetween(10.0, 10.25);
              assertThat(window.getSpaceMeanMps()).isEqualTo(10);
              assertThat(window.getGroups())
                  .singleElement()
                  .satisfies(
                      cars -> {
                        assertThat(cars.getLabel()).isEqualTo("car");
                        assertThat(cars.getDirection()).isEqualTo("along");
                        assertThat(cars.getVehicleCount()).isEqualTo(1);
                        assertThat(cars.getFlowPerHour()).isEqualTo(360);
                        assertThat(cars.getSpaceMeanMps()).isEqualTo(10);
                        assertThat(cars.getDensity()).isEqualTo(window.getDensity());
                      });
              assertThat(window.getFlowPerHour()).isEqualTo(360);
              assertThat(window.getDensity()).isEqualTo(0.3);
              assertThat(window.getLengthM()).isZero();
              assertThat(window.getDensityPerKm()).isZero();
              assertThat(window.getLimitMps()).isEqualTo(13.9);
              assertThat(window.getCameras()).containsExactly(CAMERA);
              assertThat(window.getOrigins()).hasSize(1);
              assertThat(window.getOrigins().get(0).getTopic()).isEqualTo("vehicle-tracks");
            });
    assertThat(told).extracting(SpeedWindow::getState).contains(WindowState.EARLY);
  }

  @Test
  void shouldTellDensityPerKilometreWhereTheLengthOfTheSegmentIsDefined() {
    definitions.with(TestObjects.camera(CAMERA)).with(TestObjects.camera("quay"));

    play(drive("t1", 1, 4), drive("t2", 12, 15));
    SpeedWindow window = settled(wait(11), 10).get(0);

    assertThat(window.getLengthM()).isEqualTo(54);
    assertThat(window.getDensityPerKm()).isCloseTo(0.3 / 0.054, within(1e-9));
    assertThat(window.getGroups().get(0).getDensityPerKm()).isEqualTo(window.getDensityPerKm());
  }

  @Test
  void shouldSettleWindowsByTheWallClockWhenAllCamerasAreSilent() {
    play(drive("t1", 1, 4));
    assertThat(settled(wait(11), 10)).isEmpty();
    assertThat(settled(wait(2), 10)).hasSize(1);
    assertThat(settled(wait(60), 60)).hasSize(1);
  }

  @Test
  void shouldSayTheSameInFinalWindowsWhetherTracksWatchesOrSilenceCloseThem() {
    play(drive("t1", 1, 4));
    List<SpeedWindow> bySilence = wait(90);
    traffic.close();
    start();
    List<SpeedWindow> byTracks = play(drive("t1", 1, 4), drive("t2", 100, 101));
    traffic.close();
    start();
    List<SpeedWindow> byWatches = play(drive("t1", 1, 4), watches(CAMERA, 5, 100));
    assertThat(settled(bySilence, 10)).hasSize(1).isEqualTo(settled(byTracks, 10));
    assertThat(settled(bySilence, 60)).hasSize(1).isEqualTo(settled(byTracks, 60));
    assertThat(settled(byWatches, 10)).isEqualTo(settled(byTracks, 10));
    assertThat(settled(byWatches, 60)).isEqualTo(settled(byTracks, 60));
  }

  @Test
  void shouldNotWaitOnASharedSegmentForACameraThatSeesNobodyAnyMore() {
    play(drive("t1", 1, 4), seenBy("quay", drive("q1", 1, 4)));
    assertThat(settled(play(drive("t2", 5, 14)), 10)).isEmpty();
    assertThat(settled(play(watches("quay", 5, 12)), 10)).isEmpty();
    assertThat(settled(play(watches("quay", 12, 13)), 10))
        .singleElement()
        .satisfies(
            window -> {
              assertThat(window.getState()).isEqualTo(WindowState.FINAL);
              assertThat(window.getVehicleCount()).isEqualTo(2);
              assertThat(window.getCameras()).containsExactly(CAMERA, "quay");
            });
  }

  @Test
  void shouldTellWindowsOfAnEmptyRoadWhileTheCameraLooksOnAndNoneOnceItIsSilent() {
    definitions.with(TestObjects.camera(CAMERA));
    play(drive("t1", 1, 4), watches(CAMERA, 5, 200));

    List<SpeedWindow> minutes = settled(all, 60);
    assertThat(minutes)
        .extracting(SpeedWindow::getVehicleCount, SpeedWindow::getFlowPerHour)
        .containsExactly(tuple(1, 60.0), tuple(0, 0.0), tuple(0, 0.0));
    assertThat(minutes.get(2))
        .satisfies(
            window -> {
              assertThat(window.getState()).isEqualTo(WindowState.FINAL);
              assertThat(window.getIncomplete()).isFalse();
              assertThat(window.getWindowEndUs()).isEqualTo(us(180));
              assertThat(window.getCameras()).containsExactly(CAMERA);
              assertThat(window.getSpeedCount()).isZero();
              assertThat(window.getOrigins()).hasSize(1);
            });
    assertThat(settled(all, 10)).hasSize(19);
    assertThat(wait(300)).isEmpty();

    List<SpeedWindow> later = play(watches(CAMERA, 500, 565));

    assertThat(settled(later, 10))
        .extracting(SpeedWindow::getWindowStartUs)
        .containsExactly(us(500), us(510), us(520), us(530), us(540), us(550));
    assertThat(settled(later, 60)).isEmpty();
  }

  @Test
  void shouldCorrectWithinTheGraceAndCountWhatIsLateBeyondIt() {
    play(drive("t1", 8, 9.5), List.of(track("t2", 9, TrackState.NEW).build()));
    play(List.of(off("t3", 13)));
    play(List.of(track("t2", 9.1, TrackState.END).build()));
    List<SpeedWindow> told = all;
    assertThat(settled(told, 10))
        .extracting(SpeedWindow::getState, SpeedWindow::getVehicleCount)
        .containsExactly(tuple(WindowState.FINAL, 1), tuple(WindowState.CORRECTED, 2));
    play(List.of(off("t3", 30)), List.of(track("t4", 9.2, TrackState.END).build()));
    assertThat(traffic.counts().late()).isEqualTo(1);
  }

  @Test
  void shouldNotCountPeopleAsVehicles() {
    List<TrackUpdate> person =
        drive("p1", 1, 4).stream()
            .map(step -> TrackUpdate.newBuilder(step).setLabel("person").build())
            .toList();
    assertThat(
            play(person, drive("t2", 12, 15)).stream().filter(w -> w.getWindowStartUs() == us(0)))
        .allSatisfy(window -> assertThat(window.getVehicleCount()).isZero());
  }

  @Test
  void shouldCountTheLinesThatVehiclesAndPeopleCrossInTheWindow() {
    List<TrackUpdate> car = new ArrayList<>(drive("t1", 1, 4));
    car.set(20, TrackUpdate.newBuilder(car.get(20)).setCrossings(List.of("stop:left")).build());
    TrackUpdate crossed = off("t1", 4.1);
    List<TrackUpdate> person =
        drive("p1", 2, 3).stream()
            .map(step -> TrackUpdate.newBuilder(step).setLabel("person").build())
            .toList();
    TrackUpdate walks =
        TrackUpdate.newBuilder(person.get(5))
            .setCrossings(List.of("kerb:right", "stop:left"))
            .build();
    play(car.subList(0, 30), List.of(crossed), person.subList(0, 5), List.of(walks));
    assertThat(settled(play(drive("t2", 12, 15)), 10))
        .singleElement()
        .satisfies(
            window ->
                assertThat(window.getCrossings())
                    .containsExactly(
                        new LineCount("kerb", "right", "person", 1),
                        new LineCount("stop", "left", "car", 1),
                        new LineCount("stop", "left", "person", 1)));
  }

  @Test
  void shouldSetAsideATrackThatCrossedToNoSide() {
    TrackUpdate bad = track("t1", 1, TrackState.NEW).setCrossings(List.of("stop:nowhere")).build();
    traffic.write(traffic.topics().vehicleTracks(), bad);
    assertThat(traffic.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.cause()).isEqualTo("invalid");
              assertThat(letter.message())
                  .contains("vehicle-tracks: crossings: expected left or right, found 'nowhere'");
            });
  }

  @Test
  void shouldAnswerQueriesByStartAndForgetWhatIsOlderThanItsRetention() {
    play(drive("t1", 1, 4), drive("t2", 12, 15), drive("t3", 30, 31));
    KeyValueStore<Bytes, SpeedWindow> store =
        traffic.driver().getKeyValueStore(TrafficTopology.SPEEDS_BY_SEGMENT);
    List<Long> starts = new ArrayList<>();
    try (var found =
        store.range(SpeedKeys.from(SEGMENT, us(0)), SpeedKeys.before(SEGMENT, us(11)))) {
      found.forEachRemaining(entry -> starts.add(entry.value.getWindowStartUs()));
    }
    assertThat(starts).containsExactly(us(0), us(0), us(10));
    play(drive("t9", 8 * 3600, 8 * 3600 + 30));
    try (var found =
        store.range(SpeedKeys.from(SEGMENT, us(0)), SpeedKeys.before(SEGMENT, us(61)))) {
      assertThat(found.hasNext()).isFalse();
    }
  }

  @Test
  void shouldSetAsideAPartialThatIsNone() {
    SegmentPartial bad =
        SegmentPartial.newBuilder()
            .setSegmentId(SEGMENT)
            .setCameraId(CAMERA)
            .setRevision(1)
            .setPaneStartUs(us(0.5))
            .setWatermarkUs(us(1))
            .build();
    traffic.write(traffic.topics().segmentPartials(), bad);
    assertThat(traffic.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.cause()).isEqualTo("invalid");
              assertThat(letter.message()).contains("pane_start_us: expected the start of a pane");
            });
  }

  @Test
  void shouldKeepTheLatestReadingOfASeriesAndCountOlderOnes() {
    traffic.write(traffic.topics().sensorReadings(), reading(10, 7));
    traffic.write(traffic.topics().sensorReadings(), reading(9, 5));
    KeyValueStore<String, SensorReading> store =
        traffic.driver().getKeyValueStore(TrafficTopology.LATEST_READING_BY_SERIES);
    assertThat(store.get("loop-7:flow").getValue()).isEqualTo(7);
    assertThat(traffic.counts().late()).isEqualTo(1);
  }

  private final List<SpeedWindow> all = new ArrayList<>();

  private List<SpeedWindow> wait(int seconds) {
    List<SpeedWindow> told = new ArrayList<>();
    for (int second = 0; second < seconds; second++) {
      traffic.wait(Duration.ofSeconds(1));
      told.addAll(traffic.read(traffic.topics().segmentSpeeds()));
    }
    return told;
  }

  @SafeVarargs
  private List<SpeedWindow> play(List<TrackUpdate>... tracks) {
    for (List<TrackUpdate> track : tracks) {
      track.forEach(step -> traffic.write(traffic.topics().vehicleTracks(), step));
    }
    List<SpeedWindow> told = traffic.read(traffic.topics().segmentSpeeds());
    all.addAll(told);
    return told;
  }

  private static List<TrackUpdate> drive(String id, double from, double to) {
    List<TrackUpdate> steps = new ArrayList<>();
    for (long i = 0; from + i * 0.1 < to; i++) {
      steps.add(track(id, from + i * 0.1, i == 0 ? TrackState.NEW : TrackState.UPDATE).build());
    }
    steps.add(track(id, to, TrackState.END).build());
    return steps;
  }

  /** A camera that tracks nothing says so once a second. */
  private static List<TrackUpdate> watches(String camera, int from, int before) {
    List<TrackUpdate> all = new ArrayList<>();
    for (int second = from; second < before; second++) {
      TrackUpdate.Builder watched = track("", second, TrackState.WATCHED).setSegment("");
      all.add(watched.setCameraId(camera).setObserved(false).build());
    }
    return all;
  }

  private static List<TrackUpdate> seenBy(String camera, List<TrackUpdate> steps) {
    return steps.stream()
        .map(step -> TrackUpdate.newBuilder(step).setCameraId(camera).build())
        .toList();
  }

  private static TrackUpdate off(String id, double at) {
    return track(id, at, TrackState.UPDATE).setSegment("").build();
  }

  private static SensorReading reading(double at, double value) {
    return SensorReading.newBuilder()
        .setSeriesId("loop-7:flow")
        .setOccurredAtUs(us(at))
        .setTimeMode(TimeMode.REPLAY)
        .setValue(value)
        .build();
  }

  private static List<SpeedWindow> settled(List<SpeedWindow> told, int seconds) {
    return told.stream()
        .filter(w -> w.getWindowEndUs() - w.getWindowStartUs() == seconds * 1_000_000L)
        .filter(w -> w.getState() != WindowState.EARLY)
        .toList();
  }
}
