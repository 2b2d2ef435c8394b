package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.geometry.Box;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is small, or hardly differs from the road. */
class MotionFaintTest extends PaintedRoadFilm {

  @Test
  void shouldFindSomebodyOnFoot() {
    // given
    watchEmptyRoad(10);

    // when
    List<Double> overlaps = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      Box walker = new Box(40 + 3 * n, 210, 9, 20);
      overlaps.add(
          overlap(
              show(
                  TestObjects.road(
                      WIDTH,
                      HEIGHT,
                      g -> {
                        g.setColor(new Color(50, 45, 60));
                        g.fillRect((int) walker.x(), 210, 9, 14);
                        g.fillRect((int) walker.x() + 2, 224, 5, 6);
                      })),
              walker));
    }

    // then
    assertThat(overlaps.subList(5, 30)).allMatch(iou -> iou > 0.5);
  }

  @Test
  void shouldFindVehicleOfAlmostTheColourOfTheRoad() {
    // given
    watchEmptyRoad(10);

    // when
    List<Double> overlaps = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      Box vehicle = new Box(40 + 14 * n, 200, 80, 44);
      overlaps.add(overlap(show(with(vehicle, new Color(122, 122, 124))), vehicle));
    }

    // then
    assertThat(overlaps.subList(3, 30)).allMatch(iou -> iou > 0.7);
  }

  @Test
  void shouldFindSlowVehicleOfWhichOnlyPartWasSeenAtFirst() {
    // given the front of a vehicle, as of one that comes out of a gate
    watchEmptyRoad(45);
    for (int n = 0; n < 4; n++) {
      show(with(new Box(160, 200, 20, 44), RED));
    }

    // when all of it is seen and creeps on
    List<Double> overlaps = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      Box vehicle = new Box(100 + n, 200, 80, 44);
      overlaps.add(overlap(show(with(vehicle, RED)), vehicle));
    }

    // then
    assertThat(overlaps.subList(22, 30)).allMatch(iou -> iou > 0.7);
  }

  @Test
  void shouldLeaveOutWhatTheWetRoadMirrors() {
    // given
    watchEmptyRoad(10);

    // when
    List<Double> overlaps = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      Box walker = new Box(40 + 3 * n, 190, 16, 40);
      overlaps.add(
          overlap(
              show(
                  TestObjects.road(
                      WIDTH,
                      HEIGHT,
                      g -> {
                        g.setColor(WHITE);
                        g.fillRect((int) walker.x(), 190, 16, 40);
                        g.setColor(new Color(235, 235, 230, 51));
                        g.fillRect((int) walker.x(), 230, 16, 32);
                      })),
              walker));
    }

    // then
    assertThat(overlaps.subList(5, 30)).allMatch(iou -> iou > 0.8);
  }
}
