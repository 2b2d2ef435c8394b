package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.geometry.Box;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cameras that are covered, or look elsewhere, for a while. */
class MotionCoveredTest extends PaintedRoadFilm {

  private static final Box STOPPED = new Box(300, 200, 80, 44);

  @Test
  void shouldSeeWhoHasStoppedWhileTheCameraWasCovered() {
    watchEmptyRoad(60);
    watch(cloth(), 200);

    assertThat(framesFound(50)).isGreaterThan(45);
  }

  @Test
  void shouldSeeWhoHasStoppedWhileTheCameraLookedElsewhere() {
    watchEmptyRoad(60);
    watch(elsewhere(), 200);

    assertThat(framesFound(50)).isGreaterThan(45);
  }

  @Test
  void shouldSeeNobodyOnAnEmptyRoadOnceTheViewIsBack() {
    watchEmptyRoad(60);
    watch(cloth(), 200);

    for (int n = 0; n < 50; n++) {
      assertThat(show(empty())).isEmpty();
    }
  }

  /** Noise is all there is to see. */
  @Test
  void shouldSeeNothingWhereAPlainSceneFlickers() {
    Random random = new Random(5);
    for (int n = 0; n < 200; n++) {
      int shade = 90 + random.nextInt(3);
      assertThat(show(painted(new Color(shade, shade, shade)))).isEmpty();
    }
  }

  private void watch(BufferedImage image, int frames) {
    for (int n = 0; n < frames; n++) {
      show(image);
    }
  }

  private int framesFound(int frames) {
    int found = 0;
    for (int n = 0; n < frames; n++) {
      List<Detection> detections = show(with(STOPPED, RED));
      found += overlap(detections, STOPPED) > 0.7 ? 1 : 0;
    }
    return found;
  }

  private static BufferedImage cloth() {
    return painted(new Color(30, 29, 27));
  }

  private static BufferedImage painted(Color colour) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    var graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.dispose();
    return image;
  }

  /** A wall with windows. */
  private static BufferedImage elsewhere() {
    BufferedImage image = painted(new Color(150, 120, 100));
    var graphics = image.createGraphics();
    graphics.setColor(new Color(60, 70, 90));
    for (int x = 20; x < WIDTH; x += 110) {
      for (int y = 15; y < HEIGHT; y += 90) {
        graphics.fillRect(x, y, 60, 50);
      }
    }
    graphics.dispose();
    return image;
  }
}
