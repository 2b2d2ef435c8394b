package dev.gantry.app.deadletter;

import dev.gantry.app.CommandFailedException;
import dev.gantry.app.config.Connection;
import dev.gantry.schemas.topic.DeadLetterHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the dead letters, committed ones only, one at a time: they hold whole frames, so they are
 * never all in memory.
 */
final class DeadLetterReader implements AutoCloseable {
  static final String BASE_NAME = "dead-letters";
  private static final Duration POLL = Duration.ofMillis(200);

  private final Connection connection;
  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;

  DeadLetterReader(Connection connection) {
    this.connection = connection;
    this.topic = connection.prefix() + BASE_NAME;
    Map<String, Object> config = new HashMap<>(connection.impatientClient());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  String topic() {
    return topic;
  }

  /**
   * Goes through all there are now.
   *
   * @param letters takes every dead letter, by partition in their order
   * @param marks takes what was replayed, and when
   */
  void read(Consumer<DeadLetter> letters, BiConsumer<String, String> marks) {
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < end(ends, p))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end(ends, new TopicPartition(topic, record.partition()))) {
          take(record, letters, marks);
        }
      }
    }
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      Consumer<DeadLetter> letters,
      BiConsumer<String, String> marks) {
    String replayOf = DeadLetter.header(record, DeadLetterHeaders.REPLAY_OF);
    if (replayOf.isEmpty()) {
      DeadLetter.of(record).ifPresent(letters);
    } else {
      marks.accept(replayOf, DeadLetter.header(record, DeadLetterHeaders.REPLAYED_AT));
    }
  }

  private List<TopicPartition> partitions() {
    try {
      List<TopicPartition> partitions =
          Objects.requireNonNullElse(consumer.listTopics().get(topic), List.<PartitionInfo>of())
              .stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new CommandFailedException(
            "there is no topic "
                + topic
                + " on "
                + connection.bootstrap()
                + "; was Gantry ever started there, under this prefix?");
      }
      return partitions;
    } catch (TimeoutException e) {
      throw new CommandFailedException(
          "Kafka does not answer at " + connection.bootstrap() + ": " + e.getMessage(), e);
    } catch (KafkaException e) {
      throw new CommandFailedException(
          "cannot read " + topic + " at " + connection.bootstrap() + ": " + e.getMessage(), e);
    }
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return Objects.requireNonNull(ends.get(partition));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
