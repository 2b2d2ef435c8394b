package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What becomes a track, and what does not. */
class TrackBirthTest {

  private static final Box STANDING = new Box(560, 300, 95, 65);

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

  /** A motion detector saw it come; the tracker need not have, where the camera was covered. */
  @Test
  void shouldTrackWhatStandsWithoutClassOnceItWasSurelySeenForLong() {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(12).object(Detection.UNCLASSIFIED, 0, 8, t -> STANDING).frames(10, 8));

    assertThat(steps.get(0).at()).isEqualTo(TestScene.START.plusSeconds(5));
    assertThat(TestScene.byTrack(steps)).hasSize(1);
  }

  @Test
  void shouldNotTrackWhatStandsWithoutClassWhenItIsMissedNowAndThen() {
    TestScene scene =
        new TestScene(12).object(Detection.UNCLASSIFIED, 0, 20, t -> STANDING).detector(0, 0.2, 0);

    assertThat(TestScene.track(scene.frames(10, 20))).isEmpty();
  }

  @Test
  void shouldNotTrackASmallPieceThatStandsWithoutClass() {
    Box piece = new Box(560, 300, 25, 35);
    TestScene scene = new TestScene(12).object(Detection.UNCLASSIFIED, 0, 20, t -> piece);

    assertThat(TestScene.track(scene.frames(10, 20))).isEmpty();
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
    assertThat(TestScene.last(steps).at()).isAfter(TestScene.START.plusMillis(5000));
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
    assertThat(TestScene.last(steps).label()).isEqualTo("car");
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
    assertThat(TestScene.last(steps).label()).isEqualTo("car");
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
    assertThat(TestScene.last(steps).speedPxPerSecond()).isLessThan(10);
  }

  @Test
  void shouldConfirmAtTheSecondSightingWhenDetectorIsSure() {
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(25).object("car", 0, 2, t -> new Box(560, 300, 95, 65)).frames(10, 2));

    assertThat(steps.get(0).phase()).isEqualTo(TrackStep.Phase.NEW);
    assertThat(steps.get(0).hits()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {10, 12.5, 25, 60})
  void shouldConfirmSoonWhenDetectorBecomesSureOfAnObjectThatHasNotMoved(double fps) {
    // given a car ahead that is made out ever better, and stays where it is in the image
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(26)
                .detections(t -> Optional.of(new Detection("car", t < 3 ? 0.45 : 0.9, STANDING)))
                .frames(fps, 6));

    Duration after = Duration.between(TestScene.START, steps.get(0).at());
    assertThat(after).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3300));
  }

  @Test
  void shouldNotTrackWhatIsSurelySeenNowAndThenOnly() {
    // given a shape in the background that passes for a person in one frame of three
    List<TrackStep> steps =
        TestScene.track(
            new TestScene(27)
                .detections(
                    t ->
                        Optional.of(
                            new Detection(
                                "person", Math.round(t * 12.5) % 3 == 0 ? 0.8 : 0.3, STANDING)))
                .frames(12.5, 20));

    assertThat(steps).isEmpty();
  }

  @Test
  void shouldPassOverBoxesThatNoCameraSees() {
    List<DetectedFrame> frames =
        TestScene.crowded(22).frames(12.5, 4).stream()
            .map(f -> TestScene.withDetections(f, f.detections(), f.width()))
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
                  return TestScene.withDetections(f, all, f.width());
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
                .map(f -> TestScene.withDetections(f, f.detections(), 0))
                .toList();

    assertThat(TestScene.byTrack(TestScene.track(frames))).hasSize(1);
  }
}
