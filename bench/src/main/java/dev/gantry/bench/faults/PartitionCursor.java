package dev.gantry.bench.faults;

import dev.gantry.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what is committed in one partition, from its beginning to where it ends now. */
final class PartitionCursor<V> implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<String, V> consumer;
  private final TopicPartition partition;
  private final long end;
  private final Queue<V> read = new ArrayDeque<>();

  PartitionCursor(Map<String, Object> client, Topic<V> topic, int partition) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumer =
        new KafkaConsumer<>(
            config, topic.keySerde().deserializer(), topic.valueSerde().deserializer());
    this.partition = new TopicPartition(topic.name(), partition);
    consumer.assign(List.of(this.partition));
    consumer.seekToBeginning(List.of(this.partition));
    this.end = consumer.endOffsets(List.of(this.partition)).getOrDefault(this.partition, 0L);
  }

  /** The next value; empty at the end. */
  Optional<V> next() {
    while (read.isEmpty() && consumer.position(partition) < end) {
      consumer.poll(POLL).forEach(found -> read.add(found.value()));
    }
    return Optional.ofNullable(read.poll());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
