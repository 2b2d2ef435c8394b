package dev.gantry.topologies.topology;

import static dev.gantry.topologies.testing.TestObjects.CAMERA;
import static dev.gantry.topologies.testing.TestObjects.camera;
import static dev.gantry.topologies.testing.TestObjects.frame;
import static dev.gantry.topologies.testing.TestObjects.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.domain.camera.CameraDefinition;
import dev.gantry.domain.detection.CameraImage;
import dev.gantry.domain.detection.DetectedObjects;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.detection.ModelDescriptor;
import dev.gantry.domain.detection.UndecodableImageException;
import dev.gantry.domain.geometry.Box;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.CameraEventType;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.topologies.runtime.Role;
import dev.gantry.topologies.testing.FakeDefinitions;
import dev.gantry.topologies.testing.RoleDriver;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisionTopologyTest {

  private static final byte[] IMAGE = "an image".getBytes(StandardCharsets.UTF_8);

  @TempDir Path stateDir;
  private final FakeDefinitions definitions = new FakeDefinitions().with(camera(CAMERA));
  private final List<FakeDetector> made = new ArrayList<>();
  private RoleDriver vision;

  @BeforeEach
  void start() {
    vision = new RoleDriver(Role.VISION, stateDir, definitions, this::make);
  }

  @AfterEach
  void stop() {
    vision.close();
  }

  @Test
  void shouldWriteTheDetectionsOfEachFrame() {
    vision.write(vision.topics().cameraFrames(), frame(CAMERA, 1, 0, 0, IMAGE));
    List<FrameDetections> found = vision.read(vision.topics().vehicleDetections());
    assertThat(found)
        .singleElement()
        .satisfies(
            frame -> {
              assertThat(frame.getCameraId()).isEqualTo(CAMERA);
              assertThat(frame.getCapturedAtUs()).isEqualTo(us(0));
              assertThat(frame.getWidth()).isEqualTo(320);
              assertThat(frame.getModel()).isEqualTo("motion");
              assertThat(frame.getDetections()).hasSize(1);
              assertThat(frame.getDetections().get(0).getLabel()).isEqualTo("object");
              assertThat(frame.getOrigins().get(0).getTopic()).isEqualTo("camera-frames");
            });
    assertThat(
            vision
                .driver()
                .getKeyValueStore(VisionTopology.LATEST_DETECTIONS_BY_CAMERA)
                .get(CAMERA))
        .isEqualTo(found.get(0));
  }

  @Test
  void shouldLeaveOutRepeatedFramesAndCountThem() {
    for (int i = 0; i < 2; i++) {
      vision.write(vision.topics().cameraFrames(), frame(CAMERA, 1, 0, 0, IMAGE));
      vision.write(vision.topics().cameraFrames(), frame(CAMERA, 1, 1, 0.1, IMAGE));
    }
    assertThat(vision.read(vision.topics().vehicleDetections())).hasSize(2);
    assertThat(vision.counts().repeated()).isEqualTo(2);
  }

  @Test
  void shouldTellOfFramesWhoseEpochIsOver() {
    vision.write(vision.topics().cameraFrames(), frame(CAMERA, 2, 0, 0, IMAGE));
    vision.write(vision.topics().cameraFrames(), frame(CAMERA, 1, 9, 1, IMAGE));
    vision.write(vision.topics().cameraFrames(), frame(CAMERA, 1, 10, 1.1, IMAGE));
    assertThat(vision.counts().late()).isEqualTo(2);
    assertThat(vision.read(vision.topics().cameraEvents()))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getType()).isEqualTo(CameraEventType.SKIPPED);
              assertThat(event.getReason())
                  .isEqualTo("stream epoch 1 is over, the camera is at epoch 2");
            });
  }

  @Test
  void shouldRejectAFrameWhoseImageCanNotBeDecoded() {
    byte[] broken = "broken".getBytes(StandardCharsets.UTF_8);
    vision.write(vision.topics().cameraFrames(), frame(CAMERA, 1, 0, 0, broken));
    vision.write(vision.topics().cameraFrames(), frame(CAMERA, 1, 1, 0.1, IMAGE));
    assertThat(vision.read(vision.topics().vehicleDetections())).hasSize(1);
    assertThat(vision.read(vision.topics().cameraEvents()))
        .singleElement()
        .satisfies(event -> assertRejected(event, "no image: broken"));
    assertThat(vision.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.cause()).isEqualTo("undecodable_image");
              assertThat(letter.message()).isEqualTo("no image: broken");
              assertThat(letter.record().value()).contains(broken);
            });
    assertThat(vision.counts().dead()).isEqualTo(1);
  }

  @Test
  void shouldRejectAFrameByReferenceOrWithAnotherHash() {
    Frame byReference =
        Frame.newBuilder(frame(CAMERA, 1, 0, 0, IMAGE))
            .setImage(ByteBuffer.allocate(0))
            .setImageRef("s3://frames/1")
            .build();
    Frame forged =
        Frame.newBuilder(frame(CAMERA, 1, 1, 0.1, IMAGE)).setImageSha256("0".repeat(64)).build();
    vision.write(vision.topics().cameraFrames(), byReference);
    vision.write(vision.topics().cameraFrames(), forged);
    List<CameraEvent> events = vision.read(vision.topics().cameraEvents());
    assertRejected(
        events.get(0),
        "image_ref: expected the image inline, found the reference s3://frames/1, and references"
            + " are not followed");
    assertThat(events.get(1).getReason()).startsWith("image_sha256: expected 0000");
    assertThat(vision.deadLetters()).hasSize(2);
  }

  @Test
  void shouldUseTheModelOfTheCamerasDefinition() {
    ModelDescriptor model = model("box-v1", "good.pt");
    definitions.with(model).with(withModel("box-v1"));
    vision.write(vision.topics().cameraFrames(), frame(CAMERA, 1, 0, 0, IMAGE));
    vision.write(vision.topics().cameraFrames(), frame(CAMERA, 1, 1, 0.1, IMAGE));
    assertThat(vision.read(vision.topics().vehicleDetections()))
        .extracting(FrameDetections::getModel)
        .containsExactly("box-v1", "box-v1");
    assertThat(made).hasSize(1);
    vision.close();
    assertThat(made.get(0).closed).isTrue();
    start();
  }

  @Test
  void shouldSkipFramesAndSayWhyWhileAModelCanNotBeLoaded() {
    definitions.with(model("box-v1", "missing.pt")).with(withModel("box-v1"));
    for (int i = 0; i < 5; i++) {
      vision.write(vision.topics().cameraFrames(), frame(CAMERA, 1, i, i, IMAGE));
    }
    assertThat(vision.read(vision.topics().vehicleDetections())).isEmpty();
    assertThat(vision.counts().skipped()).isEqualTo(5);
    assertThat(vision.read(vision.topics().cameraEvents()))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getType()).isEqualTo(CameraEventType.SKIPPED);
              assertThat(event.getReason())
                  .isEqualTo("model box-v1 can't be used: model.file: not found");
            });
    vision.wait(Duration.ofSeconds(30));
    vision.write(vision.topics().cameraFrames(), frame(CAMERA, 1, 9, 9, IMAGE));
    assertThat(vision.read(vision.topics().cameraEvents()))
        .singleElement()
        .satisfies(event -> assertThat(event.getFrameCount()).isEqualTo(5));
  }

  private static void assertRejected(CameraEvent event, String reason) {
    assertThat(event.getType()).isEqualTo(CameraEventType.REJECTED);
    assertThat(event.getReason()).isEqualTo(reason);
    assertThat(event.getSite()).isEqualTo("harbour");
    assertThat(event.getAttributes()).containsExactly(Map.entry("technician", "tom"));
  }

  private static CameraDefinition withModel(String model) {
    CameraDefinition camera = camera(CAMERA);
    return new CameraDefinition(
        camera.id(),
        2,
        camera.site(),
        camera.source(),
        camera.calibration(),
        camera.segments(),
        camera.zones(),
        camera.lines(),
        Optional.of(model));
  }

  private static ModelDescriptor model(String id, String file) {
    return new ModelDescriptor(
        id,
        1,
        ModelDescriptor.Engine.PYTORCH,
        Optional.of(file),
        Optional.of(new ModelDescriptor.Input(320, 192, ModelDescriptor.ColorOrder.RGB, 1, true)),
        Optional.of(ModelDescriptor.Decoder.CENTERNET),
        List.of("car"),
        0.3,
        0.5);
  }

  private Detector make(ModelDescriptor model) {
    if (model.file().equals(Optional.of("missing.pt"))) {
      throw new IllegalArgumentException("model.file: not found");
    }
    FakeDetector detector = new FakeDetector();
    made.add(detector);
    return detector;
  }

  private static final class FakeDetector implements Detector {
    private boolean closed;

    @Override
    public DetectedObjects detect(CameraImage image) {
      if (new String(image.encoded(), StandardCharsets.UTF_8).equals("broken")) {
        throw new UndecodableImageException("no image: broken");
      }
      return new DetectedObjects(
          320, 192, List.of(new Detection(Detection.UNCLASSIFIED, 1, new Box(1, 2, 3, 4))));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
