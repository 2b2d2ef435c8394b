package dev.gantry.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gantry.domain.camera.CameraGeometry;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerStateTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldAdvanceTheSameWhenDecodedAfterEachFrame(long seed) {
    List<DetectedFrame> frames = busy(seed).frames(10 + 5.0 * seed, 12);
    Optional<CameraGeometry> geometry = Optional.of(TestRoad.geometry());

    List<TrackStep> kept = TestScene.track(frames, geometry);
    List<TrackStep> decoded =
        TestScene.track(frames, geometry, s -> TrackerState.fromBytes(s.toBytes()));

    assertThat(kept).hasSizeGreaterThan(100);
    assertThat(decoded).isEqualTo(kept);
  }

  @Test
  void shouldEncodeTheSameWhenDecoded() {
    Random random = new Random(7);
    TestScene.track(
        busy(7).frames(12.5, 8),
        Optional.of(TestRoad.geometry()),
        state -> {
          byte[] bytes = state.toBytes();
          TrackerState decoded = TrackerState.fromBytes(bytes);
          assertThat(decoded.toBytes()).isEqualTo(bytes);
          assertThat(decoded.active()).isEqualTo(state.active());
          assertThat(decoded.cameraId()).isEqualTo("cam");
          return random.nextBoolean() ? decoded : state;
        });
  }

  @Test
  void shouldTellTheLatestStepsWhenAskedForActiveTracks() {
    CameraTracker tracker = new CameraTracker(TrackerSettings.DEFAULT);
    TrackerState state = TrackerState.empty("cam");
    for (DetectedFrame frame : busy(8).frames(12.5, 6)) {
      List<TrackStep> steps =
          tracker.advance(state, frame, Optional.of(TestRoad.geometry())).steps();

      List<TrackStep> expected =
          steps.stream()
              .filter(s -> s.phase() != TrackStep.Phase.END)
              .map(TestScene::asUpdate)
              .toList();
      assertThat(state.active()).isEqualTo(expected);
    }
  }

  @Test
  void shouldRefuseWhenBytesAreNotAState() {
    byte[] bytes = TrackerState.empty("cam").toBytes();
    byte[] otherVersion = bytes.clone();
    otherVersion[0] = 99;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrackerState.fromBytes(otherVersion))
        .withMessageContaining("expected version");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrackerState.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)))
        .withMessageContaining("expected more than");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrackerState.fromBytes(Arrays.copyOf(bytes, bytes.length + 1)))
        .withMessageContaining("expected its end");
  }

  @Test
  void shouldStaySmallWhenObjectsAreFew() {
    List<Integer> sizes = new ArrayList<>();
    TestScene.track(
        new TestScene(9)
            .object("car", 0, 60, t -> new Box(50 + 15 * t, 300, 90, 60))
            .frames(25, 60),
        Optional.empty(),
        state -> {
          sizes.add(state.toBytes().length);
          return state;
        });

    assertThat(sizes).allMatch(size -> size < 1700);
  }

  private static TestScene busy(long seed) {
    Random random = new Random(seed);
    TestScene scene = new TestScene(seed).detector(0.05, 0.15, 0.2);
    for (int i = 0; i < 10; i++) {
      double x = 1200 * random.nextDouble();
      double y = 300 + 200 * random.nextDouble();
      double vx = 120 * random.nextGaussian();
      double vy = 40 * random.nextGaussian();
      double from = 6 * random.nextDouble();
      String label = i % 3 == 0 ? Detection.UNCLASSIFIED : i % 3 == 1 ? "car" : "bus";
      scene.object(
          label, from, from + 6, t -> new Box(x + vx * (t - from), y + vy * (t - from), 70, 50));
    }
    return scene;
  }
}
