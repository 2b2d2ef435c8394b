package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.detection.CameraImage;
import dev.gantry.domain.detection.DetectedObjects;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.detection.UndecodableImageException;
import dev.gantry.domain.geometry.Box;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams of cameras: kept apart, begun afresh, repeatable. */
class MotionStreamTest extends PaintedRoadFilm {

  @Test
  void shouldStartAfreshWhenEpochChanges() {
    // given
    watchEmptyRoad(10);
    epoch++;

    // when the road of the new epoch has a vehicle from its first frame
    Box parked = new Box(300, 200, 80, 44);

    // then it is background
    for (int n = 0; n < 20; n++) {
      assertThat(show(with(parked, WHITE))).isEmpty();
    }
  }

  @Test
  void shouldGiveTheSameDetectionsForTheSameFrames() {
    // given
    List<List<Detection>> first = film();
    detector.close();
    create();
    frame = 0;
    clockMillis = 0;

    // then
    assertThat(film()).isEqualTo(first).anyMatch(detections -> !detections.isEmpty());
  }

  @Test
  void shouldKeepCamerasApart() {
    // given two cameras whose frames alternate
    watchEmptyRoad(10);
    Box vehicle = new Box(300, 200, 80, 44);

    // when another camera looks at something else
    for (int n = 0; n < 10; n++) {
      byte[] jpeg = TestObjects.jpeg(with(vehicle, WHITE));
      Instant at = Instant.ofEpochMilli(clockMillis);
      DetectedObjects other = detector.detect(new CameraImage("camera-2", 1, n, at, jpeg));

      // then neither sees a change
      assertThat(other.detections()).isEmpty();
      assertThat(show(empty())).isEmpty();
    }
  }

  @Test
  void shouldGoOnAfterAnImageThatIsNone() {
    // given
    watchEmptyRoad(10);

    // when
    assertThatThrownBy(() -> detect(new byte[] {1, 2, 3}))
        .isInstanceOf(UndecodableImageException.class);

    // then
    Box vehicle = new Box(40, 200, 80, 44);
    for (int n = 0; n < 6; n++) {
      vehicle = new Box(40 + 14 * n, 200, 80, 44);
      show(with(vehicle, RED));
    }
    assertThat(overlap(show(with(vehicle, RED)), vehicle)).isGreaterThan(0.7);
  }

  private List<List<Detection>> film() {
    watchEmptyRoad(8);
    List<List<Detection>> found = new ArrayList<>();
    for (int n = 0; n < 15; n++) {
      found.add(show(with(new Box(40 + 14 * n, 200, 80, 44), RED)));
    }
    return found;
  }
}
