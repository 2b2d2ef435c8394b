package dev.gantry.topologies.processor;

import static dev.gantry.topologies.testing.TestObjects.CAMERA;
import static dev.gantry.topologies.testing.TestObjects.camera;
import static dev.gantry.topologies.testing.TestObjects.car;
import static dev.gantry.topologies.testing.TestObjects.detections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.domain.tracking.CameraTracker;
import dev.gantry.domain.tracking.DetectedFrame;
import dev.gantry.domain.tracking.TrackerState;
import dev.gantry.schemas.records.Detection;
import dev.gantry.schemas.records.FrameDetections;
import dev.gantry.topologies.config.TopologiesConfig;
import dev.gantry.topologies.processor.CameraGeometries.Located;
import dev.gantry.topologies.processor.TrackedCamera.LastFrame;
import dev.gantry.topologies.testing.FakeDefinitions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptCameraCodecTest {

  private static final int CARS = 5;

  private final CameraTracker tracker =
      new CameraTracker(TopologiesConfig.DEFAULT.tracking().tracker());
  private final CameraGeometries geometries =
      new CameraGeometries(new FakeDefinitions().with(camera(CAMERA)));
  private final KeptCameraCodec codec = new KeptCameraCodec(tracker, geometries);
  private final Map<String, byte[]> parts = new TreeMap<>();
  private final List<String> written = new ArrayList<>();
  private final Random random = new Random(7);
  private int version = 1;
  private int seq;
  private KeptCamera kept = new KeptCamera(empty());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldBeReadAsItWasWhateverWasWritten(long seed) {
    random.setSeed(seed);
    for (int commit = 0; commit < 80; commit++) {
      int frames = random.nextInt(10) == 0 ? 12 : random.nextInt(3);
      IntStream.range(0, frames).forEach(frame -> take());
      if (random.nextInt(20) == 0) {
        end();
      }
      write();

      KeptCamera read = read();
      assertThat(read.camera().toBytes()).isEqualTo(kept.camera().toBytes());
      if (random.nextInt(6) == 0) {
        kept = read;
      }
    }
    assertThat(kept.camera().tracker().active()).isNotEmpty();
  }

  @Test
  void shouldWriteFramesAndOnlyNowAndThenTheWhole() {
    for (int commit = 0; commit < 90; commit++) {
      take();
      write();
    }
    assertThat(written).filteredOn(String::isEmpty).hasSize(10);
    assertThat(parts).hasSize(1 + KeptCamera.MOST_FRAMES);
    int whole = bytes("").length;
    parts.forEach(
        (part, bytes) ->
            assertThat(bytes.length).isLessThan(part.isEmpty() ? whole + 1 : whole / 4));
  }

  @Test
  void shouldWriteTheWholeWhenThereAreMoreFramesThanItIsWorth() {
    takeAndWrite(1);
    takeAndWrite(KeptCamera.MOST_FRAMES - 1);
    takeAndWrite(1);
    takeAndWrite(1);
    takeAndWrite(KeptCamera.MOST_FRAMES + 1);

    assertThat(written).containsExactly("", "2", "3", "", "");
  }

  @Test
  void shouldWriteTheWholeWhenAFrameIsFull() {
    takeAndWrite(1);
    Detection[] crowd = new Detection[KeptCamera.MOST_DETECTIONS + 1];
    for (int i = 0; i < crowd.length; i++) {
      crowd[i] = car(i * 7, 100 + i);
    }
    take(detections(CAMERA, seq, seq / 10.0, crowd));
    write();

    assertThat(written).containsExactly("", "");
  }

  @Test
  void shouldWriteTheWholeWhenALabelIsLong() {
    takeAndWrite(1);
    String label = "x".repeat(70_000);
    take(detections(CAMERA, seq, seq / 10.0, new Detection(label, .9f, 50f, 50f, 40f, 60f)));
    write();

    assertThat(written).containsExactly("", "");
  }

  @Test
  void shouldWriteTheWholeWhenTheCameraIsDefinedAnewOrItsTracksEnd() {
    takeAndWrite(1);
    version = 0;
    takeAndWrite(1);
    takeAndWrite(1);
    end();
    write();

    assertThat(written).containsExactly("", "", "3", "");
    assertThat(read().camera().toBytes()).isEqualTo(kept.camera().toBytes());
  }

  @Test
  void shouldBeReadAsItWasAfterSomeWriteWhileOthersWrite() {
    Set<ByteBuffer> states = new HashSet<>();
    for (int reader = 0; reader < 60; reader++) {
      int pause = 1 + random.nextInt(KeptCamera.MOST_FRAMES + 2);
      takeAndWrite(1);
      states.add(bytes(kept));
      KeptCamera read =
          codec.decode(
              CAMERA,
              part -> {
                byte[] found = parts.get(part);
                for (int i = 0; i < pause; i++) {
                  takeAndWrite(1);
                  states.add(bytes(kept));
                }
                return found;
              });
      assertThat(states.contains(bytes(read))).isTrue();
    }
  }

  @Test
  void shouldRefuseAnotherFormat() {
    takeAndWrite(1);
    bytes("")[0] = 1;

    assertThatThrownBy(this::read).hasMessageContaining("expected state of format 2, found 1");
  }

  private void takeAndWrite(int frames) {
    IntStream.range(0, frames).forEach(frame -> take());
    write();
  }

  private void take() {
    List<Detection> cars = new ArrayList<>();
    for (int car = 0; car < CARS; car++) {
      double bottom = 590 - (seq * (12 + 2 * car)) % 700;
      if (bottom > 0 && random.nextInt(10) > 0) {
        cars.add(car(20 + 75 * car + random.nextDouble(), bottom - 60 + random.nextDouble()));
      }
    }
    take(detections(CAMERA, seq, seq / 10.0, cars.toArray(Detection[]::new)));
  }

  private void take(FrameDetections record) {
    DetectedFrame frame = TrackRecords.toFrame(record, record.getCapturedAtUs());
    Optional<Located> located = geometries.find(CAMERA, version);
    tracker.advance(kept.camera().tracker(), frame, located.map(Located::geometry));
    kept.take(frame, LastFrame.of(record, record.getCapturedAtUs(), located, 3, seq++));
  }

  private void end() {
    tracker.end(kept.camera().tracker(), geometries.find(CAMERA, version).map(Located::geometry));
    kept.change();
  }

  private void write() {
    codec.giveChanges(
        kept,
        (part, bytes) -> {
          written.add(part);
          parts.put(part, bytes);
        });
  }

  private KeptCamera read() {
    return codec.decode(CAMERA, parts::get);
  }

  private byte[] bytes(String part) {
    return parts.getOrDefault(part, new byte[0]);
  }

  private static ByteBuffer bytes(KeptCamera kept) {
    return ByteBuffer.wrap(kept.camera().toBytes());
  }

  private static TrackedCamera empty() {
    FrameDetections none = detections(CAMERA, 0, 0);
    return new TrackedCamera(
        LastFrame.of(none, 0, Optional.empty(), 0, 0), TrackerState.empty(CAMERA));
  }
}
