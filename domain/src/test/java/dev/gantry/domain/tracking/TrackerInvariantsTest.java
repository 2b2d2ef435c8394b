package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.tracking.TrackStep.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for whatever a camera sees. */
class TrackerInvariantsTest {

  @Test
  void shouldGiveTheSameWhenFramesComeAgainAndOutOfOrder() {
    List<DetectedFrame> frames = TestScene.crowded(5).frames(12.5, 8);
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
    List<DetectedFrame> frames = TestScene.crowded(6).frames(12.5, 8);
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
  void shouldEndEachTrackOnceAfterItsNewWhenStepsAreReadInOrder() {
    List<TrackStep> steps = TestScene.track(TestScene.crowded(15).frames(12.5, 10));

    assertThat(TestScene.byTrack(steps).values())
        .isNotEmpty()
        .allSatisfy(
            track -> {
              assertThat(track.get(0).phase()).isEqualTo(Phase.NEW);
              assertThat(TestScene.last(track).phase()).isEqualTo(Phase.END);
              assertThat(track.subList(1, track.size() - 1))
                  .allMatch(s -> s.phase() == Phase.UPDATE);
            });
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
}
