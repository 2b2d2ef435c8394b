package dev.gantry.ingest;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
 * Sends records of any topic to Kafka, each key's in order and once.
 *
 * <p>Sending is asynchronous up to {@link #BUFFER_BYTES}; then the caller waits, which is the only
 * back-pressure there is. The first record that Kafka does not take ends it all: this and every
 * later call throws {@link PublishException}, since a gap must not be hidden by what follows. Safe
 * for use by several threads.
 */
public final class RecordPublisher implements AutoCloseable {

  /** Bytes that may wait to be sent. */
  static final long BUFFER_BYTES = 64L * 1024 * 1024;

  /**
   * How long Kafka may be away before it counts as a failure: longer than a cluster takes to come
   * back, since what is played or simulated waits without loss.
   */
  static final Duration PATIENCE = Duration.ofMinutes(15);

  /** How long {@link #close} waits for what was sent. */
  static final Duration CLOSE = Duration.ofSeconds(30);

  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable PublishException> failure = new AtomicReference<>();

  /**
   * @param producer idempotent; closed with the publisher
   */
  RecordPublisher(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * A publisher of many small records.
   *
   * @param clientConfig how to reach the cluster: {@code bootstrap.servers}, security
   */
  public static RecordPublisher connect(Map<String, Object> clientConfig) {
    Map<String, Object> config = producerConfig(clientConfig);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new RecordPublisher(new KafkaProducer<>(config));
  }

  /** Settings of the producer; what the caller states about reaching the cluster is kept. */
  static Map<String, Object> producerConfig(Map<String, Object> clientConfig) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    return config;
  }

  /**
   * Sends a record. Waits while the buffer is full.
   *
   * @param what names the record in messages, such as {@code frame 7 of camera gate}
   * @throws PublishException when this or an earlier record could not be sent
   * @throws InterruptException when interrupted while waiting; the record was not sent
   */
  public <V> void send(Topic<V> topic, String key, V value, String what) {
    send(topic, key, value, what, () -> {});
  }

  /**
   * As above.
   *
   * @param arrived is called, on a thread of the producer, when Kafka has the record; returns
   *     quickly
   */
  <V> void send(Topic<V> topic, String key, V value, String what, Runnable arrived) {
    write(topic, key, new TopicRecord<>(topic, value), what, arrived);
  }

  /** As above, with the key that the value states. */
  public void send(TopicRecord<?> record, String what) {
    write(record.topic(), record.key(), record, what, () -> {});
  }

  private void write(
      Topic<?> topic, String key, TopicRecord<?> record, String what, Runnable arrived) {
    throwFailure();
    byte[] bytes = record.bytes();
    var message = new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), bytes);
    try {
      Future<?> unused = // the callback is told the same
          producer.send(
              message,
              (metadata, error) -> {
                if (error == null) {
                  arrived.run();
                } else {
                  fail(topic, what, error);
                }
              });
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      fail(topic, what, e);
    }
    throwFailure();
  }

  private void fail(Topic<?> topic, String what, Exception error) {
    var wrapped =
        new PublishException(
            "%s could not be written to %s: %s".formatted(what, topic.name(), error.getMessage()),
            error);
    failure.compareAndSet(null, wrapped);
  }

  private void throwFailure() {
    PublishException first = failure.get();
    if (first != null) {
      throw new PublishException(String.valueOf(first.getMessage()), first);
    }
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

  /**
   * Gives up what Kafka has not taken yet: calls that wait, and later ones, throw {@link
   * PublishException} at once. From any thread.
   */
  public void abandon() {
    producer.close(Duration.ZERO);
  }

  /** Sends what waits, for at most {@link #CLOSE}, and closes the producer. */
  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
