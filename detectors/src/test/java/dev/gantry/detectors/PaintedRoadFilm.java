package dev.gantry.detectors;

import dev.gantry.domain.detection.CameraImage;
import dev.gantry.domain.detection.DetectedObjects;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.geometry.Box;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Films of a painted road before a motion detector of their own, ten frames a second unless a test
 * says otherwise.
 */
abstract class PaintedRoadFilm {

  static final int WIDTH = 640;
  static final int HEIGHT = 360;
  static final Color RED = new Color(170, 30, 30);
  static final Color WHITE = new Color(235, 235, 230);
  static final Color BLACK = new Color(28, 28, 30);

  Detector detector;
  double fps = 10;
  long epoch = 1;
  long clockMillis;
  int frame;

  @BeforeEach
  void create() {
    detector = new Detectors(TestObjects.SETTINGS).create(ModelDescriptor.MOTION);
  }

  @AfterEach
  void close() {
    detector.close();
  }

  void watchEmptyRoad(int frames) {
    for (int n = 0; n < frames; n++) {
      show(empty());
    }
  }

  List<Detection> show(BufferedImage image) {
    return detect(TestObjects.jpeg(image)).detections();
  }

  DetectedObjects detect(byte[] encoded) {
    frame++;
    clockMillis += Math.round(1000 / fps);
    Instant at = Instant.ofEpochMilli(clockMillis);
    return detector.detect(new CameraImage("camera-1", epoch, frame, at, encoded));
  }

  /** Overlap with the one detection; 0 when there are none or several. */
  static double overlap(List<Detection> found, Box truth) {
    return found.size() == 1 ? found.get(0).box().iou(truth) : 0;
  }

  static BufferedImage empty() {
    return TestObjects.road(WIDTH, HEIGHT);
  }

  static BufferedImage with(Box vehicle, Color colour) {
    Consumer<Graphics2D> paint = g -> fill(g, vehicle, colour);
    return TestObjects.road(WIDTH, HEIGHT, paint);
  }

  /** A vehicle with a windscreen and lamps. */
  static void fill(Graphics2D g, Box box, Color colour) {
    int x = (int) box.x();
    int y = (int) box.y();
    int width = (int) box.width();
    int height = (int) box.height();
    g.setColor(colour);
    g.fillRect(x, y, width, height);
    g.setColor(new Color(50, 60, 70));
    g.fillRect(x + width / 2, y + height / 6, width / 6, height * 2 / 3);
    g.setColor(new Color(240, 230, 190));
    g.fillRect(x + width - 5, y + 4, 5, 8);
    g.fillRect(x + width - 5, y + height - 12, 5, 8);
  }
}
