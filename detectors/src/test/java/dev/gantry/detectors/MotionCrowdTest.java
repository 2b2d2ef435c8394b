package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several objects whose outlines touch. */
class MotionCrowdTest extends PaintedRoadFilm {

  @Test
  void shouldTellVehiclesApartThatClosedUp() {
    // given two vehicles that come one after the other
    watchEmptyRoad(10);
    int found = 0;
    for (int n = 0; n < 30; n++) {
      // when the second catches up and stays one pixel behind
      Box first = new Box(200 + 6 * n, 200, 80, 44);
      Box second = new Box(Math.min(20 + 12 * n, first.x() - 81), 200, 80, 44);
      List<Detection> detections =
          show(
              TestObjects.road(
                  WIDTH,
                  HEIGHT,
                  g -> {
                    fill(g, first, RED);
                    fill(g, second, WHITE);
                  }));
      found += n >= 20 && isFound(detections, first) && isFound(detections, second) ? 1 : 0;
    }

    // then
    assertThat(found).isEqualTo(10);
  }

  private static boolean isFound(List<Detection> detections, Box truth) {
    return detections.stream().anyMatch(detection -> detection.box().iou(truth) > 0.7);
  }
}
