package dev.gantry.query.view;

import dev.gantry.schemas.records.FrameDetections;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what was detected since the view started, and knows how far detection has come. */
public final class DetectionsView {

  private final Clock clock;
  private final Rate framesRate = new Rate();
  private final Map<String, FrameKey> newest = new HashMap<>();
  private long frames;
  private long detections;

  public DetectionsView(Clock clock) {
    this.clock = clock;
  }

  synchronized void accept(
      ConsumerRecord<byte[], byte[]> source, FrameDetections value, boolean live) {
    FrameKey key = new FrameKey(value.getStreamEpoch(), value.getFrameSeq());
    newest.merge(value.getCameraId(), key, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    if (live) {
      frames++;
      detections += value.getDetections().size();
      framesRate.add(clock.millis(), 1);
    }
  }

  /** The newest frame of a camera that a detector has looked at. */
  public synchronized Optional<FrameKey> newest(String cameraId) {
    return Optional.ofNullable(newest.get(cameraId));
  }

  /** Frames a detector has looked at. */
  public synchronized long frames() {
    return frames;
  }

  /** Frames per second that detectors look at. */
  public synchronized double framesPerSecond() {
    return framesRate.perSecond(clock.millis());
  }

  /** Boxes found. */
  public synchronized long detections() {
    return detections;
  }
}
