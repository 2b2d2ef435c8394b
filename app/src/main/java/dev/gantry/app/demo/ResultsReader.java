package dev.gantry.app.demo;

import dev.gantry.schemas.topic.Topic;
import dev.gantry.schemas.topic.TopicCatalogue;
import dev.gantry.schemas.topic.WholeTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the committed results of a demo on a thread of its own: those that come after its start,
 * not those that an earlier run has left in the topics.
 */
final class ResultsReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Consumer<byte[]>> handlers = new HashMap<>();
  private final Thread thread = new Thread(this::read, "demo-results");
  private volatile @Nullable RuntimeException failure;

  ResultsReader(Map<String, Object> clientSettings) {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Hands every value of a topic to a handler, on this reader's thread. */
  <V> ResultsReader on(Topic<V> topic, Consumer<V> handler) {
    Consumer<byte[]> decoding =
        bytes -> handler.accept(topic.valueSerde().deserializer().deserialize(topic.name(), bytes));
    handlers.merge(topic.name(), decoding, Consumer::andThen);
    return this;
  }

  /** Counts a demo's results in a tally. */
  ResultsReader into(Tally tally, TopicCatalogue topics) {
    return on(topics.vehicleDetections(), tally::add)
        .on(topics.vehicleTracks(), tally::add)
        .on(topics.alerts(), tally::add)
        .on(topics.deadLetters(), letter -> tally.addDeadLetter());
  }

  ResultsReader start() {
    List<TopicPartition> partitions = WholeTopics.assign(consumer, handlers.keySet());
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // finds out now where that is
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /**
   * Rethrows what stopped the reader, if anything did.
   *
   * @throws IllegalStateException when results can no longer be read
   */
  void check() {
    RuntimeException cause = failure;
    if (cause != null) {
      throw new IllegalStateException("cannot read the results: " + cause.getMessage(), cause);
    }
  }

  private void read() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
          Consumer<byte[]> handler = handlers.get(found.topic());
          if (handler != null && found.value() != null) {
            handler.accept(found.value());
          }
        }
      }
    } catch (WakeupException stopped) {
      // close() asked for it
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
