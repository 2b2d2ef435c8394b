package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of the whole picture that are no motion on the road. */
class MotionDisturbanceTest extends PaintedRoadFilm {

  @ParameterizedTest
  @ValueSource(doubles = {0.45, 0.7, 1.35})
  void shouldFindOnlyTheVehicleWhenExposureSteps(double gain) {
    // given
    watchEmptyRoad(15);

    // when the exposure changes at once while a vehicle drives
    List<Double> overlaps = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      Box vehicle = new Box(40 + 14 * n, 200, 80, 44);
      BufferedImage image = with(vehicle, RED);
      overlaps.add(overlap(show(n < 10 ? image : exposed(image, gain)), vehicle));
    }

    // then
    assertThat(overlaps.subList(3, 30)).allMatch(iou -> iou > 0.65);
  }

  @Test
  void shouldFindOnlyTheVehicleWhenCameraShakes() {
    // given
    Random random = new Random(3);
    watchEmptyRoad(10);

    // when every frame is displaced by up to 6 pixels each way
    List<Double> overlaps = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      int dx = random.nextInt(13) - 6;
      int dy = random.nextInt(13) - 6;
      Box vehicle = new Box(40 + 12 * n, 200, 80, 44);
      BufferedImage image = displaced(with(vehicle, RED), dx, dy);
      Box seen = new Box(vehicle.x() + dx, vehicle.y() + dy, 80, 44);
      overlaps.add(overlap(show(image), seen));
    }

    // then
    assertThat(overlaps.subList(4, 40)).allMatch(iou -> iou > 0.7);
  }

  @Test
  void shouldFindNothingWhenCameraShakesOverAnEmptyRoad() {
    Random random = new Random(5);
    watchEmptyRoad(10);
    for (int n = 0; n < 40; n++) {
      int dx = random.nextInt(17) - 8;
      int dy = random.nextInt(17) - 8;
      assertThat(show(displaced(empty(), dx, dy))).isEmpty();
    }
  }

  @Test
  void shouldGetUsedToLeavesThatSway() {
    Random random = new Random(11);
    int reported = 0;
    for (int n = 0; n < 200; n++) {
      double sway = 2 * Math.sin(n * 0.9) + random.nextDouble();
      BufferedImage image =
          TestObjects.road(
              WIDTH,
              HEIGHT,
              g -> {
                for (int leaf = 0; leaf < 6; leaf++) {
                  g.setColor(new Color(40, 80 + 10 * leaf, 35));
                  g.fillOval((int) (60 + 14 * leaf + sway), 70 + 9 * (leaf % 3), 22, 16);
                }
              });
      int found = show(image).size();
      reported += n < 100 ? 0 : found;
    }

    // then at most a tenth of the frames after ten seconds shows any
    assertThat(reported).isLessThanOrEqualTo(10);
  }

  @Test
  void shouldReportNothingWhenTheWholeSceneChanges() {
    // given
    watchEmptyRoad(15);
    Color wall = new Color(160, 120, 90);

    // when the camera is turned to something else
    List<Detection> found = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      BufferedImage other =
          TestObjects.road(
              WIDTH,
              HEIGHT,
              g -> {
                for (int x = 0; x < WIDTH; x += 40) {
                  g.setColor(x % 80 == 0 ? wall : new Color(60, 70, 120));
                  g.fillRect(x, 0, 40, HEIGHT);
                }
              });
      found.addAll(show(other));
    }

    // then
    assertThat(found).isEmpty();
  }

  private static BufferedImage exposed(BufferedImage image, double gain) {
    return new RescaleOp((float) gain, 0, null).filter(image, null);
  }

  /** The image as a camera sees it that points a little elsewhere. */
  private static BufferedImage displaced(BufferedImage image, int dx, int dy) {
    BufferedImage result = new BufferedImage(WIDTH, HEIGHT, image.getType());
    Graphics2D g = result.createGraphics();
    g.setColor(new Color(110, 110, 110));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.drawImage(image, dx, dy, null);
    g.dispose();
    return result;
  }
}
