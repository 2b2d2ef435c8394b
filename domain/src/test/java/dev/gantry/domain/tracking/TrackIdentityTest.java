package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One object stays one track, whatever the detector makes of it. */
class TrackIdentityTest {

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
                assertThat(Duration.between(track.get(0).startedAt(), TestScene.last(track).at()))
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
    assertThat(TestScene.last(steps).speedPxPerSecond()).isCloseTo(261, within(25.0));
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
    assertThat(TestScene.last(steps).label()).isEqualTo("car");
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
      double to = TestScene.last(track).box().centre().y();
      assertThat(Math.abs(to - from)).isGreaterThan(400);
    }
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

  private static Detection motion(double x, double y, double width, double height) {
    return new Detection(Detection.UNCLASSIFIED, 0.9, new Box(x, y, width, height));
  }
}
