package dev.gantry.bench.faults;

import dev.gantry.ingest.RecordPublisher;
import dev.gantry.ingest.StreamSettings;
import dev.gantry.ingest.scene.Scene;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.records.TimeMode;
import dev.gantry.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Sends rendered frames of one camera for VISION, a few a second. */
final class FrameLoad implements AutoCloseable {

  /** The camera of the rendered scene. */
  static final String CAMERA = "demo-road";

  private static final int PER_SECOND = 2;
  private static final Duration EVERY = Duration.ofSeconds(1).dividedBy(PER_SECOND);

  private final Topic<Frame> topic;
  private final Scene scene;
  private final PacedLoad load;

  FrameLoad(RecordPublisher publisher, Topic<Frame> topic, long seed) {
    this.topic = topic;
    this.scene = new Scene(seed);
    this.load = new PacedLoad("frame-load", publisher, PER_SECOND, this::send);
  }

  void start() {
    load.start();
  }

  private void send(RecordPublisher publisher, long seq) {
    publisher.send(topic, CAMERA, frame(seq), "frame " + seq);
  }

  /** The time of the city's beginning is also this one's: a replay merges by event time. */
  private Frame frame(long seq) {
    long capturedAt = micros(StreamSettings.DEFAULT_START_TIME.plus(EVERY.multipliedBy(seq)));
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
    return load.finish();
  }

  @Override
  public void close() {
    load.close();
    scene.close();
  }
}
