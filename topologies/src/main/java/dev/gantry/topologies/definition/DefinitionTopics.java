package dev.gantry.topologies.definition;

import dev.gantry.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topics of all definitions from the beginning. Used by one thread at a time. */
final class DefinitionTopics implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  DefinitionTopics(Consumer<byte[], byte[]> consumer, TopicCatalogue topics) {
    this.consumer = consumer;
    this.partitions =
        Arrays.stream(DefinitionKind.values())
            .map(kind -> new TopicPartition(kind.topic(topics).name(), 0))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * A consumer for them.
   *
   * @param client how to reach the cluster: bootstrap servers and security
   */
  static Consumer<byte[], byte[]> consumer(Map<String, Object> client) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Reads to the end as it is now.
   *
   * @throws TimeoutException when the end is not reached in time
   */
  void readToEnd(
      Duration timeout, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, timeout);
    long deadline = System.nanoTime() + timeout.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), timeout) < end.getValue())) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(
            "definitions: expected to read up to " + ends + " within " + timeout);
      }
      poll(taker);
    }
  }

  /** Waits a little for new records. */
  void poll(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    records.forEach(taker);
  }

  /** Makes a waiting {@link #poll} throw; may be called from any thread. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
