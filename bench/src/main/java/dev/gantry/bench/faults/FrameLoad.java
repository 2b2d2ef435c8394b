package dev.gantry.bench.faults;

import dev.gantry.ingest.RecordPublisher;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.scene.Scene;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends rendered frames of one camera for VISION, a few a second. */
final class FrameLoad implements AutoCloseable {

  /** The camera of the rendered scene. */
  static final String CAMERA = "demo-road";

  private static final long EVERY_MS = 500;

  private final RecordPublisher publisher;
  private final Topic<Frame> topic;
  private final long seed;
  private final Thread thread = new Thread(this::send, "frame-load");
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private volatile boolean stopped;
  private volatile long sent;

  FrameLoad(RecordPublisher publisher, Topic<Frame> topic, long seed) {
    this.publisher = publisher;
    this.topic = topic;
    this.seed = seed;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void send() {
    // That of the city: a replay merges the cameras of a partition by event time.
    Instant start = StreamSettings.DEFAULT_START_TIME;
    try (Scene scene = new Scene(seed)) {
      for (long seq = 0; !stopped; seq++) {
        publisher.send(topic, CAMERA, frame(scene, seq, start), "frame " + seq);
        sent = seq + 1;
        TimeUnit.MILLISECONDS.sleep(EVERY_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  private static Frame frame(Scene scene, long seq, Instant start) {
    long capturedAt = micros(start.plusMillis(seq * EVERY_MS));
    return Frame.newBuilder()
        .setCameraId(CAMERA)
        .setStreamEpoch(1)
        .setFrameSeq(seq)
        .setCapturedAtUs(capturedAt)
        .setCapturedAtRawUs(capturedAt)
        .setIngestedAtUs(micros(Instant.now()))
        .setTimeMode(TimeMode.REPLAY)
        .setWidth(Scene.WIDTH)
        .setHeight(Scene.HEIGHT)
        .setImage(ByteBuffer.wrap(scene.frame(seq).jpeg()))
        .build();
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  /**
   * Stops, and waits until Kafka has all that was sent.
   *
   * @return frames sent
   */
  long finish() {
    close();
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    publisher.flush();
    return sent;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
