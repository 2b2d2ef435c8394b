package dev.gantry.ingest;

import dev.gantry.ingest.StreamPositions.StreamPosition;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends frames and camera events to Kafka, keyed by camera, each camera's in order and once.
 *
 * <p>Buffers, waits and fails as {@link RecordPublisher} does. Safe for use by several threads.
 */
public final class FramePublisher implements AutoCloseable {

  private final RecordPublisher records;
  private final Topic<Frame> frames;
  private final Topic<CameraEvent> events;
  private final StreamPositions positions;

  /**
   * @param producer idempotent, as {@link #producerConfig} states it; closed with the publisher
   * @param catalogue names the topics
   * @param positions how far streams have come
   */
  public FramePublisher(
      Producer<byte[], byte[]> producer, TopicCatalogue catalogue, StreamPositions positions) {
    this.records = new RecordPublisher(producer);
    this.frames = catalogue.cameraFrames();
    this.events = catalogue.cameraEvents();
    this.positions = positions;
  }

  /**
   * A publisher for a cluster.
   *
   * @param clientConfig how to reach it: {@code bootstrap.servers}, security
   * @param catalogue names the topics, which exist
   */
  public static FramePublisher connect(Map<String, Object> clientConfig, TopicCatalogue catalogue) {
    return new FramePublisher(
        new KafkaProducer<>(producerConfig(clientConfig, catalogue)),
        catalogue,
        new KafkaStreamPositions(clientConfig, catalogue));
  }

  /** Settings of the producer; what the caller states about reaching the cluster is kept. */
  static Map<String, Object> producerConfig(
      Map<String, Object> clientConfig, TopicCatalogue catalogue) {
    Map<String, Object> config = RecordPublisher.producerConfig(clientConfig);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"); // JPEG does not compress
    config.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        catalogue.cameraFrames().settings().maxMessageBytes());
    return config;
  }

  /** How far the newest stream of a camera has come. */
  public Optional<StreamPosition> latest(String cameraId) {
    return positions.latest(cameraId);
  }

  /**
   * Sends a frame. Waits while the buffer is full.
   *
   * @param arrived is called, on a thread of the producer, when Kafka has it
   * @throws PublishException when this or an earlier record could not be sent
   * @throws InterruptException when interrupted while waiting; the frame was not sent
   */
  public void frame(Frame frame, Runnable arrived) {
    send(frames, frame.getCameraId(), frame, "frame " + frame.getFrameSeq(), arrived);
  }

  /**
   * Sends an event, after everything sent before it has arrived, and waits until it has too.
   *
   * @throws PublishException when this or an earlier record could not be sent
   * @throws InterruptException when interrupted while waiting
   */
  public void event(CameraEvent event) {
    flush();
    send(events, event.getCameraId(), event, "event " + event.getType(), () -> {});
    flush();
  }

  /**
   * Waits until everything sent has arrived.
   *
   * @throws PublishException when a record could not be sent
   */
  public void flush() {
    records.flush();
  }

  private <V> void send(Topic<V> topic, String cameraId, V value, String what, Runnable arrived) {
    records.send(topic, cameraId, value, what + " of camera " + cameraId, arrived);
  }

  /**
   * Gives up what Kafka has not taken yet: calls that wait, and later ones, throw {@link
   * PublishException} at once. From any thread.
   */
  public void abandon() {
    records.abandon();
  }

  /** Sends what waits, for at most {@link RecordPublisher#CLOSE}, and closes the producer. */
  @Override
  public void close() {
    records.close();
  }
}
