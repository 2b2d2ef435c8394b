package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes background, and what is left behind when it goes. */
class MotionBackgroundTest extends PaintedRoadFilm {

  @Test
  void shouldLeaveNoGhostOfVehicleThatWasThereFromTheStart() {
    // given a vehicle in the very first frames, which then leaves
    Box parked = new Box(300, 200, 80, 44);
    for (int n = 0; n < 3; n++) {
      show(with(parked, WHITE));
    }

    // when
    List<List<Detection>> found = new ArrayList<>();
    for (int n = 1; n <= 40; n++) {
      Box vehicle = new Box(300 + 16 * n, 200, 80, 44);
      found.add(vehicle.x() < WIDTH ? show(with(vehicle, WHITE)) : show(empty()));
    }

    // then after two seconds nothing is seen where it stood
    assertThat(found.subList(20, 40))
        .allSatisfy(detections -> assertThat(detections).noneMatch(d -> d.box().iou(parked) > 0.1));
  }

  @Test
  void shouldLeaveNoGhostWhenParkedVehicleLeavesLater() {
    // given a vehicle that belongs to the background
    Box parked = new Box(300, 200, 80, 44);
    for (int n = 0; n < 80; n++) {
      show(with(parked, RED));
    }

    // when
    List<List<Detection>> found = new ArrayList<>();
    for (int n = 1; n <= 40; n++) {
      Box vehicle = new Box(300 + 16 * n, 200, 80, 44);
      found.add(vehicle.x() < WIDTH ? show(with(vehicle, RED)) : show(empty()));
    }

    // then
    assertThat(found.subList(20, 40))
        .allSatisfy(detections -> assertThat(detections).noneMatch(d -> d.box().iou(parked) > 0.1));
  }

  @Test
  void shouldKeepVehicleThatStopsForTwentySeconds() {
    // given
    watchEmptyRoad(50);
    for (int n = 0; n < 15; n++) {
      show(with(new Box(40 + 14 * n, 200, 80, 44), RED));
    }

    // when
    Box stopped = new Box(40 + 14 * 15, 200, 80, 44);
    List<Double> overlaps = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      overlaps.add(overlap(show(with(stopped, RED)), stopped));
    }

    // then
    assertThat(overlaps).allMatch(iou -> iou > 0.7);
  }
}
