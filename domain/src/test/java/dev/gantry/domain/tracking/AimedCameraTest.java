package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.geometry.Box;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long ago a camera was seen to look where its calibration says. */
class AimedCameraTest {

  private static final Optional<CameraGeometry> ROAD = Optional.of(TestRoad.geometry());
  private static final double MPS = 8;

  @Test
  void shouldTellThatACameraIsAimedWhileSomebodyGoesAlongTheRoad() {
    List<TrackStep> steps = track(new TestScene(1).object("car", 0, 4, AimedCameraTest::along));

    assertThat(steps.get(0).aimedSeconds()).isEmpty();
    assertThat(between(steps, 1, 4)).allMatch(step -> step.aimedSeconds().orElseThrow() == 0);
  }

  @Test
  void shouldTellHowLongAgoThatWas() {
    TestScene scene =
        new TestScene(2)
            .object("car", 0, 3, AimedCameraTest::along)
            .object("person", 0, 8, t -> standing());

    List<TrackStep> late = between(track(scene), 7, 8);

    assertThat(late).isNotEmpty();
    assertThat(late.get(0).aimedSeconds().orElseThrow()).isCloseTo(4, within(1.0));
  }

  @Test
  void shouldNotTakeACameraToBeAimedWhereEverybodyGoesAslant() {
    TestScene scene =
        new TestScene(3)
            .object("car", 0, 1.2, t -> TestRoad.vehicleAt(.5 + .35 * MPS * t, 15 + MPS * t));

    assertThat(track(scene)).isNotEmpty().allMatch(step -> step.aimedSeconds().isEmpty());
  }

  @Test
  void shouldKnowNothingOfANewStream() {
    List<DetectedFrame> frames =
        new TestScene(4).object("car", 0, 3, AimedCameraTest::along).frames(10, 3);
    TrackerState state = TrackerState.empty("cam");
    CameraTracker tracker = new CameraTracker(TrackerSettings.DEFAULT);
    frames.forEach(frame -> tracker.advance(state, frame, ROAD));

    List<TrackStep> anew =
        frames.stream()
            .limit(3)
            .flatMap(frame -> tracker.advance(state, nextStream(frame), ROAD).steps().stream())
            .filter(step -> step.phase() != TrackStep.Phase.END)
            .toList();

    assertThat(anew).isNotEmpty().allMatch(step -> step.aimedSeconds().isEmpty());
  }

  private static DetectedFrame nextStream(DetectedFrame frame) {
    return new DetectedFrame(
        frame.cameraId(),
        frame.streamEpoch() + 1,
        frame.frameSeq(),
        frame.capturedAt().plus(Duration.ofSeconds(3)),
        frame.width(),
        frame.height(),
        frame.detections());
  }

  private static Box along(double t) {
    return TestRoad.vehicleAt(2.5, 15 + MPS * t);
  }

  private static Box standing() {
    return TestRoad.vehicleAt(-2.5, 25);
  }

  private static List<TrackStep> track(TestScene scene) {
    return TestScene.track(scene.frames(10, 8), ROAD);
  }

  private static List<TrackStep> between(List<TrackStep> steps, double from, double to) {
    return steps.stream()
        .filter(step -> step.phase() != TrackStep.Phase.END)
        .filter(step -> step.frameSeq() >= 10 * from && step.frameSeq() < 10 * to)
        .toList();
  }
}
