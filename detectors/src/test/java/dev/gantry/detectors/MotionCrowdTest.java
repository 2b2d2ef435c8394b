package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects whose outlines touch those of others, or of their parts. */
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
      List<Detection> detections = showBoth(first, second);
      found += n >= 20 && isFound(detections, first) && isFound(detections, second) ? 1 : 0;
    }

    // then
    assertThat(found).isEqualTo(10);
  }

  @Test
  void shouldKeepSeeingWhoHasStoodForLongWhileOthersTouchItNowAndThen() {
    // given one that has come to a stop
    watchEmptyRoad(10);
    Box standing = new Box(300, 200, 45, 36);
    for (int n = 0; n < 140; n++) {
      show(with(new Box(Math.min(-20 + 12 * n, 300), 200, 45, 36), RED));
    }

    // when another appears right behind and above it, and is taken for a part of it now and then
    Box other = new Box(345, 160, 60, 50);
    int found = 0;
    for (int n = 0; n < 60; n++) {
      boolean together = n < 5 || n % 3 == 1;
      List<Detection> detections = together ? showBoth(standing, other) : show(with(standing, RED));
      found += detections.stream().anyMatch(seen -> seen.box().iou(standing) > 0.3) ? 1 : 0;
    }

    // then
    assertThat(found).isGreaterThan(40);
  }

  /** Its middle moves to and fro for ever, like that of a branch, and has not come far. */
  @Test
  void shouldKeepSeeingWhoHasStoppedNearTheBorderWhilePartsOfItFlutter() {
    // given one that comes into the image and stops there
    watchEmptyRoad(10);
    for (int x = -80; x < 30; x += 10) {
      show(with(new Box(x, 200, 80, 44), RED));
    }

    // when a piece beside it is now taken for a part of it and now not
    int found = 0;
    for (int n = 0; n < 80; n++) {
      Box body = new Box(30, 200, 80 + 10 * (n % 2), 44);
      found += isFound(show(with(body, RED)), body) ? 1 : 0;
    }

    // then
    assertThat(found).isEqualTo(80);
  }

  private List<Detection> showBoth(Box red, Box white) {
    return show(
        TestObjects.road(
            WIDTH,
            HEIGHT,
            graphics -> {
              fill(graphics, red, RED);
              fill(graphics, white, WHITE);
            }));
  }

  private static boolean isFound(List<Detection> detections, Box truth) {
    return detections.stream().anyMatch(detection -> detection.box().iou(truth) > 0.7);
  }
}
