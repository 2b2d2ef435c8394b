package dev.gantry.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.detection.CameraImage;
import dev.gantry.domain.detection.DetectedObjects;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.UndecodableImageException;
import dev.gantry.domain.geometry.Box;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films of a painted road, ten frames a second unless a test says otherwise. */
class MotionDetectorTest {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final Color RED = new Color(170, 30, 30);
  private static final Color WHITE = new Color(235, 235, 230);
  private static final Color BLACK = new Color(28, 28, 30);

  private Detector detector;
  private double fps = 10;
  private long epoch = 1;
  private long clockMillis;
  private int frame;

  @BeforeEach
  void create() {
    detector = new Detectors(TestObjects.SETTINGS).create(ModelDescriptor.MOTION);
  }

  @AfterEach
  void close() {
    detector.close();
  }

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

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40})
  void shouldTakeImagesOfAnySize(int side) {
    for (int n = 0; n < 10; n++) {
      BufferedImage tiny = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
      assertThat(detect(TestObjects.png(tiny)).detections()).isEmpty();
    }
  }

  private List<List<Detection>> film() {
    watchEmptyRoad(8);
    List<List<Detection>> found = new ArrayList<>();
    for (int n = 0; n < 15; n++) {
      found.add(show(with(new Box(40 + 14 * n, 200, 80, 44), RED)));
    }
    return found;
  }

  private void watchEmptyRoad(int frames) {
    for (int n = 0; n < frames; n++) {
      show(empty());
    }
  }

  private List<Detection> show(BufferedImage image) {
    return detect(TestObjects.jpeg(image)).detections();
  }

  private DetectedObjects detect(byte[] encoded) {
    frame++;
    clockMillis += Math.round(1000 / fps);
    Instant at = Instant.ofEpochMilli(clockMillis);
    return detector.detect(new CameraImage("camera-1", epoch, frame, at, encoded));
  }

  /** Overlap with the one detection; 0 when there are none or several. */
  private static double overlap(List<Detection> found, Box truth) {
    return found.size() == 1 ? found.get(0).box().iou(truth) : 0;
  }

  private static BufferedImage empty() {
    return TestObjects.road(WIDTH, HEIGHT);
  }

  private static BufferedImage with(Box vehicle, Color colour) {
    Consumer<Graphics2D> paint = g -> fill(g, vehicle, colour);
    return TestObjects.road(WIDTH, HEIGHT, paint);
  }

  /** A vehicle with a windscreen and lamps. */
  private static void fill(Graphics2D g, Box box, Color colour) {
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
