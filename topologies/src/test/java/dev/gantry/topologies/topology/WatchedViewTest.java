package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.CAMERA;
import static dev.gantry.topologies.testing.TestObjects.camera;
import static dev.gantry.topologies.testing.TestObjects.frame;
import static dev.gantry.topologies.testing.TestObjects.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.detection.CameraImage;
import dev.gantry.domain.detection.DetectedObjects;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.view.ViewSample;
import dev.gantry.domain.view.ViewWatch;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.topologies.processor.KeptStates;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VISION tells what becomes of what a camera shows, once for each change. */
class WatchedViewTest {

  private static final int FRAMES_A_SECOND = 10;

  @TempDir Path stateDir;
  private final FakeDefinitions definitions = new FakeDefinitions().with(camera(CAMERA));
  private final List<CameraEvent> told = new ArrayList<>();
  private RoleDriver vision;
  private long epoch = 1;
  private long seq;

  @BeforeEach
  void start() {
    vision = new RoleDriver(Role.VISION, stateDir, definitions, model -> new PaintedDetector());
  }

  @AfterEach
  void stop() {
    vision.close();
  }

  @Test
  void shouldTellThatACameraIsCoveredAndThatItIsNoMore() {
    show("street", 20);
    show("nothing", 10);
    show("street", 10);

    assertThat(types()).containsExactly(CameraEventType.COVERED, CameraEventType.RESTORED);
    CameraEvent covered = told.get(0);
    assertThat(covered.getCameraId()).isEqualTo(CAMERA);
    assertThat(covered.getSite()).isEqualTo("harbour");
    assertThat(covered.getReason()).isEqualTo("100 % of the edges are gone");
    assertThat(covered.getOccurredAtUs()).isEqualTo(us(covered.getFrameSeq() / 10.0));
    assertThat(covered.getFrameSeq()).isBetween(220L, 225L);
    assertThat(covered.getOrigins().get(0).getTopic()).isEqualTo("camera-frames");
    assertThat(told.get(1).getReason()).isEqualTo("it shows again what was learnt");
  }

  @Test
  void shouldTellThatACameraIsTurned() {
    show("street", 20);
    show("garden", 10);
    assertThat(types()).containsExactly(CameraEventType.TURNED);
  }

  @Test
  void shouldSayOfEachFrameWhetherTheCameraSeemsTurnedWithinAQuarterOfASecond() {
    show("street", 20);
    show("garden", 10);
    show("street", 10);

    List<Long> turned =
        vision.read(vision.topics().vehicleDetections()).stream()
            .filter(FrameDetections::getTurned)
            .map(FrameDetections::getFrameSeq)
            .toList();
    assertThat(turned).startsWith(turned.get(0), turned.get(0) + 1);
    assertThat(turned.get(0)).isBetween(200L, 203L);
    assertThat(told.get(1).getType()).isEqualTo(CameraEventType.RESTORED);
    assertThat(turned).hasSize((int) (told.get(1).getFrameSeq() - turned.get(0)));
  }

  @Test
  void shouldTellThatACameraIsFrozen() {
    show("street", 20);
    show("photograph of the street", 15);
    assertThat(types()).containsExactly(CameraEventType.FROZEN);
    assertThat(told.get(0).getReason()).isEqualTo("the same picture for 8 s");
  }

  @Test
  void shouldNotCountFramesThatAreRepeatedOrLate() {
    epoch = 2;
    show("street", 20);
    long last = seq;
    seq = 0;
    show("nothing", 20);
    epoch = 1;
    show("nothing", 20);
    epoch = 2;
    seq = last;
    show("street", 5);
    assertThat(types()).containsOnly(CameraEventType.SKIPPED);
  }

  @Test
  void shouldTellTheSameWhenTheSameFramesComeAgain() {
    show("street", 20);
    show("garden", 10);
    show("street", 10);
    List<CameraEvent> first = List.copyOf(told);
    stop();
    start();
    told.clear();
    seq = 0;
    show("street", 20);
    show("garden", 10);
    show("street", 10);
    assertThat(told).isEqualTo(first).hasSize(2);
  }

  @Test
  void shouldGoOnWithWhatWasStored() {
    show("street", 20);
    show("nothing", 10);
    ViewWatch watch = Objects.requireNonNull(views().load(CAMERA));
    ViewWatch stored = ViewWatch.fromBytes(watch.toBytes());
    stop();
    start();
    told.clear();
    views().save(CAMERA, stored);

    show("nothing", 10);
    assertThat(told).as("it has been told").isEmpty();
    show("street", 10);
    assertThat(types()).containsExactly(CameraEventType.RESTORED);
  }

  private KeptStates<ViewWatch> views() {
    @SuppressWarnings("unchecked")
    KeptStates<ViewWatch> views =
        (KeptStates<ViewWatch>)
            Objects.requireNonNull(
                vision.driver().getAllStateStores().get(VisionTopology.VIEW_BY_CAMERA));
    return views;
  }

  private List<CameraEventType> types() {
    return told.stream().map(CameraEvent::getType).toList();
  }

  private void show(String what, int seconds) {
    for (int i = 0; i < seconds * FRAMES_A_SECOND; i++) {
      byte[] image = what.getBytes(StandardCharsets.UTF_8);
      Frame frame = frame(CAMERA, epoch, seq, (double) seq / FRAMES_A_SECOND, image);
      vision.write(vision.topics().cameraFrames(), frame);
      seq++;
    }
    told.addAll(vision.read(vision.topics().cameraEvents()));
  }

  /** Takes the words for the picture: what they name, with noise unless it is a photograph. */
  private static final class PaintedDetector implements Detector {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int SQUARE = 15;

    private final Map<String, float[]> scenes = new HashMap<>();
    private Optional<ViewSample> view = Optional.empty();

    @Override
    public DetectedObjects detect(CameraImage image) {
      String what = new String(image.encoded(), StandardCharsets.UTF_8);
      Random noise = new Random(what.startsWith("photograph") ? 0 : image.frameSeq());
      String scene = what.substring(what.lastIndexOf(' ') + 1);
      float[] luma = scenes.computeIfAbsent(scene, PaintedDetector::paint).clone();
      for (int i = 0; i < luma.length; i++) {
        luma[i] += noise.nextFloat() * 3;
      }
      view = ViewSample.of(luma, WIDTH, HEIGHT);
      return new DetectedObjects(WIDTH, HEIGHT, List.of());
    }

    private static float[] paint(String scene) {
      Random squares = new Random(scene.hashCode());
      float[] luma = new float[WIDTH * HEIGHT];
      Arrays.fill(luma, 30);
      for (int n = 0; n < (scene.equals("nothing") ? 0 : 300); n++) {
        int at = squares.nextInt(HEIGHT - SQUARE) * WIDTH + squares.nextInt(WIDTH - SQUARE);
        float light = 40 + squares.nextInt(180);
        for (int row = 0; row < SQUARE; row++) {
          Arrays.fill(luma, at + row * WIDTH, at + row * WIDTH + SQUARE, light);
        }
      }
      return luma;
    }

    @Override
    public Optional<ViewSample> view() {
      return view;
    }

    @Override
    public void close() {}
  }
}
