package dev.gantry.query.view;

import dev.gantry.schemas.records.Frame;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last frames of each camera, so that boxes can be drawn on the very frame they belong to. */
public final class FramesView {

  private final Clock clock;
  private final int framesPerCamera;
  private final long maxBytes;
  private final Map<String, CameraFrames> cameras = new HashMap<>();
  private final Rate rate = new Rate();
  private long bytes;
  private long total;

  /**
   * @param clock for rates
   * @param framesPerCamera frames kept of one camera, 1 or more
   * @param maxBytes bytes of images kept in all; the newest frame of a camera is always kept
   */
  public FramesView(Clock clock, int framesPerCamera, long maxBytes) {
    this.clock = clock;
    this.framesPerCamera = framesPerCamera;
    this.maxBytes = maxBytes;
  }

  synchronized void accept(ConsumerRecord<byte[], byte[]> source, Frame frame, boolean live) {
    if (live) {
      total++;
      rate.add(clock.millis(), 1);
    }
    CameraFrames camera =
        cameras.computeIfAbsent(frame.getCameraId(), id -> new CameraFrames(new ArrayDeque<>()));
    Frame newest = camera.frames.peekLast();
    if (newest != null && key(frame).compareTo(key(newest)) <= 0) {
      return;
    }
    if (live) {
      camera.rate.add(clock.millis(), 1);
    }
    camera.arrivedAt = Instant.ofEpochMilli(source.timestamp());
    camera.frames.addLast(frame);
    bytes += size(frame);
    if (camera.frames.size() > framesPerCamera) {
      evictFrom(camera);
    }
    while (bytes > maxBytes) {
      CameraFrames largest =
          cameras.values().stream()
              .max(Comparator.comparingInt(c -> c.frames.size()))
              .orElseThrow();
      if (largest.frames.size() <= 1) {
        break;
      }
      evictFrom(largest);
    }
  }

  /** The newest frame of a camera. */
  public synchronized Optional<Frame> latest(String cameraId) {
    return Optional.ofNullable(cameras.get(cameraId)).map(camera -> camera.frames.peekLast());
  }

  /** One frame of a camera, while it is kept. */
  public synchronized Optional<Frame> find(String cameraId, FrameKey key) {
    CameraFrames camera = cameras.get(cameraId);
    if (camera == null) {
      return Optional.empty();
    }
    Iterator<Frame> newestFirst = camera.frames.descendingIterator();
    while (newestFirst.hasNext()) {
      Frame frame = newestFirst.next();
      int order = key(frame).compareTo(key);
      if (order == 0) {
        return Optional.of(frame);
      }
      if (order < 0) {
        break;
      }
    }
    return Optional.empty();
  }

  /** When the newest frame of a camera was appended to the topic, wall clock. */
  public synchronized Optional<Instant> arrivedAt(String cameraId) {
    return Optional.ofNullable(cameras.get(cameraId)).map(camera -> camera.arrivedAt);
  }

  /** Cameras with a frame, sorted. */
  public synchronized Set<String> cameraIds() {
    return new TreeSet<>(cameras.keySet());
  }

  /** Frames per second of one camera, as they arrive. */
  public synchronized double perSecond(String cameraId) {
    CameraFrames camera = cameras.get(cameraId);
    return camera == null ? 0 : camera.rate.perSecond(clock.millis());
  }

  /** Frames per second of all cameras, as they arrive. */
  public synchronized double perSecond() {
    return rate.perSecond(clock.millis());
  }

  /** Frames that arrived since the view started. */
  public synchronized long total() {
    return total;
  }

  /** The identity of a frame within its camera. */
  public static FrameKey key(Frame frame) {
    return new FrameKey(frame.getStreamEpoch(), frame.getFrameSeq());
  }

  private void evictFrom(CameraFrames camera) {
    bytes -= size(camera.frames.removeFirst());
  }

  private static int size(Frame frame) {
    return frame.getImage().remaining();
  }

  private static final class CameraFrames {
    private final Deque<Frame> frames;
    private final Rate rate = new Rate();
    private Instant arrivedAt = Instant.EPOCH;

    private CameraFrames(Deque<Frame> frames) {
      this.frames = frames;
    }
  }
}
