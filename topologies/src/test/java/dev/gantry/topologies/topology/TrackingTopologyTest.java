package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.CAMERA;
import static dev.gantry.topologies.testing.TestObjects.SEGMENT;
import static dev.gantry.topologies.testing.TestObjects.camera;
import static dev.gantry.topologies.testing.TestObjects.car;
import static dev.gantry.topologies.testing.TestObjects.detections;
import static dev.gantry.topologies.testing.TestObjects.drive;
import static dev.gantry.topologies.testing.TestObjects.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.Calibration;
import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.geometry.Point;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.records.TrackState;
import dev.gantry.schemas.records.TrackUpdate;
import dev.gantry.topologies.port.Definitions;
import dev.gantry.topologies.processor.KeptCamera;
import dev.gantry.topologies.processor.KeptStates;
import dev.gantry.topologies.processor.TrackedCamera;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackingTopologyTest {

  private int frame;

  @TempDir Path stateDir;
  private RoleDriver tracking;

  @BeforeEach
  void start() {
    tracking = driver(new FakeDefinitions().with(camera(CAMERA)));
  }

  @AfterEach
  void stop() {
    tracking.close();
  }

  @Test
  void shouldTellANewTrackItsUpdatesAndItsEnd() {
    List<TrackUpdate> told = play(drive(CAMERA, 10, 25, 20));
    assertThat(told.get(0).getState()).isEqualTo(TrackState.NEW);
    assertThat(told.get(0).getSegment()).isEqualTo(SEGMENT);
    assertThat(told.get(0).getLimitMps()).isCloseTo(13.9, within(0.1));
    assertThat(told).extracting(TrackUpdate::getTrackId).containsOnly(told.get(0).getTrackId());
    TrackUpdate end = told.get(told.size() - 1);
    assertThat(end.getState()).isEqualTo(TrackState.END);
    assertThat(end.getCapturedAtUs()).isEqualTo(us(2.4));
    assertThat(end.getSpeedMps()).isCloseTo(10, within(0.2));
    assertThat(end.getSite()).isEqualTo("harbour");
    assertThat(end.getCameraVersion()).isEqualTo(1);
    assertThat(end.getCalibrated()).isTrue();
    assertThat(end.getModel()).isEqualTo("box-v1");
    assertThat(end.getOrigins()).hasSize(1);
  }

  @Test
  void shouldEndTheTracksOfASilentCameraWithWhatItsNextFrameWouldHaveSaid() {
    play(drive(CAMERA, 10, 20, 0));
    waitHearingOthers(59);
    assertThat(steps(tracking)).isEmpty();
    waitHearingOthers(1);
    List<TrackUpdate> bySilence = steps(tracking);
    try (RoleDriver other = driver(new FakeDefinitions().with(camera(CAMERA)))) {
      drive(CAMERA, 10, 20, 0).forEach(f -> other.write(other.topics().vehicleDetections(), f));
      steps(other);
      other.write(other.topics().vehicleDetections(), detections(CAMERA, 20, 60));
      List<TrackUpdate> byFrame = steps(other);
      assertThat(bySilence).hasSize(1).isEqualTo(byFrame);
    }
    tracking.wait(Duration.ofMinutes(5));
    assertThat(steps(tracking)).isEmpty();
  }

  @Test
  void shouldTellOnceASecondThatACameraTracksNothing() {
    drive(CAMERA, 10, 25, 40)
        .forEach(frame -> tracking.write(tracking.topics().vehicleDetections(), frame));

    List<TrackUpdate> all = tracking.read(tracking.topics().vehicleTracks());

    List<TrackUpdate> watched =
        all.stream().filter(update -> update.getState() == TrackState.WATCHED).toList();
    assertThat(watched)
        .extracting(TrackUpdate::getCapturedAtUs)
        .as("before the track is confirmed, and after its end")
        .startsWith(us(0))
        .endsWith(us(5), us(6))
        .doesNotContain(us(1), us(2));
    assertThat(watched)
        .allSatisfy(
            update -> {
              assertThat(update.getTrackId()).isEmpty();
              assertThat(update.getSite()).isEqualTo("harbour");
              assertThat(update.getObserved()).isFalse();
            });
    assertThat(all)
        .filteredOn(update -> update.getState() != TrackState.END)
        .isSortedAccordingTo(java.util.Comparator.comparingLong(TrackUpdate::getCapturedAtUs));
  }

  private void waitHearingOthers(int seconds) {
    for (int second = 0; second < seconds; second++) {
      tracking.write(tracking.topics().vehicleDetections(), detections("other", ++frame, frame));
      tracking.wait(Duration.ofSeconds(1));
    }
  }

  @Test
  void shouldGoOnWithTheTracksAfterAllCamerasStoodStillForAWhile() {
    List<FrameDetections> frames = drive(CAMERA, 10, 25, 20);
    List<TrackUpdate> whole = play(frames);
    List<TrackUpdate> told = new ArrayList<>();
    try (RoleDriver held = driver(new FakeDefinitions().with(camera(CAMERA)))) {
      for (FrameDetections each : frames) {
        held.write(held.topics().vehicleDetections(), each);
        if (each.getFrameSeq() == 12) {
          held.wait(Duration.ofSeconds(50));
        }
      }
      told.addAll(steps(held));
    }
    assertThat(told).isEqualTo(whole);
  }

  /** As when VISION is made anew, while cameras with detectors of their own are heard. */
  @Test
  void shouldGoOnWithTheTracksOfACameraWhosePicturesAreWorkedThroughLate() {
    List<FrameDetections> frames = drive(CAMERA, 10, 25, 20);
    List<TrackUpdate> told = new ArrayList<>(play(frames.subList(0, 13)));
    waitHearingOthers(30);
    told.addAll(play(frames.subList(13, frames.size())));

    try (RoleDriver unbroken = driver(new FakeDefinitions().with(camera(CAMERA)))) {
      frames.forEach(each -> unbroken.write(unbroken.topics().vehicleDetections(), each));
      assertThat(canonical(told)).isEqualTo(canonical(steps(unbroken)));
    }
  }

  @Test
  void shouldEndTracksWhenAllCamerasStandStillForLong() {
    play(drive(CAMERA, 10, 20, 0));
    tracking.wait(Duration.ofSeconds(59));
    assertThat(steps(tracking)).isEmpty();
    tracking.wait(Duration.ofSeconds(1));
    assertThat(steps(tracking))
        .singleElement()
        .extracting(TrackUpdate::getState)
        .isEqualTo(TrackState.END);
  }

  @Test
  void shouldWaitLongerForSilenceAfterAStart() {
    play(drive(CAMERA, 10, 20, 0));
    try (RoleDriver restarted = driver(new FakeDefinitions().with(camera(CAMERA)))) {
      copyState(tracking, restarted);
      restarted.write(restarted.topics().vehicleDetections(), detections("other", 0, 0));
      restarted.wait(Duration.ofSeconds(59));
      assertThat(steps(restarted)).isEmpty();
    }
  }

  @Test
  void shouldGoOnWhereItStoppedWhenRestarted() {
    List<FrameDetections> frames = drive(CAMERA, 10, 25, 20);
    List<TrackUpdate> whole = play(frames);
    List<TrackUpdate> parts = new ArrayList<>();
    RoleDriver running = driver(new FakeDefinitions().with(camera(CAMERA)));
    for (int i = 0; i < frames.size(); i++) {
      if (i % 7 == 6) {
        RoleDriver restarted = driver(new FakeDefinitions().with(camera(CAMERA)));
        copyState(running, restarted);
        running.close();
        running = restarted;
      }
      running.write(running.topics().vehicleDetections(), frames.get(i));
      parts.addAll(steps(running));
    }
    running.close();
    assertThat(canonical(parts)).isEqualTo(canonical(whole));
  }

  @Test
  void shouldCountFramesThatAreRepeatedOrOfAnEpochThatIsOver() {
    FrameDetections frame = detections(CAMERA, 5, 1, car(50, 300));
    FrameDetections late = FrameDetections.newBuilder(frame).setStreamEpoch(0).build();
    play(List.of(frame, frame, late));
    assertThat(tracking.counts().repeated()).isEqualTo(1);
    assertThat(tracking.counts().late()).isEqualTo(1);
    assertThat(tracking.counts().in()).isEqualTo(3);
  }

  @Test
  void shouldHoldALiveFrameFromTheFutureBackToASecondBeyondItsIngestion() {
    List<FrameDetections> live = new ArrayList<>();
    for (FrameDetections frame : drive(CAMERA, 10, 20, 0)) {
      live.add(
          FrameDetections.newBuilder(frame)
              .setTimeMode(TimeMode.LIVE)
              .setCapturedAtUs(frame.getCapturedAtUs() + 3_600_000_000L)
              .build());
    }
    List<TrackUpdate> told = play(live);
    assertThat(told)
        .isNotEmpty()
        .allSatisfy(
            step ->
                assertThat(step.getCapturedAtUs()).isEqualTo(step.getIngestedAtUs() + 1_000_000));
  }

  @Test
  void shouldTrackInPixelsWhenTheCameraIsNotDefined() {
    tracking.close();
    tracking = driver(new FakeDefinitions());
    List<TrackUpdate> told = play(drive(CAMERA, 10, 20, 0));
    assertThat(told)
        .isNotEmpty()
        .allSatisfy(
            step -> {
              assertThat(step.getCalibrated()).isFalse();
              assertThat(step.getSegment()).isEmpty();
              assertThat(step.getCameraVersion()).isZero();
            });
    assertThat(told.get(told.size() - 1).getSpeedPxS()).isCloseTo(200f, within(20f));
  }

  @Test
  void shouldTrackInPixelsWhenTheCalibrationCanNotBeUsed() {
    tracking.close();
    Point nowhere = new Point(1, 1);
    Calibration.Pair same = new Calibration.Pair(nowhere, nowhere);
    CameraDefinition good = camera(CAMERA);
    tracking =
        driver(
            new FakeDefinitions()
                .with(
                    new CameraDefinition(
                        CAMERA,
                        2,
                        "harbour",
                        Optional.empty(),
                        Optional.of(new Calibration.Points(List.of(same, same, same, same))),
                        good.segments(),
                        List.of(),
                        List.of(),
                        Optional.empty())));
    List<TrackUpdate> told = play(drive(CAMERA, 10, 20, 0));
    assertThat(told).isNotEmpty();
    assertThat(told.get(0).getCalibrated()).isFalse();
    assertThat(told.get(0).getCameraVersion()).isEqualTo(2);
    assertThat(tracking.counts().dead()).isZero();
  }

  @Test
  void shouldSetARecordAsideWhenProcessingItFailsAndGoOn() {
    tracking.close();
    Definitions broken =
        new FakeDefinitions() {
          @Override
          public Optional<CameraDefinition> camera(String id, Instant at) {
            if (id.equals("broken")) {
              throw new IllegalStateException("a bug");
            }
            return super.camera(id, at);
          }
        };
    tracking = driver(broken);
    tracking.write(tracking.topics().vehicleDetections(), detections("broken", 0, 0));
    assertThat(play(drive(CAMERA, 10, 20, 0))).isNotEmpty();
    assertThat(tracking.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.cause()).isEqualTo("processing_failed");
              assertThat(letter.message())
                  .startsWith("java.lang.IllegalStateException: a bug at dev.gantry");
              assertThat(letter.topic()).isEqualTo("vehicle-detections");
              assertThat(new String(letter.record().key(), StandardCharsets.UTF_8))
                  .isEqualTo("broken");
            });
    assertThat(tracking.counts().dead()).isEqualTo(1);
  }

  private RoleDriver driver(Definitions definitions) {
    return new RoleDriver(
        Role.TRACKING, stateDir.resolve(Long.toString(System.nanoTime())), definitions);
  }

  private List<TrackUpdate> play(List<FrameDetections> frames) {
    frames.forEach(frame -> tracking.write(tracking.topics().vehicleDetections(), frame));
    return steps(tracking);
  }

  /** The steps of tracks told since the last call, without what is told where there are none. */
  private static List<TrackUpdate> steps(RoleDriver driver) {
    return driver.read(driver.topics().vehicleTracks()).stream()
        .filter(update -> update.getState() != TrackState.WATCHED)
        .toList();
  }

  /** As a restart does from the changelog. */
  private static void copyState(RoleDriver from, RoleDriver to) {
    states(from).forEach((camera, state) -> states(to).save(camera, copy(state.camera())));
  }

  private static KeptCamera copy(TrackedCamera camera) {
    return new KeptCamera(TrackedCamera.fromBytes(camera.toBytes()));
  }

  @SuppressWarnings("unchecked")
  private static KeptStates<KeptCamera> states(RoleDriver role) {
    return (KeptStates<KeptCamera>)
        Objects.requireNonNull(
            role.driver().getAllStateStores().get(TrackingTopology.TRACKER_BY_CAMERA));
  }

  private static List<TrackUpdate> canonical(List<TrackUpdate> steps) {
    return steps.stream()
        .map(step -> TrackUpdate.newBuilder(step).setOrigins(List.of()).build())
        .toList();
  }
}
