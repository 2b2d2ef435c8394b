package dev.gantry.query.view;

import dev.gantry.schemas.records.FrameDetections;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what was detected since the view started. */
public final class DetectionsView {

  private final Clock clock;
  private final Rate framesRate = new Rate();
  private long frames;
  private long detections;

  public DetectionsView(Clock clock) {
    this.clock = clock;
  }

  synchronized void accept(
      ConsumerRecord<byte[], byte[]> source, FrameDetections value, boolean live) {
    if (live) {
      frames++;
      detections += value.getDetections().size();
      framesRate.add(clock.millis(), 1);
    }
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
