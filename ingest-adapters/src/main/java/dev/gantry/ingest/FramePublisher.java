package dev.gantry.ingest;

import dev.gantry.ingest.StreamPositions.StreamPosition;
import dev.gantry.schemas.records.CameraEvent;
import dev.gantry.schemas.records.Frame;
import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames and camera events to Kafka, keyed by camera, each camera's in order and once.
 *
 * <p>Sending is asynchronous up to {@link #BUFFER_BYTES}; then the caller waits, which is the only
 * back-pressure there is. The first record that Kafka does not take ends it all: this and every
 * later call throws {@link PublishException}, since a gap must not be hidden by what follows. Safe
 * for use by several threads.
 */
public final class FramePublisher implements AutoCloseable {

  /** Bytes that may wait to be sent: about a thousand frames of 64 KB. */
  static final long BUFFER_BYTES = 64L * 1024 * 1024;

  /** How long Kafka may be away before it counts as a failure. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Producer<byte[], byte[]> producer;
  private final Topic<Frame> frames;
  private final Topic<CameraEvent> events;
  private final StreamPositions positions;
  private final AtomicReference<@Nullable PublishException> failure = new AtomicReference<>();

  /**
   * @param producer idempotent, as {@link #producerConfig} states it; closed with the publisher
   * @param catalogue names the topics
   * @param positions how far streams have come
   */
  public FramePublisher(
      Producer<byte[], byte[]> producer, TopicCatalogue catalogue, StreamPositions positions) {
    this.producer = producer;
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
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"); // JPEG does not compress
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    config.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        catalogue.cameraFrames().settings().maxMessageBytes());
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    return config;
  }

  /** How far the newest stream of a camera has come. */
  public Optional<StreamPosition> latest(String cameraId) {
    return positions.latest(cameraId);
  }

  /**
   * Sends a frame. Waits while the buffer is full.
   *
   * @throws PublishException when this or an earlier record could not be sent
   * @throws InterruptException when interrupted while waiting; the frame was not sent
   */
  public void frame(Frame frame) {
    send(frames, frame.getCameraId(), frame, "frame " + frame.getFrameSeq());
  }

  /**
   * Sends an event, after everything sent before it has arrived, and waits until it has too.
   *
   * @throws PublishException when this or an earlier record could not be sent
   * @throws InterruptException when interrupted while waiting
   */
  public void event(CameraEvent event) {
    flush();
    send(events, event.getCameraId(), event, "event " + event.getType());
    flush();
  }

  /**
   * Waits until everything sent has arrived.
   *
   * @throws PublishException when a record could not be sent
   */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  private <V> void send(Topic<V> topic, String cameraId, V value, String what) {
    throwFailure();
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    var message =
        new ProducerRecord<>(topic.name(), cameraId.getBytes(StandardCharsets.UTF_8), bytes);
    try {
      Future<?> unused = // the callback is told the same
          producer.send(
              message,
              (metadata, error) -> {
                if (error != null) {
                  fail(topic, cameraId, what, error);
                }
              });
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      fail(topic, cameraId, what, e);
    }
    throwFailure();
  }

  private void fail(Topic<?> topic, String cameraId, String what, Exception error) {
    var wrapped =
        new PublishException(
            "%s of camera %s could not be written to %s: %s"
                .formatted(what, cameraId, topic.name(), error.getMessage()),
            error);
    failure.compareAndSet(null, wrapped);
  }

  private void throwFailure() {
    PublishException first = failure.get();
    if (first != null) {
      throw new PublishException(String.valueOf(first.getMessage()), first);
    }
  }

  /** Sends what waits, for at most {@link #PATIENCE}, and closes the producer. */
  @Override
  public void close() {
    producer.close(PATIENCE);
  }
}
