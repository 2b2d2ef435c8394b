package dev.gantry.schemas.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records and waits until Kafka has them on all replicas that are in sync: for those who
 * answer somebody. Safe for use by several threads; each waits for its own records.
 */
public final class TopicWriter implements AutoCloseable {

  /** How long a writer waits for room among what is to be sent, and for a topic to be known. */
  private static final Duration ROOM = Duration.ofSeconds(2);

  private static final Duration MOST_A_REQUEST = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> producer;
  private final Duration timeout;

  /** Where a record lies. */
  public record Position(String topic, int partition, long offset) {}

  /**
   * @param producer idempotent; closed with the writer
   * @param timeout how long it may take to confirm a record
   */
  public TopicWriter(Producer<byte[], byte[]> producer, Duration timeout) {
    this.producer = producer;
    this.timeout = timeout;
  }

  /**
   * A writer to a cluster.
   *
   * @param clientConfig how to reach it: {@code bootstrap.servers}, security
   * @param timeout how long it may take to confirm a record
   */
  public static TopicWriter connect(Map<String, Object> clientConfig, Duration timeout) {
    return new TopicWriter(new KafkaProducer<>(producerConfig(clientConfig, timeout)), timeout);
  }

  private static Map<String, Object> producerConfig(
      Map<String, Object> clientConfig, Duration timeout) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ROOM.toMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
    config.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        (int) Math.min(timeout.toMillis(), MOST_A_REQUEST.toMillis()));
    return config;
  }

  /**
   * Writes records, in their order, and waits for all of them.
   *
   * @return where each lies
   * @throws NotWrittenException when Kafka did not confirm them all
   */
  public List<Position> write(List<TopicRecord<?>> records) {
    // all of them first: one that can't be written should not leave others behind
    List<ProducerRecord<byte[], byte[]>> messages =
        records.stream().map(TopicWriter::message).toList();
    long deadline = System.nanoTime() + timeout.plus(ROOM).toNanos();
    List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
    for (ProducerRecord<byte[], byte[]> message : messages) {
      sent.add(send(message, deadline));
    }
    List<Position> positions = new ArrayList<>(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      positions.add(confirmed(sent.get(i), messages.get(i).topic(), deadline));
    }
    return positions;
  }

  private static ProducerRecord<byte[], byte[]> message(TopicRecord<?> record) {
    return new ProducerRecord<>(
        record.topic().name(), record.key().getBytes(StandardCharsets.UTF_8), record.bytes());
  }

  /** Sends one, unless that has failed at once: those behind it would wait in vain, one by one. */
  private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, long deadline) {
    try {
      Future<RecordMetadata> future = producer.send(message);
      if (future.isDone()) {
        confirmed(future, message.topic(), deadline);
      }
      return future;
    } catch (InterruptException e) { // it has restored the interrupt
      throw notWritten(message.topic(), e);
    } catch (KafkaException | IllegalStateException e) {
      throw notWritten(message.topic(), e);
    }
  }

  private static Position confirmed(Future<RecordMetadata> sent, String topic, long deadline) {
    try {
      RecordMetadata there =
          sent.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return new Position(there.topic(), there.partition(), there.offset());
    } catch (ExecutionException e) {
      throw notWritten(topic, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw notWritten(topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notWritten(topic, e);
    }
  }

  private static NotWrittenException notWritten(String topic, Throwable cause) {
    return new NotWrittenException(
        topic + ": not confirmed by Kafka: " + why(cause),
        cause instanceof RecordTooLargeException,
        cause);
  }

  /** In words for who waits for an answer; Kafka's own are about its batches and its settings. */
  private static String why(Throwable cause) {
    if (cause instanceof RecordTooLargeException) {
      return "a record is larger than the topic takes";
    }
    if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
      return "Gantry may not write there";
    }
    if (cause instanceof TimeoutException
        || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return "no answer in time";
    }
    if (cause instanceof RetriableException) {
      return "its brokers can't take it now";
    }
    if (cause instanceof InterruptedException || cause instanceof InterruptException) {
      return "it was given up meanwhile";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Gives up what Kafka has not confirmed yet. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
