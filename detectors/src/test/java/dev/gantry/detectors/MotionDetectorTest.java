package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.CameraImage;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.geometry.Box;
import java.awt.Color;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MotionDetectorTest {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final double FPS = 10;

  private Detector detector;

  @BeforeEach
  void create() {
    detector = new Detectors(TestObjects.SETTINGS).create(ModelDescriptor.MOTION);
  }

  @AfterEach
  void close() {
    detector.close();
  }

  @Test
  void shouldFindMovingVehicleTightlyWhenBackgroundIsLearned() {
    // given
    watchEmptyRoad(10);

    // when
    List<Double> overlaps = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      int x = 40 + 14 * n;
      List<Detection> found =
          detect(
              10 + n,
              g -> {
                g.setColor(new Color(170, 30, 30));
                g.fillRect(x, 200, 80, 44);
              });
      overlaps.add(found.size() == 1 ? found.get(0).box().iou(new Box(x, 200, 80, 44)) : 0.0);
    }

    // then all but the first frames show it alone, labelled as unclassified
    assertThat(overlaps.subList(3, 30)).allMatch(iou -> iou > 0.6);
  }

  @Test
  void shouldFindNothingOnEmptyRoad() {
    for (int n = 0; n < 30; n++) {
      assertThat(detect(n, g -> {})).isEmpty();
    }
  }

  private void watchEmptyRoad(int frames) {
    for (int n = 0; n < frames; n++) {
      detect(n, g -> {});
    }
  }

  private List<Detection> detect(
      int frame, java.util.function.Consumer<java.awt.Graphics2D> paint) {
    byte[] jpeg = TestObjects.jpeg(TestObjects.road(WIDTH, HEIGHT, paint));
    Instant at = Instant.ofEpochMilli(Math.round(1000 * frame / FPS));
    return detector.detect(new CameraImage("camera-1", 1, frame, at, jpeg)).detections();
  }
}
