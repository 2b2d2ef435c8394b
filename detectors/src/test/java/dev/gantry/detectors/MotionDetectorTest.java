package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.DetectedObjects;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds vehicles, tightly, in films of a painted road. */
class MotionDetectorTest extends PaintedRoadFilm {

  @Test
  void shouldFindNothingOnEmptyRoad() {
    for (int n = 0; n < 30; n++) {
      assertThat(show(empty())).isEmpty();
    }
  }

  @Test
  void shouldFindVehiclesOfAnyColourTightly() {
    for (Color colour : List.of(RED, WHITE, BLACK)) {
      // given
      epoch++;
      watchEmptyRoad(10);

      // when
      List<Double> overlaps = new ArrayList<>();
      for (int n = 0; n < 30; n++) {
        Box vehicle = new Box(40 + 14 * n, 200, 80, 44);
        overlaps.add(overlap(show(with(vehicle, colour)), vehicle));
      }

      // then all but the first frames show it alone
      assertThat(overlaps.subList(3, 30)).as("%s", colour).allMatch(iou -> iou > 0.8);
    }
  }

  @Test
  void shouldGiveBoxesInPixelsOfTheFrameWithMeaningfulScores() {
    // given
    watchEmptyRoad(10);

    // when
    for (int n = 0; n < 8; n++) {
      show(with(new Box(40 + 14 * n, 200, 80, 44), WHITE));
    }
    DetectedObjects found = detect(TestObjects.jpeg(with(new Box(152, 200, 80, 44), WHITE)));

    // then
    assertThat(found.width()).isEqualTo(WIDTH);
    assertThat(found.height()).isEqualTo(HEIGHT);
    Detection vehicle = found.detections().get(0);
    assertThat(vehicle.label()).isEqualTo(Detection.UNCLASSIFIED);
    assertThat(vehicle.score()).isGreaterThan(0.8);
  }

  @Test
  void shouldLeaveOutShadowsBesideVehicles() {
    // given
    watchEmptyRoad(10);

    // when
    List<Double> overlaps = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      Box vehicle = new Box(40 + 14 * n, 200, 80, 44);
      BufferedImage image =
          TestObjects.road(
              WIDTH,
              HEIGHT,
              g -> {
                g.setColor(new Color(0, 0, 0, 100));
                g.fillRect((int) vehicle.x() + 10, 244, 80, 30);
                fill(g, vehicle, RED);
              });
      overlaps.add(overlap(show(image), vehicle));
    }

    // then
    assertThat(overlaps.subList(3, 20)).allMatch(iou -> iou > 0.75);
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 5, 25})
  void shouldFindVehiclesAtAnyFrameRate(double rate) {
    // given
    fps = rate;
    watchEmptyRoad((int) Math.ceil(2 * rate));

    // when a vehicle drives for four seconds, 120 pixels a second
    int frames = (int) (4 * rate);
    int found = 0;
    for (int n = 0; n < frames; n++) {
      Box vehicle = new Box(40 + 120 * n / rate, 200, 80, 44);
      found += overlap(show(with(vehicle, RED)), vehicle) > 0.6 ? 1 : 0;
    }

    // then
    assertThat(found).isGreaterThanOrEqualTo(frames - 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40})
  void shouldTakeImagesOfAnySize(int side) {
    for (int n = 0; n < 10; n++) {
      BufferedImage tiny = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
      assertThat(detect(TestObjects.png(tiny)).detections()).isEmpty();
    }
  }
}
