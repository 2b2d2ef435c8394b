package dev.gantry.detectors;

import dev.gantry.domain.detection.CameraImage;
import dev.gantry.domain.detection.DetectedObjects;
import dev.gantry.domain.detection.Detection;
import dev.gantry.domain.detection.Detector;
import dev.gantry.domain.geometry.Box;
import dev.gantry.domain.view.ViewSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Finds what moves against a learned background; needs no model and knows no classes.
 *
 * <p>It remembers {@value #MAX_CAMERAS} cameras, of which it forgets the one unused for longest: 4
 * MB each at 320 x 180, on the heap. A camera's first half second, and the one after a change of
 * the whole scene, gives no detections. The same frames give the same detections.
 */
final class MotionDetector implements Detector {

  static final int MAX_CAMERAS = 64;

  private final ImageDecoder decoder = new ImageDecoder();
  private final ImageReducer reducer = new ImageReducer();
  private final Map<String, Memory> cameras =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Memory> eldest) {
          return size() > MAX_CAMERAS;
        }
      };

  private @Nullable WorkImage latest;

  @Override
  public DetectedObjects detect(CameraImage image) {
    latest = null;
    Mat decoded = decoder.decode(image.encoded(), ImageReducer.WIDTH);
    int width = decoder.width();
    int height = decoder.height();
    Memory memory = cameras.get(image.cameraId());
    boolean continues =
        memory != null
            && memory.epoch == image.streamEpoch()
            && memory.width == width
            && memory.height == height;
    if (memory == null || !continues) {
      WorkImage first = ImageReducer.imageFor(width, height);
      reducer.reduce(decoded, first);
      latest = first;
      memory = new Memory(image.streamEpoch(), width, height, first, image.capturedAt());
      cameras.put(image.cameraId(), memory);
      return new DetectedObjects(width, height, List.of());
    }
    reducer.reduce(decoded, memory.camera.input());
    latest = memory.camera.input();
    double seconds = Duration.between(memory.last, image.capturedAt()).toNanos() / 1e9;
    memory.last = image.capturedAt();
    List<Blob> blobs = memory.camera.observe(seconds);
    return new DetectedObjects(width, height, detections(blobs, memory));
  }

  @Override
  public Optional<ViewSample> view() {
    return Optional.ofNullable(latest).flatMap(ImageReducer::view);
  }

  private static List<Detection> detections(List<Blob> blobs, Memory memory) {
    WorkImage work = memory.camera.input();
    double scaleX = memory.width / (double) work.width;
    double scaleY = memory.height / (double) work.height;
    List<Detection> detections = new ArrayList<>();
    for (Blob blob : blobs) {
      double left = Math.max(0, blob.left() * scaleX);
      double top = Math.max(0, blob.top() * scaleY);
      double right = Math.min(memory.width, blob.right() * scaleX);
      double bottom = Math.min(memory.height, blob.bottom() * scaleY);
      if (right - left >= 1 && bottom - top >= 1) {
        Box box = new Box(left, top, right - left, bottom - top);
        detections.add(new Detection(Detection.UNCLASSIFIED, score(blob), box));
      }
    }
    return detections;
  }

  /**
   * Confidence: how far the region stands out (1 at six tolerances), times how well it fills its
   * box (vehicles fill two thirds).
   */
  private static double score(Blob blob) {
    double contrast = Math.min(1, blob.contrast() / 6);
    double fill = Math.min(1, blob.fill() / 0.65);
    return Math.round(1000 * Math.sqrt(contrast * fill)) / 1000.0;
  }

  @Override
  public void close() {
    decoder.close();
    reducer.close();
    cameras.clear();
  }

  private static final class Memory {

    private final long epoch;
    private final int width;
    private final int height;
    private final MotionCamera camera;
    private Instant last;

    Memory(long epoch, int width, int height, WorkImage first, Instant at) {
      this.epoch = epoch;
      this.width = width;
      this.height = height;
      this.camera = new MotionCamera(first);
      this.last = at;
    }
  }
}
