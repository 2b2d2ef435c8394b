package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.tracking.TrackStep.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldGiveTheSameWhenBoxesOfAFrameComeInAnotherOrder(long seed) {
    List<DetectedFrame> frames = TestScene.crowded(seed).frames(12.5, 8);
    Random random = new Random(seed);
    List<DetectedFrame> shuffled =
        frames.stream()
            .map(
                f -> {
                  List<Detection> boxes = new ArrayList<>(f.detections());
                  Collections.shuffle(boxes, random);
                  return TestScene.withDetections(f, boxes, f.width());
                })
            .toList();

    assertThat(TestScene.track(shuffled)).isEqualTo(TestScene.track(frames));
  }

  @Test
  void shouldGiveTheSameWhenReplayedFromAnyStoredState() {
    List<DetectedFrame> frames = TestScene.crowded(8).frames(12.5, 8);
    List<byte[]> stored = new ArrayList<>();
    List<TrackStep> steps = new ArrayList<>();
    List<Integer> told = new ArrayList<>();
    CameraTracker tracker = new CameraTracker(TrackerSettings.DEFAULT);
    TrackerState state = TrackerState.empty("cam");
    for (DetectedFrame frame : frames) {
      stored.add(state.toBytes());
      told.add(steps.size());
      steps.addAll(tracker.advance(state, frame, Optional.empty()).steps());
    }

    for (int from = 0; from < frames.size(); from += 7) {
      TrackerState restored = TrackerState.fromBytes(stored.get(from));
      List<TrackStep> again = new ArrayList<>();
      for (DetectedFrame frame : frames.subList(from, frames.size())) {
        again.addAll(tracker.advance(restored, frame, Optional.empty()).steps());
      }
      assertThat(again).isEqualTo(steps.subList(told.get(from), steps.size()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldKeepIdentitiesWhenAThirdOfTheFramesIsDropped(long seed) {
    Random random = new Random(seed);
    List<DetectedFrame> frames =
        new TestScene(seed)
                .object("car", 0, 8, t -> new Box(40 + 130 * t, 300, 90, 60))
                .object("truck", 0, 8, t -> new Box(1050 - 110 * t, 430, 150, 110))
                .object("person", 0, 8, t -> new Box(300 + 25 * t, 600, 30, 80))
                .detector(0.03, 0.05, 0)
                .frames(20, 8)
                .stream()
                .filter(frame -> random.nextInt(3) > 0)
                .toList();

    assertThat(TestScene.byTrack(TestScene.track(frames))).hasSize(3);
  }

  @Test
  void shouldStayWithinItsStatedBoundWhenDetectorFloods() {
    Random random = new Random(16);
    CameraTracker tracker = new CameraTracker(TrackerSettings.DEFAULT);
    TrackerState state = TrackerState.empty("cam");
    int largest = 0;

    for (int seq = 0; seq < 60; seq++) {
      // given 300 places in which an object of ever another class is seen, among 2,000 boxes
      String label = String.valueOf((char) (0x4e00 + seq % 20)).repeat(64);
      List<Detection> flood = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        Box place = new Box(i % 20 * 60, i / 20 * 45, 40, 30);
        flood.add(new Detection(label, 0.9 + 0.1 * random.nextDouble(), place));
      }
      for (int i = 0; i < 1700; i++) {
        Box place = new Box(random.nextDouble() * 1200, random.nextDouble() * 700, 40, 30);
        flood.add(new Detection("car", 0.85 * random.nextDouble(), place));
      }
      tracker.advance(
          state,
          new DetectedFrame("cam", 1, seq, TestScene.START.plusMillis(80L * seq), 1280, 720, flood),
          Optional.empty());
      largest = Math.max(largest, state.toBytes().length);
    }

    assertThat(state.tracks()).hasSizeLessThanOrEqualTo(200);
    assertThat(state.active()).hasSizeGreaterThan(100);
    assertThat(largest).isBetween(300_000, 200 * TrackerState.MAX_TRACK_BYTES);
  }
}
