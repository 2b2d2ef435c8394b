package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.tracking.TrackStep.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraTrackerSceneTest {

  @ParameterizedTest
  @ValueSource(doubles = {5, 8, 10, 12.5, 25, 30, 60})
  void shouldKeepIdentitiesWhenObjectsCross(double fps) {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(1)
                .object("car", 0, 6, t -> new Box(50 + 180 * t, 300, 90, 60))
                .object("car", 0, 6, t -> new Box(1100 - 180 * t, 330, 90, 60))
                .detector(0.03, 0.03, 0)
                .frames(fps, 6));

    Map<String, List<TrackStep>> tracks = TestScene.byTrack(steps);
    assertThat(tracks).hasSize(2);
    for (List<TrackStep> track : tracks.values()) {
      double from = track.get(0).box().centre().x();
      double to = track.get(track.size() - 1).box().centre().x();
      assertThat(Math.abs(to - from)).isGreaterThan(500);
      assertThat(track.stream().mapToDouble(s -> s.box().y()).max().orElseThrow())
          .isLessThan(from < to ? 318 : 350);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {10, 12.5, 30})
  void shouldKeepIdentityWhenObjectIsHiddenForASecond(double fps) {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(2)
                .detections(
                    t ->
                        t > 2 && t < 3
                            ? Optional.empty()
                            : Optional.of(
                                new Detection("car", 0.8, new Box(50 + 200 * t, 300, 90, 60))))
                .detector(0.02, 0, 0)
                .frames(fps, 5));

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(steps.stream().filter(s -> !s.observed()))
        .isNotEmpty()
        .allSatisfy(
            s -> {
              double t = Duration.between(TestScene.START, s.at()).toMillis() / 1e3;
              assertThat(s.box().centre().x()).isCloseTo(95 + 200 * t, within(40.0));
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldFindEachObjectOnceWhenDetectorErrs(long seed) {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(seed)
                .object("car", 0.5, 7, t -> new Box(-60 + 170 * t, 200, 110, 70))
                .object("truck", 1, 9, t -> new Box(1150 - 120 * t, 400, 200, 150))
                .object("car", 2, 8, t -> new Box(600, 720 - 110 * t, 80 - 5 * t, 70 - 4 * t))
                .object("person", 0, 9, t -> new Box(200 + 20 * t, 560, 30, 80))
                .detector(0.05, 0.2, 0.15)
                .frames(12.5, 9));

    Map<String, List<TrackStep>> tracks = TestScene.byTrack(steps);
    assertThat(tracks).hasSize(4);
    assertThat(TestScene.ends(steps)).hasSize(4);
    assertThat(tracks.values())
        .allSatisfy(
            track ->
                assertThat(Duration.between(track.get(0).startedAt(), last(track).at()))
                    .isGreaterThan(Duration.ofSeconds(4)));
  }

  @Test
  void shouldHoldSmallFastObjectWhenItsBoxesNeverOverlap() {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(3)
                .object("car", 0, 4, t -> new Box(20 + 260 * t, 300 + 30 * t, 16, 12))
                .detector(0.05, 0.05, 0)
                .frames(10, 4));

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(steps.get(0).hits()).isLessThanOrEqualTo(4);
    assertThat(last(steps).speedPxPerSecond()).isCloseTo(261, within(25.0));
  }

  @Test
  void shouldHoldObjectsWhenFrameRateChangesAndFramesAreDropped() {
    Random random = new Random(4);
    TestScene scene =
        new TestScene(4)
            .object("car", 0, 10, t -> new Box(50 + 110 * t, 300, 90, 60))
            .object("car", 0, 10, t -> new Box(1150 - 110 * t, 420, 90, 60))
            .detector(0.03, 0.05, 0);
    List<DetectedFrame> frames = new ArrayList<>();
    double t = 0;
    for (long seq = 0; t < 10; seq += 1 + random.nextInt(3)) {
      frames.add(scene.frame(seq, t));
      double fps = t < 3 ? 25 : t < 6 ? 5 : 12.5;
      t += (random.nextInt(10) == 0 ? 3 : 1) / fps;
    }

    List<TrackStep> steps = TestScene.track(frames);

    assertThat(TestScene.byTrack(steps)).hasSize(2);
  }

  @Test
  void shouldGiveTheSameWhenFramesComeAgainAndOutOfOrder() {
    List<DetectedFrame> frames = crowded(5).frames(12.5, 8);
    Random random = new Random(5);
    List<DetectedFrame> disturbed = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      disturbed.add(frames.get(i));
      if (random.nextInt(3) == 0) {
        disturbed.add(frames.get(random.nextInt(i + 1)));
      }
    }

    assertThat(TestScene.track(disturbed)).isEqualTo(TestScene.track(frames));
  }

  @Test
  void shouldGiveTheSameShiftedWhenTimeIsShifted() {
    List<DetectedFrame> frames = crowded(6).frames(12.5, 8);
    Duration shift = Duration.ofDays(400).plusMillis(123);
    List<DetectedFrame> later =
        frames.stream()
            .map(
                f ->
                    new DetectedFrame(
                        f.cameraId(),
                        f.streamEpoch(),
                        f.frameSeq(),
                        f.capturedAt().plus(shift),
                        f.width(),
                        f.height(),
                        f.detections()))
            .toList();

    List<TrackStep> expected = TestScene.track(frames);
    List<TrackStep> found = TestScene.track(later);

    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).at()).isEqualTo(expected.get(i).at().plus(shift));
      assertThat(found.get(i).box()).isEqualTo(expected.get(i).box());
      assertThat(found.get(i).trackId()).isEqualTo(expected.get(i).trackId());
    }
  }

  @Test
  void shouldVoteForClassWhenLabelsFlip() {
    String[] labels = {"car", "truck", "car", "cell phone", "car", "car", "truck"};
    List<DetectedFrame> frames = new ArrayList<>();
    TestScene scene = new TestScene(7);
    for (int seq = 0; seq < 40; seq++) {
      String label = labels[seq % labels.length];
      Box box = new Box(100 + 10 * seq, 300, 90, 60);
      scene = new TestScene(7).detections(t -> Optional.of(new Detection(label, 0.7, box)));
      frames.add(scene.frame(seq, seq / 12.5));
    }

    List<TrackStep> steps = TestScene.track(frames);

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(last(steps).label()).isEqualTo("car");
  }

  @Test
  void shouldHoldTrackWhenScoresDip() {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(8)
                .detections(
                    t ->
                        Optional.of(
                            new Detection(
                                "car",
                                t > 1.5 && t < 4.5 ? 0.2 : 0.8,
                                new Box(100 + 100 * t, 300, 90, 60))))
                .frames(10, 6));

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(steps).allMatch(TrackStep::observed);
  }

  @Test
  void shouldNotStartTrackWhenScoresAreLow() {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(8)
                .detections(
                    t ->
                        Optional.of(
                            new Detection("car", 0.25, new Box(100 + 100 * t, 300, 90, 60))))
                .frames(10, 6));

    assertThat(steps).isEmpty();
  }

  @Test
  void shouldTrackOnceWhenDetectorGivesTwoClassesOfOneObject() {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(9)
                .object("car", 0, 5, t -> new Box(100 + 100 * t, 300, 90, 60))
                .detections(
                    t ->
                        Optional.of(
                            new Detection("truck", 0.6, new Box(98 + 100 * t, 298, 96, 66))))
                .detector(0.01, 0, 0)
                .frames(12.5, 5));

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(last(steps).label()).isEqualTo("car");
  }

  @Test
  void shouldNotTrackWhatOnlyFlickers() {
    Random random = new Random(10);
    TestScene scene = new TestScene(10);
    // leaves in the wind, a reflection, a lamp: boxes that come, go and change in one place
    for (int[] place : new int[][] {{100, 100}, {900, 200}, {600, 500}, {300, 600}}) {
      scene.detections(
          t ->
              random.nextInt(10) < 6
                  ? Optional.of(
                      new Detection(
                          Detection.UNCLASSIFIED,
                          0.9,
                          new Box(
                              place[0] + 12 * random.nextGaussian(),
                              place[1] + 12 * random.nextGaussian(),
                              30 + random.nextInt(40),
                              30 + random.nextInt(40))))
                  : Optional.empty());
    }

    assertThat(TestScene.track(scene.frames(12.5, 60))).isEmpty();
  }

  @Test
  void shouldTrackMovingObjectWithoutClass() {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(11)
                .object(Detection.UNCLASSIFIED, 0, 6, t -> new Box(700, -150 + 160 * t, 100, 150))
                .detector(0.06, 0.05, 0)
                .frames(12.5, 6));

    Map<String, List<TrackStep>> tracks = TestScene.byTrack(steps);
    assertThat(tracks).hasSize(1);
    assertThat(steps.get(0).at()).isBefore(TestScene.START.plusMillis(1800));
    assertThat(last(steps).at()).isAfter(TestScene.START.plusMillis(5000));
  }

  @Test
  void shouldStayOneTrackWhenMotionFallsIntoPieces() {
    TestScene scene = new TestScene(12);
    scene.detections(
        t -> {
          boolean whole = t < 2 || t > 4;
          return Optional.of(motion(300, 20 + 100 * t, 90, whole ? 160 : 60));
        });
    scene.detections(
        t ->
            t < 2 || t > 4
                ? Optional.empty()
                : Optional.of(motion(305, 20 + 100 * t + 85, 80, 75)));

    List<TrackStep> steps = TestScene.track(scene.detector(0.02, 0, 0).frames(12.5, 5.5));

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(steps).allMatch(s -> s.box().height() > 130);
  }

  @Test
  void shouldKeepTwoTracksWhenMotionMergesAndParts() {
    TestScene scene = new TestScene(13);
    Box[] at = new Box[2];
    scene.detections(
        t -> {
          at[0] = new Box(500, -100 + 130 * t, 90, 160);
          at[1] = new Box(605, 750 - 130 * t, 90, 160);
          boolean apart = Math.abs(at[0].y() - at[1].y()) > 165;
          double y = Math.min(at[0].y(), at[1].y());
          double bottom = Math.max(at[0].bottom(), at[1].bottom());
          Box seen = apart ? at[0] : new Box(500, y, 195, bottom - y);
          return TestScene.clipped(seen).map(b -> new Detection(Detection.UNCLASSIFIED, 0.9, b));
        });
    scene.detections(
        t ->
            Math.abs(at[0].y() - at[1].y()) > 165
                ? TestScene.clipped(at[1]).map(b -> new Detection(Detection.UNCLASSIFIED, 0.9, b))
                : Optional.empty());

    List<TrackStep> steps = TestScene.track(scene.detector(0.02, 0, 0).frames(12.5, 6.5));

    Map<String, List<TrackStep>> tracks = TestScene.byTrack(steps);
    assertThat(tracks).hasSize(2);
    for (List<TrackStep> track : tracks.values()) {
      double from = track.get(0).box().centre().y();
      double to = last(track).box().centre().y();
      assertThat(Math.abs(to - from)).isGreaterThan(400);
    }
  }

  @Test
  void shouldEndTrackWhereLastSeenWhenFramesStopForLong() {
    TestScene scene =
        new TestScene(14).object("car", 0, 99, t -> new Box(100 + 20 * t, 300, 90, 60));
    List<DetectedFrame> frames = new ArrayList<>(scene.frames(10, 3));
    frames.add(scene.frame(30, 20));

    List<TrackStep> steps = TestScene.track(frames);

    assertThat(TestScene.ends(steps)).hasSize(1);
    assertThat(TestScene.ends(steps).get(0).at()).isEqualTo(TestScene.START.plusMillis(2900));
    assertThat(TestScene.ends(steps).get(0).frameSeq()).isEqualTo(29);
  }

  @Test
  void shouldEndEachTrackOnceAfterItsNewWhenStepsAreReadInOrder() {
    List<TrackStep> steps = TestScene.track(crowded(15).frames(12.5, 10));

    assertThat(TestScene.byTrack(steps).values())
        .isNotEmpty()
        .allSatisfy(
            track -> {
              assertThat(track.get(0).phase()).isEqualTo(Phase.NEW);
              assertThat(last(track).phase()).isEqualTo(Phase.END);
              assertThat(track.subList(1, track.size() - 1))
                  .allMatch(s -> s.phase() == Phase.UPDATE);
            });
  }

  @Test
  void shouldNotTakeOverTrackWhenAnotherObjectComesFromWhereItWasLost() {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(24)
                .object("car", 0, 3, t -> new Box(600, 400 - 90 * t, 40, 30))
                .object("car", 4, 7, t -> new Box(575, 150 + 90 * (t - 4), 40, 30))
                .detector(0.03, 0, 0)
                .frames(10, 7));

    Map<String, List<TrackStep>> tracks = TestScene.byTrack(steps);
    assertThat(tracks).hasSize(2);
    assertThat(tracks.keySet()).containsExactly("cam-1-0-0", "cam-1-40-0");
  }

  @Test
  void shouldNotTrackPartsThatRideOnAVehicle() {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(17)
                .object("car", 0, 6, t -> new Box(100 + 100 * t, 300, 200, 120))
                .detections(
                    t ->
                        Optional.of(new Detection("cup", 0.5, new Box(150 + 100 * t, 310, 80, 60))))
                .detector(0.03, 0.05, 0)
                .frames(12.5, 6));

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(last(steps).label()).isEqualTo("car");
  }

  @Test
  void shouldTrackBothWhenACarPassesInFrontOfATruck() {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(18)
                .object("truck", 0, 8, t -> new Box(400, 200, 400, 250))
                .detections(
                    t ->
                        Optional.of(new Detection("car", 0.6, new Box(100 + 90 * t, 350, 110, 70))))
                .detector(0.02, 0.05, 0)
                .frames(12.5, 8));

    Map<String, List<TrackStep>> tracks = TestScene.byTrack(steps);
    assertThat(tracks).hasSize(2);
    assertThat(tracks.values()).allMatch(track -> track.size() > 60);
  }

  @Test
  void shouldNotTrackWhatADetectorWeaklySeesInTheBackground() {
    TestScene scene =
        new TestScene(19)
            .detections(t -> Optional.of(new Detection("bird", 0.5, new Box(560, 0, 75, 45))))
            .detector(0.03, 0.2, 0);

    assertThat(TestScene.track(scene.frames(12.5, 20))).isEmpty();
  }

  @Test
  void shouldTrackParkedCarWhenDetectorIsSure() {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(20)
                .object("car", 0, 20, t -> new Box(560, 300, 95, 65))
                .detector(0.03, 0.1, 0)
                .frames(12.5, 20));

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(last(steps).speedPxPerSecond()).isLessThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"left", "right", "up", "down"})
  void shouldEndSoonWhenObjectHasLeftTheImage(String way) {
    TestScene scene =
        new TestScene(21)
            .object(
                "car",
                0,
                9,
                t ->
                    switch (way) {
                      case "left" -> new Box(600 - 250 * t, 300, 120, 90);
                      case "right" -> new Box(600 + 250 * t, 300, 120, 90);
                      case "up" -> new Box(600, 300 - 150 * t, 120, 90);
                      default -> new Box(600, 300 + 150 * t, 120, 90);
                    });

    List<TrackStep> steps = TestScene.track(scene.frames(12.5, 9));

    assertThat(TestScene.byTrack(steps)).hasSize(1);
    assertThat(steps.stream().filter(s -> !s.observed())).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void shouldPassOverBoxesThatNoCameraSees() {
    List<DetectedFrame> frames =
        crowded(22).frames(12.5, 4).stream()
            .map(f -> withDetections(f, f.detections(), f.width()))
            .toList();
    List<Detection> absurd =
        List.of(
            new Detection("car", 1, new Box(1e30, 0, 50, 50)),
            new Detection("car", 1, new Box(0, 0, 1e300, 1e-300)),
            new Detection("car", 1, new Box(10, 10, 1e-30, 1e-30)),
            new Detection("x".repeat(100_000), 1, new Box(10, 10, 30, 30)));
    List<DetectedFrame> disturbed =
        frames.stream()
            .map(
                f -> {
                  List<Detection> all = new ArrayList<>(f.detections());
                  all.addAll(absurd);
                  return withDetections(f, all, f.width());
                })
            .toList();

    assertThat(TestScene.track(disturbed)).isEqualTo(TestScene.track(frames));
  }

  @Test
  void shouldTrackWhenTheSizeOfTheImageIsNotKnown() {
    List<DetectedFrame> frames =
        new TestScene(23)
                .detections(
                    t ->
                        t > 2 && t < 2.8
                            ? Optional.empty()
                            : Optional.of(
                                new Detection("car", 0.8, new Box(50 + 100 * t, 300, 90, 60))))
                .frames(12.5, 5)
                .stream()
                .map(f -> withDetections(f, f.detections(), 0))
                .toList();

    assertThat(TestScene.byTrack(TestScene.track(frames))).hasSize(1);
  }

  @Test
  void shouldStayBoundedWhenDetectorFloods() {
    Random random = new Random(16);
    CameraTracker tracker = new CameraTracker(TrackerSettings.DEFAULT);
    TrackerState state = TrackerState.empty("cam");

    for (int seq = 0; seq < 60; seq++) {
      List<Detection> flood =
          IntStream.range(0, 2000)
              .mapToObj(
                  i ->
                      new Detection(
                          "car",
                          random.nextDouble(),
                          new Box(random.nextDouble() * 1200, random.nextDouble() * 700, 40, 30)))
              .sorted(Detection.FRAME_ORDER)
              .toList();
      tracker.advance(
          state,
          new DetectedFrame("cam", 1, seq, TestScene.START.plusMillis(80L * seq), 1280, 720, flood),
          Optional.empty());
    }

    assertThat(state.tracks()).hasSizeLessThanOrEqualTo(200);
    assertThat(state.toBytes()).hasSizeLessThan(300_000);
  }

  /** Twelve objects on all sides, with a detector that misses, jitters and makes things up. */
  private static TestScene crowded(long seed) {
    Random random = new Random(seed);
    TestScene scene = new TestScene(seed).detector(0.06, 0.15, 0.2);
    for (int i = 0; i < 12; i++) {
      double x = random.nextDouble() * 1000;
      double y = random.nextDouble() * 600;
      double vx = 200 * random.nextGaussian();
      double vy = 80 * random.nextGaussian();
      double size = 30 + 90 * random.nextDouble();
      double from = 4 * random.nextDouble();
      scene.object(
          i % 3 == 0 ? "truck" : "car",
          from,
          from + 5,
          t -> new Box(x + vx * (t - from), y + vy * (t - from), size, size * 0.7));
    }
    return scene;
  }

  private static DetectedFrame withDetections(
      DetectedFrame f, List<Detection> detections, int width) {
    return new DetectedFrame(
        f.cameraId(), f.streamEpoch(), f.frameSeq(), f.capturedAt(), width, f.height(), detections);
  }

  private static Detection motion(double x, double y, double width, double height) {
    return new Detection(Detection.UNCLASSIFIED, 0.9, new Box(x, y, width, height));
  }

  private static TrackStep last(List<TrackStep> steps) {
    return steps.get(steps.size() - 1);
  }
}
